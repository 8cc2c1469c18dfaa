"""The laws that verdicts keep over whole dossiers, whatever is submitted; docs/testing.md states them."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from dossier_factory import (
    AS_OF,
    COLUMNS,
    DATASETS,
    FOLLOWING,
    KINDS,
    PACK,
    PEOPLE,
    VOCABULARY,
    Sheet,
    dossiers,
    frames,
    registers,
    sheets,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from repository import ROOT

import kstt_rules
from kstt_rules.auditing import judge_run, new_run, read_into
from kstt_rules.language.nodes import Call, datasets_used, walk
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Outcome, Verdict
from kstt_rules.outputs.exchange.json import document, render
from kstt_rules.waivers.apply import Waiver

FEWER = settings(max_examples=max(5, settings().max_examples // 14))  # an example audits a whole dossier twice
EXAMPLE = ROOT / "examples/two-tier-2026"

ON_RECORD = {
    (part.arguments[0].entity, part.arguments[0].name)
    for rule in PACK.rules
    for expr in (rule.applies, rule.breach)
    for part in walk(expr or rule.breach)
    if isinstance(part, Call) and part.function == "missing" and hasattr(part.arguments[0], "name")
}
"""What some rule asks to be on record: a blank says that it was not."""
BOUNDS = {("officer", "from_date"), ("officer", "to_date")}
"""A blank bound of a post is open: these say who is on the roster, not what is known of somebody on it."""


def audited(dossier, **options):
    return kstt_rules.audit(frames(dossier), as_of=AS_OF, pack=PACK, detail="all", **options)


def verdicts(dossier):
    """Verdicts by rule, dataset and row of the sheet; a row that was due but is not listed goes by its id.

    Rows that a change made alike would be counted once, so such a dossier is left out.
    """
    run = run_of(dossier)
    assume(all(reject.reason != "duplicate_row" for reject in run.dossier.rejects))
    return verdicts_of(run)


def run_of(dossier):
    return read_into(new_run(PACK, as_of=AS_OF), frames(dossier))


def verdicts_of(run):
    judgement = judge_run(run)
    found = {}
    for rule in PACK.rules:
        table = judgement.facts.tables.get(rule.subject)
        listed = table.frame["listed"].tolist() if table is not None and "listed" in table.frame else None
        for index, (subject, verdict) in enumerate(judgement.verdicts(rule).items()):
            row = int(table.row[index]) if listed is None or listed[index] is True else subject
            found[rule.id, rule.subject, row] = verdict
    return found


def source_of(entity, column):
    """A column with those from which it is filled where it is blank, and those filled from it."""
    fields = VOCABULARY.entity(entity).fields
    reads = {fields[column].reads} & set(fields)
    readers = {name for name, field in fields.items() if field.reads == column}
    return {column, *reads, *readers} - {name for name in reads | readers if fields[name].required}


def found_by(entity):
    """The columns by which rows are found from a unit: a row of a sheet that lacks one may be any unit's."""
    fields = VOCABULARY.entity(entity).fields
    relations = [item for item in VOCABULARY.entity("unit").relations.values() if item.entity == entity]
    return {fields[name].reads or name for relation in relations for match in relation.match for name in match}


def only_less_known(before, after):
    """List the verdicts that neither stay nor turn undetermined.

    A row that was due may no longer be; a rule that follows from breaches does not apply while none is established, nor
    one of which it is not known whether it applies and sure that it is kept.
    """
    changed = {key: (was, after.get(key)) for key, was in before.items() if after.get(key) is not was}
    kept = (Verdict.COMPLIANT, Verdict.NOT_APPLICABLE)
    return {key: pair for key, pair in changed.items() if pair[1] not in _allowed(key) and pair != kept}


def _allowed(key):
    gone = {None} if isinstance(key[2], str) else set()
    return gone | {Verdict.UNDETERMINED} | ({Verdict.NOT_APPLICABLE} if key[0] in FOLLOWING else set())


# -- more data about others


