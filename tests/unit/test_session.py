"""An open audit: what an edit tells, what it judges again, and what it refuses."""

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from comparable import as_json

import kstt_rules
from kstt_rules import Session, open_audit, session
from kstt_rules.base.errors import UsageError
from kstt_rules.large import Groups
from kstt_rules.model.citation import Provision
from kstt_rules.waivers.apply import Waiver

AS_OF = date(2022, 3, 31)
UNITS = pd.DataFrame(
    [{"id": f"so-{letter}", "name": f"Sở {letter.upper()}", "tier": "tinh", "kind": "so"} for letter in "abc"]
)
OFFICERS = pd.DataFrame(
    [
        {"unit": f"so-{letter}", "name": f"Người {letter}{number}", "role": role}
        for letter in "abc"
        for number, role in enumerate(("unit_leader", "office_leader", "specialist"))
    ]
)


@pytest.fixture
def opened():
    return Session({"unit": UNITS, "officer": OFFICERS}, as_of=AS_OF)


@pytest.fixture
def judged(monkeypatch):
    """The groups that are judged again, of each time that some are."""
    found, real = [], Groups.part
    monkeypatch.setattr(
        Groups, "part", lambda self, groups, *more: (found.append(groups), real(self, groups, *more))[1]
    )
    return found


def rules(findings):
    return {finding.rule for finding in findings}


def test_an_edit_tells_what_came_and_what_went(opened):
    """A fourth officer is one too many, until somebody leaves."""
    added = opened.add("officer", {"unit": "so-b", "name": "Người b9", "role": "specialist"})
    assert {"D5.1.a.max", "D5.1.a.twice"} <= rules(added.appeared)
    assert {finding.unit.id for finding in added.appeared} == {"so-b"}
    assert "D5.1.a.max" in rules(opened.result.findings)
    removed = opened.remove("officer", added.row)
    assert (rules(removed.disappeared), removed.appeared) == (rules(added.appeared), ())


def test_a_finding_that_reads_otherwise_is_told_apart(opened):
    """A fifth officer neither brings nor ends that there are too many; the message has another number."""
    row = {"unit": "so-b", "name": "Người b8", "role": "outside"}
    opened.add("officer", row)
    changed = opened.add("officer", {**row, "name": "Người b9"}).changed
    assert "D5.1.a.max" in rules(changed)
    assert next(finding for finding in changed if finding.rule == "D5.1.a.max").message.vi.count("5")


def test_only_units_that_an_edit_may_touch_are_judged(opened, judged):
    """A homonym elsewhere is judged again, a third unit is not."""
    change = opened.add("officer", {"unit": "so-b", "name": "Người a0", "role": "specialist"})
    assert "D5.3.a.namesake" in rules(change.appeared)
    assert set(judged) == {frozenset({"so-a", "so-b"})}


def test_a_row_that_is_not_read_touches_the_unit_that_it_may_be_about(judged):
    """What no rule asks of the unit above is not judged again below it."""
    units = [("h", "UBND huyện H", "huyen", "ubnd_huyen", None), ("x", "UBND xã X", "xa", "ubnd_xa", "h")]
    documents = [(unit, "6.1.a", "2021", f"1/{unit}") for unit in "hx"]
    frames = {
        "unit": pd.DataFrame(units, columns=["id", "name", "tier", "kind", "parent"]),
        "document": pd.DataFrame(documents, columns=["unit", "duty", "year", "number"]),
    }
    opened = Session(frames, as_of=AS_OF)
    opened.change("document", 0, {"year": "hỏng"})
    assert set(judged) == {frozenset({"h"})}
    assert as_json(opened.result) == as_json(kstt_rules.audit(opened.frames, as_of=AS_OF))


@pytest.mark.parametrize(("first", "then"), [("Khác", "Sở D"), ("Sở D", "Khác")])
def test_a_unit_called_as_a_kind_of_unit_comes_and_goes_as_any(first, then):
    """A unit without an id is known by its name, and "khac" is also an option of the data."""
    units = pd.concat([UNITS, pd.DataFrame([{"id": None, "name": first, "tier": "tinh", "kind": "so"}])])
    opened = Session({"unit": units, "officer": OFFICERS}, as_of=AS_OF)
    opened.change("unit", 3, {"name": then})
    assert as_json(opened.result) == as_json(kstt_rules.audit(opened.frames, as_of=AS_OF))


def test_a_dataset_may_begin_with_a_row(opened):
    """What was not submitted is then, and its rules are no longer undetermined for the dossier as a whole."""
    assert any(item.missing == ("approval",) for item in opened.result.undecided)
    change = opened.add("approval", {"unit": "so-a", "decision_number": "1/QĐ"})
    assert change.row == 0
    assert opened.result == kstt_rules.audit(opened.frames, as_of=AS_OF)
    assert not any(item.missing == ("approval",) for item in opened.result.undecided)


