"""Comparisons of audits of whole dossiers: sending less fixes nothing, and a later day alone changes nothing."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import numpy as np
from dossier_factory import AS_OF, PACK, VOCABULARY, dossiers, frames
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import kstt_rules
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.intake import from_frames
from kstt_rules.model.comparison import Change
from kstt_rules.model.dossier import Dossier, InputFile

FEWER = settings(max_examples=max(5, settings().max_examples // 14))  # an example audits a whole dossier twice


def in_files(dossier):
    """Return a dossier as if each unit had sent a file of its own for every dataset."""
    whole = from_frames(frames(dossier), VOCABULARY)
    tables = {name: table if name == "unit" else _in_files(table) for name, table in whole.tables.items()}
    files = {sheet.file for table in tables.values() for sheet in table.sheets}
    inputs = (InputFile(name, sha256(name.encode()).hexdigest(), 1, 1, 0, 0) for name in sorted(files))
    return replace(whole, tables=tables, inputs=tuple(inputs))


def _in_files(table):
    owners = [str(unit) for unit in table.frame["unit"]]
    names = sorted(set(owners))
    sheets = tuple(replace(table.sheets[0], file=f"{table.entity}-{name}.xlsx") for name in names)
    origin = np.array([names.index(owner) for owner in owners], dtype=np.intp)
    return replace(table, sheets=sheets or table.sheets, origin=origin)


def without_file(dossier, file):
    """Return a dossier without a file; a dataset of which it was the only one is gone."""
    tables = {}
    for name, table in dossier.tables.items():
        kept = np.array([table.sheets[at].file != file for at in table.origin], dtype=bool)
        if kept.all():
            tables[name] = table
        elif kept.any():
            tables[name] = table.take(np.flatnonzero(kept))
    inputs = tuple(item for item in dossier.inputs if item.file != file)
    return Dossier(tables, inputs, dossier.rejects)


def audited(dossier, day=AS_OF):
    """Return what is compared of an audit."""
    return snapshot(kstt_rules.audit(dossier, as_of=day, pack=PACK))


def became(before, after, *changes):
    """List what became one of these, as a failing test shows it."""
    items = compare(before, after).changes
    return [(item.finding.rule, item.finding.subject.id, item.differs) for item in items if item.change in changes]


@FEWER
@given(st.data(), dossiers())
def test_sending_less_fixes_nothing(data, drawn):
    """Without one of the files no breach is called fixed, of whichever unit: it may stand in the file."""
    dossier = in_files(drawn)
    sent = [item.file for item in dossier.inputs if item.file != "DataFrame"]
    assume(sent)
    before = audited(dossier)
    after = audited(without_file(dossier, data.draw(st.sampled_from(sent))))
    assert became(before, after, Change.FIXED) == []


@FEWER
@given(dossiers(), st.integers(1, 400))
def test_a_later_day_alone_changes_nothing(drawn, days):
    """With the same files, what both audits found is as it was, whatever its message counts; only verdicts may turn."""
    dossier = in_files(drawn)
    changed = became(audited(dossier), audited(dossier, AS_OF + timedelta(days)), Change.CHANGED)
    assert {differs for _, _, differs in changed} <= {("verdict",)}


@FEWER
@given(dossiers())
def test_a_day_on_which_nothing_falls_due_changes_nothing(drawn):
    """Between two days without an event, a term or an end of a period, nothing is new, fixed or changed."""
    dossier = in_files(drawn)
    before, after = (audited(dossier, AS_OF + timedelta(days)) for days in (2, 5))
    assert became(before, after, *(set(Change) - {Change.OPEN})) == []


@FEWER
@given(dossiers())
def test_the_same_dossier_has_not_changed(drawn):
    """An audit done again finds what it found."""
    dossier = in_files(drawn)
    assert became(audited(dossier), audited(dossier), *(set(Change) - {Change.OPEN})) == []
