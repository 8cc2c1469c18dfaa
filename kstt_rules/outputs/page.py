"""Pages of text for a terminal, or 80 columns of plain text for anything else; data are never markup."""

import re
from collections.abc import Iterable, Sequence
from io import StringIO
from shutil import get_terminal_size
from typing import BinaryIO, Final

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table

WIDTH: Final = 80


def write_page(blocks: Iterable[RenderableType], stream: BinaryIO) -> None:
    """Write the blocks one below the other in UTF-8, as wide as the terminal that the stream may be."""
    terminal = stream.isatty()
    text = StringIO()
    console = Console(
        file=text,
        force_terminal=terminal,
        width=get_terminal_size().columns if terminal else WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for block in blocks:
        console.print(block)
    stream.write(re.sub("(?<! ) +$", "", text.getvalue(), flags=re.MULTILINE).encode())


def heading(title: str) -> RenderableType:
    """Return a section's title on a line of its own, with a blank line above."""
    return Padding(Rule(title, align="left", style="dim"), (1, 0, 0, 0))


def ruled_table() -> Table:
    """Return a table with a line below its headers, to be given columns and rows."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)


def pairs(rows: Iterable[Sequence[str]]) -> Table:
    """Set rows of texts out in columns without lines between; the last column wraps."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for row in rows:
        while len(grid.columns) < len(row):
            grid.add_column(overflow="fold")
        grid.add_row(*row)
    return grid
