"""The hint that follows the message about an unknown name."""

from collections.abc import Iterable
from difflib import get_close_matches

_MOST_LISTED = 20


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the known name nearest to ``name``, else "; known: x, y, …"."""
    names = list(known)
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    if not names:
        return ""
    return f"; known: {', '.join(names[:_MOST_LISTED])}{', …' if len(names) > _MOST_LISTED else ''}"
