"""What an open audit of the province takes: to be opened, and to judge a change of any cell.

Run ``python -m tests.benchmarks.session [EDITS [ROUNDS [SEED]]]``. Times are of the processor, so that what else runs
counts less; the yardstick, five million additions, says how fast the machine was. On a machine whose speed changes,
several rounds of the same changes tell more: what one of them takes, undisturbed, is the least of all.
"""

import gc
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
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


def one_round(edits, seed):
    """Open the province, type values from elsewhere in their columns into cells drawn by a seed, and time it all."""
    loops = [yardstick()]
    audit = median(timed(lambda: kstt_rules.audit(DOSSIER, as_of=AS_OF))[0] for _ in range(3))
    opening = median(timed(lambda: Session(DOSSIER, as_of=AS_OF))[0] for _ in range(3))
    session, whole = Session(DOSSIER, as_of=AS_OF), []
    gc.collect()
    gc.freeze()  # as the workplace does once a dossier is open
    real = Judge._whole
    Judge._whole = lambda self, *given: (whole.append(1), real(self, *given))[1]
    draw, cells, times = random.Random(seed), list(cells_of(session)), []
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
    return audit, opening, len(whole), loops, times


def main(edits=200, rounds=1, seed=1):
    """Measure each round in a process of its own, and print; of each change the least time of all rounds."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        told = [pool.submit(one_round, edits, seed).result() for _ in range(rounds)]
    for audit, opening, whole, loops, times in told:
        print(
            f"audit {audit:.2f} s, opening {opening:.2f} s: {opening / audit:.2f} times; {whole} changes judged"
            f" everything; yardstick {loops[0]:.2f} and {loops[1]:.2f} s; {_places(times)}"
        )
    least = [min(same) for same in zip(*(times for *_, times in told), strict=True)]
    print(f"{edits} changes of a cell, of each the least of {rounds}: {_places(least)}")
    print("slowest:", *sorted(least, reverse=True)[:4], sep="\n  ")


def _places(times):
    ordered = sorted(seconds for seconds, *_ in times)
    return ", ".join(f"{name} {1000 * ordered[int((len(ordered) - 1) * at)]:.0f} ms" for name, at in PLACES)


PLACES = (("median", 0.5), ("nine of ten", 0.9), ("most", 1.0))

if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
