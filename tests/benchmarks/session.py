"""What an open audit of the province takes: to be opened, and to judge a change of any cell.

Run ``python -m tests.benchmarks.session [EDITS]``. Times are of the processor, so that what else runs counts less; the
yardstick, five million additions, says how fast the machine was (0.25 to 0.3 s is usual).
"""

import gc
import random
import sys
from statistics import median
from time import process_time

import kstt_rules
from kstt_rules import Session
from kstt_rules.base.cell_address import cell_address
from kstt_rules.intake.files.typed_cell import shown_cell
from kstt_rules.open_audit.judge import Judge

DOSSIER, AS_OF = "examples/bac-giang-2022", "2022-03-31"


def yardstick():
    """Return the seconds of five million additions."""
    start, total = process_time(), 0
    for number in range(5_000_000):
        total += number
    return process_time() - start


def timed(work, *given):
    """Return the seconds that a piece of work takes, and what it gives."""
    start = process_time()
    made = work(*given)
    return process_time() - start, made


def cells_of(session):
    """Yield every filled cell below the first row, but those of the register, with the other cells of its column."""
    for content in session._kept.contents:
        if "don-vi" not in content.label:
            for sheet in content.sheets:
                columns = [column.values for column in sheet.rows.columns]
                for number, cells in zip(sheet.numbers[1:], sheet.rows[1:], strict=True):
                    for column, cell in enumerate(cells):
                        if cell is not None:
                            yield content.label, sheet.name, cell_address(column, number), columns[column]


def main(edits=200):
    """Measure and print."""
    loops = [yardstick()]
    audit = median(timed(lambda: kstt_rules.audit(DOSSIER, as_of=AS_OF))[0] for _ in range(3))
    opening = median(timed(lambda: Session(DOSSIER, as_of=AS_OF))[0] for _ in range(3))
    print(f"audit {audit:.2f} s, opening {opening:.2f} s: {opening / audit:.2f} times")
    session, whole = Session(DOSSIER, as_of=AS_OF), []
    gc.collect()
    gc.freeze()  # as the workplace does once a dossier is open
    real = Judge._whole
    Judge._whole = lambda self, *given: (whole.append(1), real(self, *given))[1]
    draw, cells, times = random.Random(1), list(cells_of(session)), []
    while len(times) < edits:
        file, sheet, cell, others = draw.choice(cells)
        text = shown_cell(draw.choice(others)) or ""
        try:
            seconds, told = timed(session.correct, file, sheet, cell, text)
        except kstt_rules.UsageError:
            continue
        gc.collect()  # as the workplace does when it has answered
        if told.corrections:
            times.append((seconds, file, cell, text))
    loops.append(yardstick())
    ordered = sorted(seconds for seconds, *_ in times)
    shown = ", ".join(f"{name} {1000 * ordered[int((len(ordered) - 1) * at)]:.0f} ms" for name, at in PLACES)
    print(f"{len(times)} changes of a cell: {shown}; {len(whole)} judged everything; yardstick {loops} s")
    print("slowest:", *sorted(times, reverse=True)[:4], sep="\n  ")


PLACES = (("median", 0.5), ("nine of ten", 0.9), ("most", 1.0))

if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
