"""Names of the files of letters: the unit's own name in Vietnamese, fit for every system of files, each its own."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from unicodedata import category, normalize

from kstt_rules.base.text_keys import clean
from kstt_rules.model.findings import UnitRef

_LONGEST_NAME, _LONGEST_ID = 160, 40
"""How many bytes of UTF-8 may be a unit's name and its id: with what stands around them, less than 255."""

_MEANT: Final = ("L", "N", "M")
"""What a file may be named with, by the first letter of its category: letters, digits, and marks of letters."""


def file_names(called: Mapping[UnitRef, str], opening: str, ending: str) -> dict[UnitRef, str]:
    """Name a file for each unit after what it is called; names that come out alike get the id of the unit as well.

    Two names are alike where some system would take them for one: capitals and forms of a letter do not count.
    """
    alike: dict[str, list[UnitRef]] = defaultdict(list)
    stems = {unit: _plain(name, _LONGEST_NAME) for unit, name in called.items()}
    for unit, stem in stems.items():
        alike[_key(stem)].append(unit)
    marks = {unit: mark for units in alike.values() for unit, mark in _marks(units, stems[units[0]])}
    return {unit: f"{opening}{stem}{marks[unit]}{ending}" for unit, stem in stems.items()}


def _marks(units: Sequence[UnitRef], stem: str) -> list[tuple[UnitRef, str]]:
    """Return what tells units apart of which the names are alike: brackets, which no name holds, with the ids."""
    if len(units) == 1 and stem:
        return [(units[0], "")]
    ids = [_plain(unit.id or "", _LONGEST_ID) for unit in units]
    if len({_key(each) for each in ids if each}) < len(units):
        ids = [_hash(unit) for unit in units]
    return [(unit, f" ({each})" if stem else f"({each})") for unit, each in zip(units, ids, strict=True)]


def _plain(name: str, longest: int) -> str:
    """Return a name as letters, digits, spaces, hyphens and commas alone, so long that it ends with a whole letter."""
    kept = "".join(sign if category(sign)[0] in _MEANT or sign in "-," else " " for sign in clean(name))
    cut = normalize("NFC", kept).encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore")
    return " ".join(cut.split()).strip(" -,")


def _key(name: str) -> str:
    return normalize("NFKC", normalize("NFKC", name).casefold()).replace(" ", "")


def _hash(unit: UnitRef) -> str:
    return hashlib.sha256(f"{unit.id}\x1f{unit.name}".encode(errors="backslashreplace")).hexdigest()[:8]
