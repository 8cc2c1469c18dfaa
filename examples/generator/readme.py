"""Writes the page that says what the example is and what is planted in it."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from .expected import Expected
from .units import Unit

_VERDICTS = {"breach": "vi phạm · breach", "undetermined": "chưa đủ căn cứ · undetermined"}
_HEAD = "| quy tắc · rule | kết luận · verdict | số · count | ví dụ · example | |\n|---|---|---:|---|---|\n"


def write_readme(
    path: Path, units: Mapping[str, Unit], current: Sequence[Expected], previous: Sequence[Expected]
) -> None:
    """Fill the template with the tables of what is planted in the dossier and in the previous roster."""
    text = Path(__file__).with_name("readme.md").read_text(encoding="utf-8")
    text = text.replace("{table}", _table(units, current)).replace("{table_of_previous}", _table(units, previous))
    path.write_text(text, encoding="utf-8", newline="\n")


def _table(units: Mapping[str, Unit], planted: Sequence[Expected]) -> str:
    kinds = groupby(planted, key=lambda item: (item.rule, item.verdict))
    return _HEAD + "\n".join(_line(units, rule, verdict, list(items)) for (rule, verdict), items in kinds)


def _line(units: Mapping[str, Unit], rule: str, verdict: str, items: Sequence[Expected]) -> str:
    code, slash, rest = items[0].subject.partition("/")
    example = f"{units[code].name} ({code}){slash}{rest}" if code in units else code
    return f"| {rule} | {_VERDICTS[verdict]} | {len(items)} | {example} | {items[0].why} |"
