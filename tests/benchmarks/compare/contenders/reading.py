"""Reading the national workbook and nothing else: what the whole way can never be faster than."""

from pathlib import Path

import pandas as pd
import python_calamine

from kstt_rules.intake import read_dossier
from kstt_rules.model.read_vocabulary import base_vocabulary
from tests.benchmarks.compare.base import Work

Rows = dict[str, int]
"""How many rows stand below the header of each sheet."""


def calamine(path: Path) -> Work:
    """Every cell of every sheet as a plain value."""

    def read() -> Rows:
        book = python_calamine.load_workbook(str(path))
        return {
            name: len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) - 1 for name in book.sheet_names
        }

    return read


def openpyxl_rows(path: Path) -> Work:
    """The same by openpyxl, in its fast mode."""
    import openpyxl  # noqa: PLC0415 - the library of one contender

    def read() -> Rows:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = {sheet.title: len(list(sheet.iter_rows(values_only=True))) - 1 for sheet in book.worksheets}
        book.close()
        return rows

    return read


def pandas_calamine(path: Path) -> Work:
    """A frame a sheet, the cells read by calamine."""
    return lambda: _frames(path, "calamine")


def pandas_openpyxl(path: Path) -> Work:
    """A frame a sheet, the cells read by openpyxl, as pandas does unless told otherwise."""
    return lambda: _frames(path, "openpyxl")


def dossier(path: Path) -> Work:
    """Ours: in a child process, tables found, headers mapped, values normalised, units linked, each with its cell."""
    vocabulary = base_vocabulary()
    sheets = {"unit": "Đơn vị", "officer": "Công chức đầu mối", "report": "Báo cáo"}

    def read() -> Rows:
        return {sheets[name]: len(table) for name, table in read_dossier([path], vocabulary).tables.items()}

    return read


def _frames(path: Path, engine: str) -> Rows:
    frames = pd.read_excel(path, sheet_name=None, dtype=object, engine=engine)  # type: ignore[call-overload]
    return {name: len(frame) for name, frame in frames.items()}
