"""Which sheets of an .xlsx hold the lists that drop-downs on its other sheets choose from."""

import re
from collections.abc import Collection, Mapping, Sequence
from html import unescape
from typing import Final

_LONGEST_FORMULA: Final = 400
_SOURCE = re.compile(rb"<(?:\w+:)?formula1>(?:<\w+:f>)?([^<]{1,%d})<" % _LONGEST_FORMULA)
_NAME = re.compile(rb"<(?:\w+:)?definedName\s([^<>]{0,2000})>([^<]{1,%d})<" % _LONGEST_FORMULA)
_NAME_ATTRIBUTE = re.compile(rb"""(?:^|\s)name\s*=\s*["']([^"']+)["']""")


def sources_of(block: bytes) -> set[str]:
    """Return what the drop-downs in a piece of a sheet choose from, as formulas."""
    return {text_of(formula) for formula in _SOURCE.findall(block)} if b"formula1" in block else set()


def named_formulas(book: bytes) -> dict[str, str]:
    """Return the names that a workbook gives to formulas, folded."""
    found = ((_NAME_ATTRIBUTE.search(attributes), formula) for attributes, formula in _NAME.findall(book))
    return {text_of(name[1]).casefold(): text_of(formula) for name, formula in found if name}


def sheets_of_lists(names: Sequence[str], sources: Sequence[Collection[str]], named: Mapping[str, str]) -> list[bool]:
    """Tell of each sheet whether another one chooses from it; ``sources`` are those of each sheet."""
    chosen: set[str] = set()
    for own, formulas in zip(names, sources, strict=True):
        if not formulas:
            continue  # nearly all: a workbook of thousands of sheets is not held against itself
        meant = [named.get(formula.lstrip("=").casefold(), formula) for formula in formulas]
        chosen |= {name for name in names if name != own and any(_refers(formula, name) for formula in meant)}
    return [name in chosen for name in names]


def _refers(formula: str, sheet: str) -> bool:
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!" in formula or re.search(rf"(?<![\w'.]){re.escape(sheet)}!", formula) is not None


def text_of(data: bytes) -> str:
    """Return the text that bytes of an XML part say."""
    return unescape(data.decode("utf-8", "replace"))
