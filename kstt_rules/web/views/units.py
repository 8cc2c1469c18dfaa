"""The units of the register, the worst first: what was received of each and what its rules came to."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.bilingual import Language
from kstt_rules.base.text_keys import fold
from kstt_rules.outputs.read.units_table import UnitRow, unit_rows
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, unit_text
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.leaves import leaf
from kstt_rules.web.showing.told import counted


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of the units of which the name holds all words that are looked for."""
    language, text = language_of(query), query.get("q", "").strip()
    wanted = fold(text).split()
    rows = [row for row in unit_rows(desk.session.result) if _is_called(row, wanted)]
    found = leaf(rows, query)
    parts = {"q": text} if text else {}
    return around(desk, "findings") | {
        "choice": {"q": text},
        "units": [_told(row, language) for row in found.items],
        "leaf": found.shown(parts),
    }


def _is_called(row: UnitRow, wanted: list[str]) -> bool:
    called = fold(f"{row.unit.id} {row.unit.name} {row.parent.name if row.parent else ''}")
    return all(word in called for word in wanted)


def _told(row: UnitRow, language: Language) -> dict[str, Any]:
    unit = row.unit.id or row.unit.name
    return {
        "query": {"unit": unit},
        "name": visible(unit_text(row.unit, row.parent)),
        "tier": "" if row.tier is None else capital(row.tier.label[language]),
        "lacks": row.lacks(language),
        "outcomes": counted(row.outcomes, language, {"unit": unit}),
    }
