"""Pieces of Markdown: tables, and text that stays text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kstt_rules.outputs.visible import visible

_SPECIAL = re.compile(r"([\\`*<>\[\]|#]|\b_|_\b)")


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; its cells are Markdown, on one line each."""
    yield _row(headers)
    yield _row(["---"] * len(headers))
    for row in rows:
        yield _row(row)


def escaped(text: str) -> str:
    """Return plain text so that Markdown shows it as it is, on one line, with nothing in it hidden."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split())))


def code(text: str) -> str:
    """Return text as code within a line; a | is kept from ending a table's cell."""
    return f"`{' '.join(text.split())}`".replace("|", r"\|")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