def test_frames_given_and_returned_are_not_those_within(opened):
    """Nobody else's edits are the session's."""
    frame = opened.frames["officer"]
    frame.loc[0, "name"] = "?"
    opened.change("officer", 0, {"name": "Người z"})
    assert OFFICERS.loc[0, "name"] == "Người a0"
    assert opened.frames["officer"].loc[0, "name"] == "Người z"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda item: item.change("oficer", 0, {}), "unknown dataset 'oficer'; did you mean 'officer'"),
        (lambda item: item.change("officer", 9, {}), "no row 9; it has 9 rows"),
        (lambda item: item.remove("officer", -1), "no row -1"),
        (lambda item: item.add("officer", {"nam": "x"}), "no column 'nam'; did you mean 'name'"),
        (lambda item: item.add("no-dataset", {"a": 1}), "unknown dataset"),
    ],
)
def test_what_is_not_there_is_refused_and_nothing_changes(opened, edit, told):
    """The message names what there is, and the audit stands as it was."""
    before = opened.result
    with pytest.raises(UsageError, match=told):
        edit(opened)
    assert opened.result is before


def test_edits_of_several_threads_wait_for_each_other(opened):
    """Each gets a row of its own, and none is lost."""
    rows = [{"unit": "so-b", "name": f"Người {number}", "role": "specialist"} for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda row: opened.add("officer", row).row, rows))
    assert sorted(told) == list(range(len(OFFICERS), len(OFFICERS) + len(rows)))
    assert opened.result == kstt_rules.audit(opened.frames, as_of=AS_OF)


@pytest.mark.parametrize("edit", [("officer", "role", "outside"), ("approval", "decision_number", "1/QĐ")])
def test_an_edit_that_is_interrupted_at_any_line_is_whole_or_not_made(opened, edit):
    """Of a dataset that is there, and of one that begins with it; what stands is always an audit of the rows."""
    dataset, column, value = edit
    row = {"unit": "so-b", column: value, **({"name": "Người b9"} if dataset == "officer" else {})}
    line, is_made = 1, False
    while not is_made:
        try:
            with interrupted_at(line):
                opened.add(dataset, row)
            is_made = True
        except KeyboardInterrupt:
            line *= 3
        assert opened.result == kstt_rules.audit(opened.frames, as_of=AS_OF)
    assert line > 100


@pytest.mark.parametrize("move", ["undo", "redo"])
def test_what_is_taken_back_or_made_again_is_so_wholly_or_not_at_all(opened, move):
    """With its log, whenever it is interrupted."""
    opened.add("officer", {"unit": "so-b", "name": "Người b9", "role": "specialist"})
    if move == "redo":
        opened.undo()
    logged, line, is_made = {move == "undo"}, 1, False
    while not is_made:
        try:
            with interrupted_at(line):
                getattr(opened, move)()
            is_made = True
        except KeyboardInterrupt:
            line *= 4
        logged.add(bool(opened.result.corrections))
        assert bool(opened.result.corrections) == (len(opened.frames["officer"]) > len(OFFICERS)) == opened.can_undo
        assert opened.result == kstt_rules.audit(opened.frames, as_of=AS_OF)
    assert logged == {True, False}


@contextmanager
def interrupted_at(line):
    """Interrupt what is run when so many lines of the session's files have been reached."""
    left = [line]
    files = {session.__file__, *map(str, Path(open_audit.__file__).parent.glob("*.py"))}

    def trace(frame, event, _):
        if frame.f_code.co_filename not in files:
            return None
        left[0] -= event == "line"
        if left[0] == 0:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def test_a_session_takes_the_options_of_an_audit():
    """An earlier roster, waivers and official wording, also after an edit; what a waiver covers is told as waived."""
    earlier = {"unit": UNITS, "officer": OFFICERS.assign(name=OFFICERS["name"].replace("Người b2", "Người khác"))}
    waiver = Waiver("so-b", "D5.1.a.max", None, "đã cho phép", "Chủ tịch", None, None, "w.yaml:1")
    options = {"as_of": AS_OF, "previous": earlier, "waivers": [waiver], "texts": {Provision(5, 1, "a"): "…"}}
    session = Session({"unit": UNITS, "officer": OFFICERS}, **options)
    assert as_json(session.result) == as_json(kstt_rules.audit(session.frames, **options))
    told = session.add("officer", {"unit": "so-b", "name": "Người b9", "role": "specialist"})
    assert as_json(session.result) == as_json(kstt_rules.audit(session.frames, **options))
    assert {item.verdict.value for item in told.appeared if item.rule == "D5.1.a.max"} == {"waived"}
