"""The hint that follows the message about an unknown name."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both

_MOST_LISTED: Final = 20
_NEAREST: Final = both("; did you mean {name!r}?")
_KNOWN: Final = both("; known: {names}")
_UNKNOWN: Final = both("unknown {kind} {name!r}{hint}")


def unknown(kind: Bilingual, name: str, known: Iterable[str]) -> Bilingual:
    """Say that a name of a kind of thing is not known, with the hint to what was probably meant."""
    return _UNKNOWN.format(kind=kind, name=name, hint=hint(name, known))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that ``name`` was probably meant to be, None where it is like none."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), None)


def hint(name: str, known: Iterable[str]) -> Bilingual:
    """Return "; did you mean 'x'?" for the known name nearest to ``name``, else "; known: x, y, …".

    Of names in parts, known are those that go on where ``name`` ends.
    """
    names = list(known)
    below = [one for one in names if one.startswith(f"{name}.")]
    if len(below) == 1:
        return _NEAREST.format(name=below[0])
    if not below and (close := nearest(name, names)):
        return _NEAREST.format(name=close)
    names = below or names
    if not names:
        return Bilingual("", "")
    return _KNOWN.format(names=f"{', '.join(names[:_MOST_LISTED])}{', …' if len(names) > _MOST_LISTED else ''}")
