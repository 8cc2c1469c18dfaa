"""Long sequences of edits, by row and by cell, taken back and made again: the result is always that of the data."""

import random
from dataclasses import replace

import pandas as pd
import pytest
from comparable import as_json
from repository import ROOT

import kstt_rules
from kstt_rules import Session, UsageError
from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.memo import Memo
from kstt_rules.intake.files.typed_cell import shown_cell
from kstt_rules.library.result import AuditResult
from kstt_rules.open_audit.judge import Judge

AS_OF = "2022-03-31"
UNITS = [
    {"id": "h1", "name": "UBND huyện Một", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
    {"id": "h2", "name": "UBND huyện Hai", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
    *(
        {"id": f"x{at}", "name": f"UBND xã {at}", "tier": "xa", "kind": "ubnd_xa", "parent": "h1" if at < 3 else "h2"}
        for at in range(1, 5)
    ),
    *({"id": f"so-{at}", "name": f"Sở {at}", "tier": "tinh", "kind": "so", "parent": None} for at in "ab"),
]
NAMES = ("Lê An", "Trần Bình", "Lê Ân", "Phạm Chi", None)
DAYS = (None, "01/01/2020", "2021-12-20", "05/01/2022", "32/1/2020")
VALUES = {
    "officer": {
        "name": NAMES,
        "role": ("unit_leader", "office_leader", "specialist", None, "?"),
        "birth_year": (None, 1980),
        "from_date": DAYS,
    },
    "report": {"period": ("2021-Q4", "2021", "Quý I/2022", "hỏng"), "sent_on": DAYS, "approver": NAMES},
    "document": {"duty": ("6.1.a", "6.1.b", "10.1", None), "year": (2021, None), "number": ("1/QĐ", None)},
    "approval": {"decision_number": ("1/QĐ", "2/QĐ", None), "decided_on": DAYS},
    "payment": {"officer_name": NAMES, "period": ("2021-12", "2022-Q1", "2021"), "amount": (20000, None)},
}


def made_row(draw, dataset):
    """Return a row of a dataset."""
    if dataset == "unit":
        return {**draw.choice(UNITS), "name": draw.choice(("UBND xã 1", "Khác"))}
    owner = {"unit": draw.choice([*(unit["id"] for unit in UNITS), "lạ", None])}
    return owner | {name: draw.choice(values) for name, values in VALUES[dataset].items()}


def made_frames(draw):
    """Return some datasets, mostly with the register."""
    frames = {"unit": pd.DataFrame(UNITS)} if draw.random() < 0.85 else {}
    for dataset in draw.sample(sorted(VALUES), draw.randint(1, len(VALUES))):
        rows = [made_row(draw, dataset) for _ in range(draw.randrange(8))]
        frames[dataset] = pd.DataFrame(rows, columns=list(made_row(draw, dataset)), dtype=object)
    return frames


def edit_frames(draw, session):
    """Do something to a row or a cell of a dataset, seldom of the register."""
    frames, action = session.frames, draw.random()
    dataset = draw.choice(
        [*sorted(frames), *(name for name in sorted(frames) if name != "unit"), draw.choice(sorted(VALUES))]
    )
    rows = len(frames.get(dataset, ()))
    if not rows or action < 0.3:
        return session.add(dataset, made_row(draw, dataset))
    row, values = draw.randrange(rows), made_row(draw, dataset)
    if action < 0.45:
        return session.remove(dataset, row)
    name = draw.choice(list(values))
    if action < 0.75:
        return session.change(dataset, row, {name: values[name]})
    column = list(frames[dataset]).index(name)
    return session.correct("DataFrame", dataset, cell_address(column, row + 2), str(values[name] or ""))


def edit_cells(draw, session):
    """Type into a cell of a sheet what stands elsewhere in its column, nothing, or something else."""
    content = draw.choice([item for item in session._kept.contents if "don-vi" not in item.label])
    sheet = content.sheets[0]
    row, column = draw.choice(sheet.numbers), draw.randrange(len(sheet.rows[-1]))
    other = draw.choice(sheet.rows)
    held = other[column] if column < len(other) else None
    text = draw.choice([shown_cell(held) or "", shown_cell(held) or "", "", "Sở Y tế", "31/12/2021"])
    return session.correct(content.label, sheet.name, cell_address(column, row), text)


def move(draw, session, edit):
    """Make an edit, or take one back or make it again; what is refused changes nothing."""
    action, before = draw.random(), session.result if draw.random() < 0.1 else None
    try:
        return session.undo() if action < 0.12 else session.redo() if action < 0.2 else edit(draw, session)
    except UsageError:
        assert before is None or session.result is before
        return None


@pytest.mark.parametrize(
    ("seed", "edits"),
    [(1, 40), (2, 40), pytest.param(3, 4_000, marks=pytest.mark.nightly)],
)
def test_made_dossiers(seed, edits):
    """Compared now and then with an audit of the same rows, byte by byte; at last all is taken back."""
    draw = random.Random(seed)
    session = Session(made_frames(draw), as_of=AS_OF)
    first = as_json(session.result)
    for number in range(edits):
        move(draw, session, edit_frames)
        if number % 10 == 0:
            assert as_json(session.result) == as_json(kstt_rules.audit(session.frames, as_of=AS_OF))
    while session.can_undo:
        session.undo()
    assert as_json(session.result) == first


EXAMPLES = [
    ("bac-giang-2022", AS_OF, "bac-giang-2021", 0.25),
    ("two-tier-2026", "2026-06-30", "example-two-tier", 0.25),
    ("bo-cong-thuong-2019", "2020-01-15", "bo-cong-thuong-2018", 1),  # its rules look at rows of any unit
]


@pytest.mark.parametrize(("seed", "edits"), [(1, 40), pytest.param(2, 1_000, marks=pytest.mark.nightly)])
@pytest.mark.parametrize(("example", "as_of", "pack", "share"), EXAMPLES)
def test_the_examples(monkeypatch, example, as_of, pack, share, seed, edits):
    """Compared now and then with all its cells read and judged from the start; most edits judge but a part."""
    whole = []
    real = Judge._whole
    monkeypatch.setattr(Judge, "_whole", lambda self, *given: (whole.append(1), real(self, *given))[1])
    draw = random.Random(seed)
    session = Session(ROOT / "examples" / example, as_of=as_of, pack=pack)
    for number in range(1, edits + 1):
        move(draw, session, edit_cells)
        if number % 20 == 0:
            standing = session._state.judge.whole(replace(session._kept, memo=Memo()))
            assert as_json(session.result) == as_json(AuditResult.of(standing.result))
    assert len(whole) - 1 - edits // 20 < edits * share
