"""A witness as a case of a pack, ready to paste into a file of its folder ``cases``."""

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap
from typing import Any, Final

import yaml

from kstt_rules.proof.witness import Witness

_WIDTH: Final = 80
_UNBROKEN: Final = 10_000


def case_lines(witness: Witness, name: str) -> Iterator[str]:
    """Yield the lines of the case as it stands in the list of a case file, with the day and choices of its audit."""
    yield f"  - name: {_scalar(name)}"
    yield f"    as_of: {witness.as_of.isoformat()}"
    for key, values in (("readings", witness.readings), ("set", witness.settings)):
        if values:
            yield from _flow(f"    {key}: ", values)
    yield "    data:"
    for entity, rows in witness.data.items():
        yield f"      {entity}:" if rows else f"      {entity}: []"
        for row in rows:
            yield from _flow("        - ", row)
    yield "    expect:" if witness.expect else "    expect: {}"
    for rule, verdicts in witness.expect.items():
        yield from _flow(f"      {rule}: ", verdicts)


def _flow(before: str, values: Mapping[str, Any]) -> list[str]:
    """Write a mapping within the width of a terminal: where it goes on in the next line YAML reads a space."""
    text = before + "{" + ", ".join(_pairs(values)) + "}"
    further = " " * (len(before) - len(before.lstrip()) + 4)
    return wrap(text, _WIDTH, subsequent_indent=further, break_long_words=False, break_on_hyphens=False)


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{_scalar(key)}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case list():
            return "[" + ", ".join(map(_scalar, value)) + "]"
        case str():
            return (
                yaml.dump(str(value), allow_unicode=True, width=_UNBROKEN, default_flow_style=True)
                .removesuffix("\n...\n")
                .rstrip("\n")
            )
        case _:
            return str(value)
