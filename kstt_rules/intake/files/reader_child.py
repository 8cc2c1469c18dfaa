"""Reads workbooks in a process of its own, because a hostile file can abort it or ask for gigabytes.

reader.py runs this file as a script: ``reader_child.py SECONDS BYTES FOLDER PARENT``, the limits of time a file and of
address space, where the package lies (only what a file needs is imported from it), and the process that waits. The
paths come on standard input, each ended by NUL; standard output gets lines of JSON: ``["ready"]``, then for every file
``["file", sha256]``, and again where it is read anew in another form, for every sheet ``["sheet", name, hidden]``,
``["hidden", [row number, …], [column, …]]`` where it hides any, ``["merges", [[row, column, last row, last column],
…]]`` where cells are merged and the format tells, its rows in blocks (child_cells.py), ``["doubts", {reason: [row
number, …]}]`` where rows of a text are odd, and ``["whole"]``; then ``["lists", [place of a sheet, …]]`` where
drop-downs choose from some, and at last ``["end", null]`` or ``["end", reason]``. Numbers of rows are 1-based, columns
and places 0-based.
"""

import errno
import gc
import os
import sys
from pathlib import Path

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
_ALLOCATIONS_A_COLLECTION = 200_000  # rows are lists by the thousand and seldom in cycles
_CRASHED = 70


def main() -> None:
    """Read every file named on standard input, within the limits given as arguments."""
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    sys.path.append(sys.argv[3])
    parent = int(sys.argv[4])

    from kstt_rules.base.own_limits import limit_memory  # noqa: PLC0415  (now that the package is found)

    limit_memory(memory)
    paths = [Path(os.fsdecode(path)) for path in sys.stdin.buffer.read().split(b"\0")[:-1]]
    gc.set_threshold(_ALLOCATIONS_A_COLLECTION)

    from kstt_rules.intake.files.child_cells import NO_ROOM  # noqa: PLC0415  (now that the limits hold)

    try:
        _read(paths, seconds, parent)
    except OSError as error:
        if error.errno not in _DISK_FULL:
            raise
        os._exit(NO_ROOM)  # without another try to write what cannot be written


def _read(paths: list[Path], seconds: int, parent: int) -> None:
    from kstt_rules.base.own_limits import end_after  # noqa: PLC0415  (as above)
    from kstt_rules.intake.files.child_cells import CellWriter  # noqa: PLC0415  (as above)
    from kstt_rules.intake.files.child_sheets import read_file  # noqa: PLC0415  (as above)

    output = CellWriter()
    output.line("ready")
    for path in paths:
        if os.getppid() != parent:
            return  # nobody waits for the rest
        end_after(seconds)
        output.line("end", read_file(path, output))
        output.flush()


if __name__ == "__main__":
    try:
        main()
    except Exception:  # noqa: BLE001 - the parent sees no more of it than the status, which must not look like another
        os._exit(_CRASHED)
