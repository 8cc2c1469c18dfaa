"""A witness as a case of a pack, ready to paste into a file of its folder ``cases``."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from kstt_rules.proof.witness import Witness

_WIDTH = 1000


def case_text(witness: Witness, name: str) -> str:
    """Return the case as it stands in the list of a case file, the day of an audit and all that differs named."""
    lines = [f"  - name: {_scalar(name)}", f"    as_of: {witness.as_of.isoformat()}"]
    for key, values in (("readings", witness.readings), ("set", witness.settings)):
        lines += [f"    {key}: {_flow(values)}"] if values else []
    lines.append("    data:")
    for entity, rows in witness.data.items():
        lines += [f"      {entity}:", *(f"        - {_flow(row)}" for row in rows)] if rows else [f"      {entity}: []"]
    lines.append("    expect:" if witness.expect else "    expect: {}")
    lines += [f"      {rule}: {_flow(verdicts)}" for rule, verdicts in witness.expect.items()]
    return "\n".join(lines)


def _flow(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(_pairs(values)) + "}"


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
                yaml.dump(str(value), allow_unicode=True, width=_WIDTH, default_flow_style=True)
                .removesuffix("\n...\n")
                .rstrip("\n")
            )
        case _:
            return str(value)