@FEWER
@given(st.data(), dossiers())
def test_an_unrelated_unit_changes_no_verdict_of_another(data, dossier):
    """A unit with its own people adds its own findings and counts, and changes nothing else, not a word.

    What it held was organised by itself: a body that is not understood may be anybody's. Only where it is the office
    of the province, which provisions name, may it change who bears what was found, and nothing else.
    """
    extended, name_of_new = dict(dossier), "Đài Truyền thanh vùng"
    (new, *_) = data.draw(registers()).rows
    extended["unit"] = dossier["unit"].with_rows({**new, "id": "moi", "name": name_of_new, "parent": None})
    for name in sorted(name for name in dossier.keys() - {"unit"} if found_by(name) <= set(dossier[name].columns)):
        old = dossier[name]
        periods = {row.get("period") for row in old.rows}
        rows = [
            {column: name_of_new if column == "organiser_name" else row.get(column) for column in old.columns}
            for row in data.draw(sheets(name, ["moi"], people=("Hồ Văn Lạ", "Đỗ Thị Xa"))).rows
            if row["unit"] == "moi" and ("period" not in row or row["period"] in periods)
        ]
        extended[name] = old.with_rows(*rows)
    before, after = audited(dossier), audited(extended)
    others = [item for item in after.findings if item.unit.id != "moi"]
    if new["kind"] == "vp_ubnd_tinh":
        nobody = UnitRef(None, "")
        others, was = ([replace(item, bearer=nobody) for item in found] for found in (others, before.findings))
    else:
        was = [*before.findings]
    assert others == was
    known = verdicts(dossier).keys()
    own = Counter(
        Outcome.of(verdict, PACK.rule(key[0]).severity_in(after.readings))
        for key, verdict in verdicts(extended).items()
        if key not in known
    )
    assert Counter(after.summary) - Counter(before.summary) == own


# -- the same data in another order


@FEWER
@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_datasets_changes_no_byte(dossier, random):
    """With rows and datasets in another order the JSON is the same, but for the addresses of the rows."""
    shuffled, moved = {}, {}
    for name in random.sample(sorted(dossier), len(dossier)):
        order = random.sample(range(len(dossier[name].rows)), len(dossier[name].rows))
        shuffled[name] = Sheet(dossier[name].columns, tuple(dossier[name].rows[row] for row in order))
        moved[name] = {place + 2: row + 2 for place, row in enumerate(order)} | {1: 1}
    assert addressed(audited(shuffled), moved) == addressed(audited(dossier), {})


def addressed(result, moved):
    """The document with every row's address as it was before the move, and cells of one term in order."""
    whole = document(result)
    for item in whole["inputs"]:
        del item["sha256"]
    for source in (source for one in whole["findings"] for term in one["evidence"] for source in term["sources"]):
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", source["cell"]).groups()
        source["cell"] = f"{letters}{moved.get(source['sheet'], {}).get(int(row), row)}"
    for reject in whole["rejects"]:
        reject["row"] = moved.get(reject["sheet"], {}).get(reject["row"], reject["row"])
    whole["rejects"].sort(key=str)
    for term in (term for one in whole["findings"] for term in one["evidence"]):
        term["sources"].sort(key=str)
    return whole


def test_the_order_of_files_changes_no_byte():
    """The files of a dossier named in another order give the same bytes."""
    paths = sorted(EXAMPLE.glob("*.[xc]*"))
    assert len(paths) > 5
    written = []
    for order in (paths, paths[::-1]):
        stream = BytesIO()
        result = kstt_rules.audit(order, as_of=AS_OF + timedelta(1500), pack="example-two-tier")
        render(result, stream, language="vi")
        written.append(stream.getvalue())
    assert written[0] == written[1]


# -- less data


@FEWER
@given(st.data(), dossiers())
def test_a_column_withheld_leaves_verdicts_or_opens_them(data, dossier):
    """What was never asked for is unknown: nothing becomes compliant, breached or not applicable by it."""
    name = data.draw(st.sampled_from(sorted(dossier)))
    entity = VOCABULARY.entity(name)
    columns = [
        column
        for column in dossier[name].columns
        if not (entity.fields[column].required or entity.fields[column].optional or column == entity.dated)
        and (name, column) not in BOUNDS
        and column != "unit"
    ]
    assume(columns)
    column = data.draw(st.sampled_from(columns))
    reduced = {**dossier, name: dossier[name].without(*source_of(name, column))}
    assert only_less_known(verdicts(dossier), verdicts(reduced)) == {}


