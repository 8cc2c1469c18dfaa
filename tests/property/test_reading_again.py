"""Whatever is typed into sheets as offices send them, they are read again to what they are from the start."""

import random
from dataclasses import replace
from datetime import date

import pytest
from repository import ROOT
from same_dossiers import assert_same_dossier

from kstt_rules import UsageError
from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.memo import Memo
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.intake.files.typed_cell import shown_cell
from kstt_rules.judging.steps import new_run, with_dossier
from kstt_rules.open_audit.kept_cells import KeptCells
from kstt_rules.pack import load_pack

PACK = load_pack("bac-giang-2021")
RUN = new_run(PACK, as_of=date(2022, 8, 31))
FOLDER, REGISTER = ROOT / "tests" / "acceptance" / "layouts", "units.csv"
TEXTS = (
    "Sở Y tế|31/12/2021|05/01/2022|13/02/2022|1/QĐ-UBND|Tổng cộng|Ghi chú: x|0|UBND|?|Lê Văn An|Lê Văn An (1980)"
    "|Không có|Quý I/2022|Nơi nhận:|KT. CHỦ TỊCH|UBND huyện Yên Thế và các xã|Đơn vị|Họ và tên|TRUE|A; B"
    "|Chánh Văn phòng|I. CẤP TỈNH"
)


@pytest.fixture(scope="module")
def contents():
    """What the files of the corpus hold, by name, but for those without rows."""
    with start_reading([FOLDER], units=FOLDER / REGISTER) as reading:
        found = {content.label: content for content in reading.result()}
    return {name: item for name, item in found.items() if any(sheet.rows for sheet in item.sheets)}


def typed(draw, kept):
    """Return the edit of a cell, which gets what stands elsewhere in its column, nothing, or something else."""
    content = draw.choice([item for item in kept.contents if item.label != REGISTER])
    sheet = draw.choice([item for item in content.sheets if item.rows])
    last = sheet.numbers[-1]
    row = draw.choice([*sheet.numbers, 1, 2, draw.randint(1, last), last + 1])
    column, other = draw.randrange(sheet.rows.width + 1), draw.choice(sheet.rows)
    held = shown_cell(other[column]) if column < len(other) and other[column] is not None else ""
    text = draw.choice([held, held, "", draw.choice(TEXTS.split("|"))])
    return kept.typed(content.label, sheet.name, cell_address(column, row), text)


def read(kept):
    """Return what cells are read and completed to, in a round of their memo."""
    dossier = kept.read().dossier
    run = with_dossier(RUN, dossier, None, kept.memo)
    kept.memo.end_round()
    return dossier, run


@pytest.mark.parametrize(("seed", "files", "edits"), [(1, 8, 4), pytest.param(2, 999, 200, marks=pytest.mark.nightly)])
def test_edited_sheets_are_read_as_from_the_start(contents, seed, files, edits):
    """After each edit, some of them taken back, of one file or of several together."""
    draw = random.Random(seed)
    names = sorted({*contents} - {REGISTER})
    for name in draw.sample(names, min(files, len(names))):
        together = [name, *draw.sample(sorted({*names} - {name}), draw.choice((0, 0, 2)))]
        kept = KeptCells(contents=tuple(contents[own] for own in (*together, REGISTER)), vocabulary=PACK.vocabulary)
        read(kept)
        done = []
        for _ in range(edits):
            try:
                if done and draw.random() < 0.2:
                    kept = kept.taken_back(edit := done.pop())
                else:
                    kept = kept.made(edit := typed(draw, kept))
                    done.append(edit)
            except UsageError:
                continue
            (dossier, run), (fresh, whole) = read(kept), read(replace(kept, memo=Memo()))
            assert_same_dossier(dossier, fresh)
            assert_same_dossier(run.dossier, whole.dossier)
            assert (run.received, run.submissions) == (whole.received, whole.submissions), (together, edit)
