"""People's names that are spread over columns: "Họ" and "Tên", or one merged header of several."""

from collections.abc import Mapping, Sequence
from typing import Final

from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import Sheet
from kstt_rules.intake.layout.headers import Labels, Match
from kstt_rules.model.vocabulary import Entity

_MOST_OF_A_NAME: Final = 3
_FAMILY: Final = frozenset(
    {
        "ho",
        "ho dem",
        "ho va dem",
        "ho va ten dem",
        "ho va chu dem",
        "ho lot",
        "ho va ten lot",
        "ho va lot",
        "ho ten dem",
    }
)
_GIVEN: Final = frozenset({"ten", "ten goi"})


def names_in_two(
    entity: Entity, claims: Mapping[int, Match | None], labels: Mapping[int, Labels], sheet: Sheet, rows: Sequence[int]
) -> dict[str, tuple[int, ...]]:
    """Return the columns over which people's names are spread: "Họ" and "Tên", or one merged header of several."""
    name = entity.name
    if name is None or not entity.fields[name].person:
        return {}
    for at, texts in labels.items():
        if fold(texts[-1]) in _FAMILY and fold(labels.get(at + 1, ("",))[-1]) in _GIVEN:
            return {name: (at, at + 1)}
    for merge in (merge for row in rows for merge in sheet.merges.get(row, ())):
        match, own = claims.get(merge.column), range(merge.column, merge.last_column + 1)
        if match is not None and match.field == name and 1 < len(own) <= _MOST_OF_A_NAME:
            return {name: tuple(own)} if not {*own[1:]} & labels.keys() else {}
    return {}