@FEWER
@given(st.data(), dossiers())
def test_a_dataset_withheld_leaves_verdicts_or_opens_them(data, dossier):
    """Rules on a dataset that is gone are undetermined on the whole, those that look at it on each subject."""
    name = data.draw(st.sampled_from(sorted(dossier.keys() - {"unit"})))
    reduced = {key: sheet for key, sheet in dossier.items() if key != name}
    before = {key: verdict for key, verdict in verdicts(dossier).items() if key[1] != name}
    assert only_less_known(before, verdicts(reduced)) == {}
    whole = {
        finding.rule for finding in audited(reduced).findings if finding.missing == (name,) and not finding.subject.id
    }
    assert whole == {rule.id for rule in PACK.rules if rule.subject == name}


@FEWER
@given(st.data(), dossiers())
def test_a_cell_blanked_opens_or_speaks_and_never_clears(data, dossier):
    """A blank of what no rule asks to be on record opens verdicts; no blank at all turns a breach to compliance."""
    name = data.draw(st.sampled_from(sorted(key for key, sheet in dossier.items() if sheet.rows)))
    entity, row = VOCABULARY.entity(name), data.draw(st.integers(0, len(dossier[name].rows) - 1))
    columns = [
        column
        for column in dossier[name].columns
        if not entity.fields[column].required and (name, column) not in BOUNDS and column != "unit"
    ]
    assume(columns)
    column = data.draw(st.sampled_from(columns))
    gone = source_of(name, column)
    reduced = {**dossier, name: dossier[name].changed(row, **dict.fromkeys(gone & set(dossier[name].columns)))}
    before, after = verdicts(dossier), verdicts(reduced)
    cleared = {key for key, was in before.items() if (was, after.get(key)) == (Verdict.BREACH, Verdict.COMPLIANT)}
    assert cleared == set()
    attribute = not any((name, item) in ON_RECORD for item in gone) and column != entity.dated
    if attribute and not entity.fields[column].optional:
        assert only_less_known(before, after) == {}


@FEWER
@given(st.data(), dossiers())
def test_a_row_spoilt_leaves_verdicts_or_opens_them(data, dossier):
    """A row that cannot be read casts doubt on what it may have said, and decides nothing."""
    name = data.draw(st.sampled_from(sorted(dossier.keys() - {"unit"})))
    assume(dossier[name].rows)
    fields = VOCABULARY.entity(name).fields
    days = [column for column in dossier[name].columns if fields[column].type in ("date", "boolean", "integer")]
    assume(days)
    row = data.draw(st.integers(0, len(dossier[name].rows) - 1))
    periods = [other.get("period") for other in dossier[name].rows]
    assume(periods[row] is None or periods.count(periods[row]) > 1)  # a register asks for the periods that it names
    reduced = {**dossier, name: dossier[name].changed(row, **{data.draw(st.sampled_from(days)): "31/02/2022"})}
    before = {key: was for key, was in verdicts(dossier).items() if key[1:] != (name, row + 2)}
    assert only_less_known(before, verdicts(reduced)) == {}


@FEWER
@given(st.data(), dossiers())
def test_a_row_removed_changes_only_what_looks_at_its_dataset(data, dossier):
    """Another roster or register is another fact, but only for the rules that ask about it."""
    name = data.draw(st.sampled_from(sorted(dossier.keys() - {"unit"})))
    assume(dossier[name].rows)
    row = data.draw(st.integers(0, len(dossier[name].rows) - 1))
    reduced = {**dossier, name: dossier[name].without_row(row)}
    looks = {rule.id for rule in PACK.rules if looks_at(rule, name)}
    before, after = verdicts(dossier), verdicts(reduced)
    untouched = {key: was for key, was in before.items() if key[0] not in looks}
    assert {key: after.get(key) for key in untouched} == untouched


def looks_at(rule, name):
    exprs = [expr for expr in (rule.applies, rule.breach) if expr is not None]
    if name in {rule.subject, *(used for expr in exprs for used in datasets_used(expr))}:
        return True
    return rule.id in FOLLOWING or (rule.subject == "payment" and name == "officer")


@FEWER
@given(dossiers())
def test_what_is_undetermined_says_what_is_missing_and_asks_for_that_alone(dossier):
    """Nobody is told to mend what may be in order."""
    open_findings = [item for item in audited(dossier).findings if item.verdict is Verdict.UNDETERMINED]
    assert open_findings
    for finding in open_findings:
        assert finding.missing
        assert finding.remedy.en.startswith(("Submit", "State", "Add", "Correct"))


# -- waivers


