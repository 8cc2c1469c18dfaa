"""The rows of a sheet held by column, and what the reading process sends of them."""

import io
from datetime import date

import numpy as np
import orjson
import pytest

from kstt_rules.intake.files import child_cells, child_output
from kstt_rules.intake.files.cells import MARK
from kstt_rules.intake.files.child_output import FilesFound
from kstt_rules.intake.files.grid import Grid

ROWS = [["Đơn vị", None, "Tên"], ["Sở A", 1.0], [None, None, "An"], ["Sở A", "1", "An"]]


class Written(child_cells.CellWriter):
    """Keeps what the child would write."""

    def __init__(self):
        self._dumps, self._stream, self._room = orjson.dumps, io.BytesIO(), 10**9

    def __enter__(self):
        for line in (("file", "0" * 64), ("sheet", "S", False, False)):
            self.line(*line)
        return self

    def __exit__(self, *_):
        self.line("whole")
        self.line("end", None)
        self._stream.seek(0)


def files_found(stream):
    """Return the files that are done, and the one that is not."""
    found = FilesFound(stream)
    found.take()
    return found.done, found.current


def sent(rows):
    """Return the numbers and rows of a sheet as they arrive."""
    with Written() as output:
        child_cells.write_rows(iter(rows), output)
    ([found], _) = files_found(output._stream)
    [sheet] = found.sheets
    return sheet.numbers, list(sheet.rows)


def test_a_grid_gives_its_rows_back():
    """One by one, as a slice, and as a whole; rows end with their last filled cell."""
    grid = Grid.of(ROWS)
    assert grid == ROWS
    assert grid[1:3] == ROWS[1:3]
    assert grid[-1] == ROWS[-1]
    assert Grid.of(grid) is grid
    assert grid.filled.tolist() == [2, 2, 1, 3]


def test_a_grid_takes_and_stacks_rows():
    """Rows in any order, and the rows of grids of different widths below each other."""
    grid = Grid.of(ROWS)
    assert grid.take([3, 0]) == [ROWS[3], ROWS[0]]
    assert Grid.stacked([grid, Grid.of([["x"]]), Grid.of([])]) == [*ROWS, ["x"]]
    assert Grid.stacked([]) == []


def test_a_grid_answers_for_all_rows_at_once():
    """Which rows hold anything in some columns, and which hold some cells."""
    grid = Grid.of(ROWS)
    assert grid.holding([0, 7]).tolist() == [True, True, False, True]
    assert grid.rows_with({"Sở A", "An"}, 2) == [3]
    assert np.flatnonzero(grid.column(9).blank).tolist() == [0, 1, 2, 3]


def test_rows_arrive_as_they_were_read():
    """Empty rows and cells are left out, numbers kept, and values of other types marked."""
    rows = [["", "  "], ["a", 1.0, ""], ["", ""], ["a", date(2022, 3, 31), "b"], ["c"]]
    assert sent(rows) == ([2, 4, 5], [["a", 1.0], ["a", f"{MARK}D2022-03-31", "b"], ["c"]])


def test_a_truth_is_no_number():
    """True, 1 and the text "1" in one column stay three values, as do False and 0."""
    rows = [[True], [1.0], ["1"], [1], [False], [0.0]]
    assert sent(rows)[1] == [[f"{MARK}B1"], [1.0], ["1"], [1.0], [f"{MARK}B0"], [0.0]]


def test_sheets_longer_than_a_block_arrive_whole(monkeypatch):
    """Blocks have cells of their own, and columns may begin late."""
    monkeypatch.setattr(child_cells, "_CHUNK", 2)
    monkeypatch.setattr(child_cells, "_ROWS_A_BLOCK", 4)
    rows = [[str(number // 3)] if number < 7 else ["x", f"y{number}"] for number in range(11)]
    assert sent(rows) == ([*range(1, 12)], rows)


def test_a_process_that_ends_within_a_block_leaves_its_file_open():
    """Then the file is at fault, and no half of it is taken for the whole."""
    with Written() as output:
        child_cells.write_rows(iter(ROWS), output)
    whole = output._stream.getvalue()
    for length in range(len(whole)):
        done, _ = files_found(io.BytesIO(whole[:length]))
        assert done == []


def test_what_is_written_later_is_taken_then(monkeypatch):
    """Wherever it broke off before: nothing is taken twice, nor counts twice for what a file may hold."""
    with Written() as output:
        child_cells.write_rows(iter(ROWS), output)
    whole = output._stream.getvalue()
    monkeypatch.setattr(child_output, "MOST_BYTES", len(whole) + 1)
    monkeypatch.setattr(child_output, "MOST_CELLS", 12)
    for length in range(len(whole)):
        stream = io.BytesIO(whole[:length])
        found = FilesFound(stream)
        found.take()
        place = stream.tell()
        stream.seek(length)
        stream.write(whole[length:])
        stream.seek(place)
        found.take()
        [file] = found.done
        assert (file.fault, list(file.sheets[0].rows)) == (None, ROWS)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (b'["rows",1,1]\n\x01\0\0\0["x"]\n\x01\0\0\0', "crashed"),  # a place that no cell has
        (b'["rows",1,1]\n\x01\0\0\0["x"]\n\xfe\xff\xff\xff', "crashed"),
        (b'["rows",1,1]\n\x01\0\0\0[["x"]]\n\0\0\0\0', "crashed"),  # a cell that is a list
        (b'["rows",-1,1]\n["x"]\n', "crashed"),
        (b'["rows",100000000,100]\n', "too_large"),
        (b'["rows",1,99999999]\n\x01\0\0\0', "too_large"),
        (b'["what"]\n', "crashed"),
        (b'["merges",[[1]]]\n', "crashed"),
        (b"{}\n", "crashed"),
        (b"\xff\n", "crashed"),
    ],
)
def test_odd_output_is_a_fault_of_its_file(lines, fault):
    """Whoever took the reading process over can neither fill the memory of this one nor end it by a traceback."""
    with Written() as output:
        child_cells.write_rows(iter(ROWS), output)
    honest = output._stream.getvalue()
    done, broken = files_found(io.BytesIO(honest + b'["file","ab"]\n["sheet","s",false,false]\n' + lines))
    assert [found.fault for found in done] == [None]
    assert (broken.sha256, broken.fault) == ("ab", fault)


def test_what_a_file_may_hold_is_bounded_here_too(monkeypatch):
    """In bytes, of each file anew."""
    with Written() as output:
        child_cells.write_rows(iter(ROWS), output)
    honest = output._stream.getvalue()
    monkeypatch.setattr(child_output, "MOST_BYTES", len(honest) + 20)
    done, _ = files_found(io.BytesIO(honest + honest))
    assert [found.fault for found in done] == [None, None]
    monkeypatch.setattr(child_output, "MOST_BYTES", len(honest) - 20)
    done, broken = files_found(io.BytesIO(honest))
    assert (done, broken.fault) == ([], "too_large")
