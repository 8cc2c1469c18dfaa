"""A table in plain text, written with its corrected cells as office programs read it."""

import codecs
import csv
from collections.abc import Sequence
from typing import BinaryIO

from kstt_rules.model.files import SubmittedSheet


def write(sheets: Sequence[SubmittedSheet], stream: BinaryIO, *, delimiter: str) -> None:
    """Write the rows in UTF-8 with a byte order mark, each on the line where it stood."""
    rows = csv.writer(codecs.getwriter("utf-8-sig")(stream), delimiter=delimiter)
    for sheet in sheets:
        last = 0
        for number, cells in sheet.rows:
            rows.writerows([] for _ in range(last + 1, number))
            rows.writerow("" if cell is None else cell for cell in cells)
            last = number