@FEWER
@given(st.data(), dossiers(), st.integers(-1, 1))
def test_a_waiver_touches_only_its_finding(data, dossier, days):
    """What a waiver in force covers is waived and counted so; all else is as without it."""
    plain = audited(dossier)
    breaches = [finding for finding in plain.findings if finding.verdict is Verdict.BREACH and finding.unit.id]
    assume(breaches)
    chosen = data.draw(st.sampled_from(breaches))
    until = AS_OF + timedelta(days)
    waiver = Waiver(chosen.unit.id, chosen.rule, None, "vì", "ai", None, until, "w.yaml:1")
    waived = audited(dossier, waivers=[waiver])
    covered = {
        finding.fingerprint
        for finding in breaches
        if days >= 0 and (finding.unit.id, finding.rule) == (chosen.unit.id, chosen.rule)
    }
    changed = {
        before.fingerprint: (before.verdict, after.verdict)
        for before, after in zip(plain.findings, waived.findings, strict=True)
        if before != after
    }
    assert changed == dict.fromkeys(covered, (Verdict.BREACH, Verdict.WAIVED))
    moved = Counter({Outcome.WAIVED: len(covered)})
    moved.subtract(before.outcome for before in plain.findings if before.fingerprint in covered)
    assert {key: waived.summary[key] - plain.summary[key] for key in Outcome} == {key: moved[key] for key in Outcome}


# -- what the dossiers are


def test_every_column_of_the_vocabulary_comes_up():
    """The generator knows every dataset that has a sheet and every field that has a column."""
    assert {"unit", *DATASETS} == {name for name, entity in VOCABULARY.entities.items() if entity.sheet}
    for name, columns in COLUMNS.items():
        assert set(columns) == {key for key, field in VOCABULARY.entity(name).fields.items() if field.header}


@pytest.mark.parametrize(("kind", "title"), [("so", "chủ tịch"), ("ubnd_huyen", "tư pháp hộ tịch"), ("bql_kcn", "pct")])
def test_a_title_that_says_nothing_in_its_unit_says_nothing_where_the_kind_is_withheld(kind, title):
    """A "chủ tịch" is no role of a department, so that of a unit of unknown kind it is not known to be one."""
    unit = {**dict.fromkeys(COLUMNS["unit"]), "id": "u0", "name": "Cơ quan 0", "tier": "tinh", "kind": kind}
    officer = {"unit": "u0", "name": PEOPLE[0], "title": title}
    dossier = {"unit": Sheet(COLUMNS["unit"], (unit,)), "officer": Sheet(tuple(officer), (officer,))}
    reduced = {**dossier, "unit": dossier["unit"].without("kind")}
    assert only_less_known(verdicts_of(run_of(dossier)), verdicts_of(run_of(reduced))) == {}


@pytest.mark.parametrize(("unit", "role"), [("xã Lạ Lùng", "unit_leader"), ("Trại giam 9", None), ("Cơ quan", None)])
def test_a_title_is_read_as_in_the_kind_of_unit_that_an_unknown_name_shows(unit, role):
    """A name shows it by its first words; the units that it may mean do where all are of one kind."""
    units = [{**dict.fromkeys(COLUMNS["unit"]), "id": f"u{n}", "name": "Cơ quan", "kind": KINDS[n]} for n in (0, -1)]
    officer = {"unit": unit, "name": PEOPLE[0], "title": "phó chủ tịch"}
    dossier = {"unit": Sheet(COLUMNS["unit"], tuple(units)), "officer": Sheet(tuple(officer), (officer,))}
    raw = run_of(dossier).dossier.tables["officer"]
    assert [row.values["role"] for row in raw.unread] == [role]


def test_a_title_that_says_the_same_in_all_kinds_of_unit_shows_its_role_where_the_kind_is_withheld():
    """Whoever heads a unit does so in each."""
    unit = {**dict.fromkeys(COLUMNS["unit"]), "id": "u0", "name": "Cơ quan 0"}
    officers = [{"unit": "u0", "name": f"Lê {title}", "title": title} for title in ("thủ trưởng", "phó chủ tịch")]
    dossier = {"unit": Sheet(COLUMNS["unit"], (unit,)), "officer": Sheet(tuple(officers[0]), tuple(officers))}
    assert run_of(dossier).dossier.tables["officer"].frame["role"].tolist() == [None, "unit_leader"]
