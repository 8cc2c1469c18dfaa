"""The law of doubt: a cell that is not understood accuses nobody, and clears nobody."""

import re
from dataclasses import replace
from unicodedata import combining, normalize

from dossier_factory import AS_OF, FOLLOWING, PACK, VOCABULARY, dossiers, frames
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kstt_rules.auditing import judge_run, new_run, read_into
from kstt_rules.intake.assemble import assemble
from kstt_rules.intake.files.cells import Content
from kstt_rules.intake.frames import contents_of_frames
from kstt_rules.judging.steps import with_dossier
from kstt_rules.language import walk
from kstt_rules.language.nodes import Aggregate
from kstt_rules.model.outcomes import Verdict

MORE = settings(max_examples=max(5, settings().max_examples // 20))
JUNK = {
    "date": ("31/02/2022", "hôm qua"),
    "boolean": ("có thể",),
    "integer": ("nhiều",),
    "number": ("nhiều",),
    "period": ("tháng 13",),
    "provision": ("việc khác", ".5.b", "99.1"),
    "choice": ("lạ lắm",),
    "choices": ("lạ lắm",),
}


def relations_of(rule):
    """The relations that the conditions of a rule look at."""
    return {part.relation for expr in rule.expressions for part in walk(expr) if isinstance(part, Aggregate)}


NO_WORD = "qwrtzpsdfghjk"
BOTH_ARE_CALLED = "Cơ quan chung tên"
ABOUT_THE_UNIT_ITSELF = {"D2.unit"}
"""Asks just this: whether the unit of an officer is known."""

ACROSS_UNITS = {rule.id for rule in PACK.rules if {"namesakes", "doubles"} & relations_of(rule)}
"""Names of people of two units are compared as they are written."""


def verdicts(dossier):
    """Verdicts by rule and row of the sheet, and of what is due by its id, whether it is listed or not."""
    return verdicts_of(read_into(new_run(PACK, as_of=AS_OF), frames(dossier)))


def verdicts_of(run):
    assume(all(reject.reason != "duplicate_row" for reject in run.dossier.rejects))
    judgement = judge_run(run)
    found = {}
    for rule in PACK.rules:
        table = judgement.facts.tables.get(rule.subject)
        listed = table.frame["listed"].tolist() if table is not None and "listed" in table.frame else None
        for index, (subject, verdict) in enumerate(judgement.verdicts(rule).items()):
            if listed is None or listed[index] is True:
                found[rule.id, rule.subject, int(table.row[index])] = verdict
            if listed is not None:
                found[rule.id, rule.subject, subject] = verdict
    return found


def spoilt(draw, dossier, name, row, column):
    """A value in the place of a cell that nobody can understand, and the dossier that it stands in."""
    field = VOCABULARY.entity(name).fields[column]
    was = dossier[name].rows[row][column]
    units = {unit["id"]: unit for unit in dossier["unit"].rows}
    if field.person:
        junk = [st.just(NO_WORD)] if field.required else []
        spoilt_names = st.one_of(st.just(strip_accents(was)), misspelt(was), *junk)
        return dossier, draw(spoilt_names.filter(lambda text: text != was))
    if field.type != "unit":
        assume(field.type in JUNK)
        return dossier, draw(st.sampled_from(JUNK[field.type]))
    how = draw(st.sampled_from(["junk", "misspelling", "namesake"]))
    if how == "junk" or was not in units:
        return dossier, NO_WORD
    if how == "misspelling":
        return dossier, draw(misspelt(units[was]["name"]))
    other = draw(st.sampled_from(sorted(units.keys() - {was})))
    rows = [{**unit, "aliases": BOTH_ARE_CALLED} if unit["id"] in (was, other) else unit for unit in units.values()]
    return {**dossier, "unit": replace(dossier["unit"], rows=tuple(rows))}, BOTH_ARE_CALLED


@st.composite
def misspelt(draw, text):
    """A text without one of its letters, in a word that keeps others."""
    words = [range(*found.span()) for found in re.finditer(r"\w{2,}", text)]
    at = draw(st.sampled_from([place for word in words for place in word]))
    return f"{text[:at]}{text[at + 1 :]}"


def strip_accents(text):
    bare = "".join(letter for letter in normalize("NFD", text) if not combining(letter))
    return bare.replace("đ", "d").replace("Đ", "D")


@MORE
@given(st.data(), dossiers())
def test_a_cell_that_is_not_understood_accuses_nobody_and_clears_nobody(data, dossier):
    """Whatever stands in its place: nobody is in breach who was not, and a breach goes to undetermined at most.

    A rule that follows from breaches does not apply where none is established any more. Of the row itself nothing is
    said where it is not accepted. Which periods are asked for follows from those that a register names, so that a row
    that was due may no longer be.
    """
    submitted = sorted(key for key, sheet in dossier.items() if sheet.rows and key != "unit")
    assume(submitted)
    name = data.draw(st.sampled_from(submitted))
    row = data.draw(st.integers(0, len(dossier[name].rows) - 1))
    filled = [column for column in dossier[name].columns if dossier[name].rows[row][column] is not None]
    assume(filled)
    column = data.draw(st.sampled_from(filled))
    was = dossier[name].rows[row][column]
    dossier, value = spoilt(data.draw, dossier, name, row, column)
    before = verdicts(dossier)
    after = verdicts({**dossier, name: dossier[name].changed(row, **{column: value})})
    if VOCABULARY.entity(name).fields[column].person:
        after = of_the_same(after, value, was)
    assert accused(before, after) == {}
    assert cleared(before, after, name, {row + 2}) == {}


@MORE
@given(st.data(), dossiers(), st.sampled_from(["quet-001.pdf", "danh-sach.xlsx"]))
def test_a_file_that_cannot_be_read_accuses_nobody_and_clears_nobody(data, dossier, file):
    """The last rows of a dataset may stand in it: whoever lacks them is not in breach for that."""
    name = data.draw(st.sampled_from(sorted(key for key in dossier if key != "unit")))
    rows = dossier[name].rows
    kept = data.draw(st.integers(0, max(0, len(rows) - 1)))
    before = verdicts(dossier)
    read = contents_of_frames(frames({**dossier, name: replace(dossier[name], rows=rows[:kept])}), VOCABULARY)
    found = assemble([*read, Content(file, "", (), "damaged")], VOCABULARY).dossier
    after = verdicts_of(with_dossier(new_run(PACK, as_of=AS_OF), found, None))
    assert accused(before, after) == {}
    assert cleared(before, after, name, {*range(kept + 2, len(rows) + 2)}) == {}


def of_the_same(verdicts, name, was):
    """Verdicts with what was due to a person under the name that was changed as under the one before."""
    return {
        (*key, row.replace(f"/{name}", f"/{was}") if isinstance(row, str) else row): verdict
        for (*key, row), verdict in verdicts.items()
    }


def accused(before, after):
    return {
        key: (before.get(key), verdict)
        for key, verdict in after.items()
        if verdict is Verdict.BREACH and before.get(key) is not Verdict.BREACH and key[0] not in ABOUT_THE_UNIT_ITSELF
    }


def cleared(before, after, name, changed):
    """The breaches that are neither any more nor undetermined, but for those of ``changed`` rows and of rows due."""
    return {
        key: (was, after.get(key))
        for key, was in before.items()
        if was is Verdict.BREACH and after.get(key) not in (Verdict.BREACH, Verdict.UNDETERMINED)
        if key[0] not in ACROSS_UNITS
        if not (key[0] in FOLLOWING and after.get(key) is Verdict.NOT_APPLICABLE)
        if not (isinstance(key[2], str) or (key[1] == name and key[2] in changed))
    }
