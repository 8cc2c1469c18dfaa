"""Cases: small dossiers beside the rules, with the verdicts expected of them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from pack_factory import PACK_FILES, faults, marked_places, pack_files, write_pack

from kstt_rules.base.errors import PackError
from kstt_rules.model.dossier import Source
from kstt_rules.model.outcomes import Verdict
from kstt_rules.pack import load_cases, load_pack

CASES = "cases/dieu-05.yaml"


@pytest.fixture
def case(tmp_path):
    """The one case of the small pack."""
    [case] = load_cases(load_pack(write_pack(tmp_path)))
    return case


def only_case(tmp_path, data):
    """Load a case with the given lines of data."""
    text = f"cases:\n  - name: x\n    data:\n{data}    expect:\n      D5.1.a.max: {{}}\n"
    [case] = load_cases(load_pack(write_pack(tmp_path, add={CASES: text})))
    return case


def test_a_case_says_what_is_set_and_what_is_expected(case):
    """Settings, readings, day and verdicts come out typed; the day is 31 March 2022 unless said."""
    assert case.name == "Sở có bốn người"
    assert (case.file, case.line) == ("tiny/cases/dieu-05.yaml", 2)
    assert case.as_of == date(2022, 3, 31)
    assert case.effective_from is None
    assert case.readings == {"composition": "strict"}
    assert case.settings == {"limits.most": 2}
    assert case.expect == {"D5.1.a.max": {"so-a": Verdict.COMPLIANT, "so-b": Verdict.UNDETERMINED}}


def test_a_list_that_is_set_cannot_be_changed_any_more(tmp_path):
    """It comes out as the value of a parameter does."""
    change = (CASES, "set: {limits.most: 2}", "set: {classes.bodies: [so, bql_kcn], limits.most: null}")
    [case] = load_cases(load_pack(write_pack(tmp_path, change)))
    assert case.settings == {"classes.bodies": ("so", "bql_kcn"), "limits.most": None}


def test_a_field_that_no_row_has_is_a_column_that_was_not_submitted(case):
    """Columns are the fields that some row has, in the vocabulary's order; a field left out of a row is blank."""
    assert list(case.dossier.tables["unit"].frame) == ["id", "name", "tier", "kind"]
    officers = case.dossier.tables["officer"].frame
    assert list(officers) == ["unit", "name", "role", "in_charge_of_one_stop", "phone", "from_date"]
    assert officers["role"].tolist() == ["unit_leader", None]
    assert officers["in_charge_of_one_stop"].tolist() == [True, None]
    assert officers["phone"].tolist() == [None, None]


def test_columns_have_the_types_that_tables_promise(case):
    """Texts and booleans are objects, dates datetime64 with NaT, and the index counts from 0."""
    officers = case.dossier.tables["officer"].frame
    assert officers["name"].dtype == object
    assert officers["in_charge_of_one_stop"].dtype == object
    assert officers["from_date"].dtype == "datetime64[us]"
    assert officers["from_date"].isna().tolist() == [False, True]
    assert officers.index.equals(pd.RangeIndex(2))


def test_an_entity_without_rows_was_submitted_with_all_its_columns(case):
    """An empty list is an empty sheet with its header; an entity left out was not submitted."""
    reports = case.dossier.tables["report"]
    assert len(reports) == 0
    assert {"unit", "period", "sent_on", "recipients"} <= set(reports.frame)
    assert "deadline" not in reports.frame
    assert reports.frame["sent_on"].dtype == "datetime64[us]"
    assert "approval" not in case.dossier.tables


def test_a_row_of_nothing_is_a_row(tmp_path):
    """A sheet may hold a row that says nothing, where no field is required."""
    approval = only_case(tmp_path, "      approval: [{}, {}]\n").dossier.tables["approval"]
    assert (approval.entity, len(approval)) == ("approval", 2)
    assert list(approval.frame) == []


def test_an_earlier_roster_stands_beside_the_data(tmp_path, case):
    """What is given as ``previous`` is a dossier of its own; a case without it has none."""
    tables = "      unit: [{id: so-a, name: Sở A}]\n    previous:\n      officer: [{unit: so-a, name: An}]\n"
    earlier = only_case(tmp_path, tables).previous
    assert set(earlier.tables) == {"officer"}
    assert earlier.tables["officer"].frame["name"].tolist() == ["An"]
    assert earlier.tables["officer"].source(0) == Source("tiny/cases/dieu-05.yaml", "officer", "A2")
    assert case.previous is None


def test_every_value_points_at_its_place_in_the_case(case):
    """The sheet is the entity of the case file, its header row 1."""
    officers = case.dossier.tables["officer"]
    assert officers.source(0) == Source("tiny/cases/dieu-05.yaml", "officer", "A2")
    assert officers.source(1, "role") == Source("tiny/cases/dieu-05.yaml", "officer", "C3")
    np.testing.assert_array_equal(officers.row, [2, 3])


def test_values_are_written_as_the_dossier_holds_them(tmp_path):
    """Periods and provisions take any of their forms, lists become tuples, numbers floats."""
    case = only_case(
        tmp_path,
        """\
      document:
        - {unit: a, duty: khoản 3 Điều 7, year: 2022, recipients: [department, other]}
        - {unit: a, duty: "6.10", year: null, recipients: null}
      payment:
        - {unit: a, officer_name: B, period: Quý I/2022, amount: 150000}
        - {unit: a, officer_name: B, period: 2021, amount: 1.5}
""",
    )
    documents, payments = (case.dossier.tables[name].frame for name in ("document", "payment"))
    assert documents["duty"].tolist() == ["7.3", "6.10"]
    assert documents["recipients"].tolist() == [("department", "other"), None]
    assert documents["year"].dtype == np.float64
    assert np.isnan(documents["year"][1])
    assert payments["period"].tolist() == ["2022-Q1", "2021"]
    assert payments["amount"].tolist() == [150000.0, 1.5]
    assert payments["amount"].dtype == np.float64


FAULTY = [
    ("unknown entity 'units'; did you mean 'unit'?", "      unit:\n", "      ‸units:\n"),
    ("unknown entity 'finding'; did you mean 'training'?", "      unit:\n", "      ‸finding:\n"),
    ("officer has no field 'phon'; did you mean 'phone'?", "phone: null", "‸phon: null"),
    ("person is derived from the other data and cannot be given", "phone: null", "‸person: a"),
    ("a row of officer needs name", "{unit: so-a, name: Trần Thị B,", "‸{unit: so-a, name: null,"),
    ("a row of unit needs id", "{id: so-b, name: Sở B,", "‸{name: Sở B,"),
    ("12 is not a valid text; write it in quotes", "phone: null", "‸phone: 12"),
    (
        "officer has no field 'nam'; did you mean 'name'?",
        "    expect:",
        "    previous: {officer: [{‸nam: An, name: An}]}\n    expect:",
    ),
    ("'unit_leder' is not a valid role; did you mean 'unit_leader'?", "role: unit_leader", "‸role: unit_leder"),
    ("'có' is not a valid boolean; write true or false", "in_charge_of_one_stop: true", "‸in_charge_of_one_stop: có"),
    ("'1/2/2021' is not a valid date; write it as 2022-03-31", "from_date: 2021-02-01", "‸from_date: 1/2/2021"),
    ("'abc' names no report period", "report: []", "report: [{unit: so-a, ‸period: abc}]"),
    ("6.1 is not a valid provision; write it in quotes", "report: []", "document: [{unit: so-a, ‸duty: 6.1}]"),
    (
        "'other' is not a valid choices; write a list",
        "report: []",
        'document: [{unit: so-a, duty: "6.1", ‸recipients: other}]',
    ),
    (
        "'so' is not a valid recipient; known: provincial_committee",
        "report: []",
        'document: [{unit: so-a, duty: "6.1", ‸recipients: [so]}]',
    ),
    ("unknown rule 'D5.1.a.mx'; did you mean 'D5.1.a.max'?", "      D5.1.a.max:", "      ‸D5.1.a.mx:"),
    ("unknown parameter 'limits.mots'; did you mean 'limits.most'?", "{limits.most: 2}", "{‸limits.mots: 2}"),
    ("'two' is not allowed; write a whole number", "{limits.most: 2}", "{‸limits.most: two}"),
    ("unknown reading 'compositon'; did you mean 'composition'?", "{composition: strict}", "{‸compositon: strict}"),
    ("unknown option 'strickt'; did you mean 'strict'?", "{composition: strict}", "{‸composition: strickt}"),
    (
        (
            "cases.0.expect.D5.1.a.max.so-a: this value is not allowed here; "
            "choose from 'breach', 'undetermined', 'compliant' or 'not_applicable'"
        ),
        "so-a: compliant",
        "‸so-a: waived",
    ),
    ("cases.0.as_off: unknown key; did you mean 'as_of'?", "    readings:", "    ‸as_off: 2022-01-01\n    readings:"),
    (
        "cases.0.expect: too few entries here; at least 1",
        "expect:\n      D5.1.a.max: {so-a: compliant, so-b: undetermined}",
        "‸expect: {}",
    ),
]


@pytest.mark.parametrize(("message", "old", "new"), FAULTY)
def test_a_fault_of_a_case_is_told_once_at_its_place(tmp_path, message, old, new):
    """Unknown names, values of another type and rows without what they need are told with their place."""
    [place] = marked_places(pack_files((CASES, old, new)))
    found = faults(write_pack(tmp_path, (CASES, old, new)))
    assert len(found) == 1, found
    assert found[0].startswith(f"{place}: {message}")


@pytest.mark.parametrize("written", ["True", "1990.5", "'1990'"])
def test_what_is_no_whole_number_is_told_without_a_hint(tmp_path, written):
    """How a number is written needs no telling."""
    [found] = faults(write_pack(tmp_path, (CASES, "phone: null", f"birth_year: {written.lower()}")))
    assert found.partition(": ")[2] == f"{written} is not a valid integer"


def test_all_faults_of_all_case_files_are_told(tmp_path):
    """Each case file is read, and every fault of every one is told."""
    broken = PACK_FILES[CASES].replace("      unit:\n", "      units:\n").replace("phone: null", "x: 1")
    folder = write_pack(tmp_path, add={"cases/a.yaml": broken, "cases/b.yaml": "cases: [", CASES: broken})
    pack = load_pack(folder)
    with pytest.raises(PackError) as caught:
        load_cases(pack)
    assert [problem.file for problem in caught.value.problems] == [
        *["tiny/cases/a.yaml"] * 2,
        "tiny/cases/b.yaml",
        *["tiny/cases/dieu-05.yaml"] * 2,
    ]


def test_a_case_name_stands_once_in_a_file(tmp_path):
    """Two cases of one name could not be told apart in a report."""
    again = "  - as_of: 2022-03-31\n    name: Sở có bốn người\n"
    text = PACK_FILES[CASES] + PACK_FILES[CASES].replace("cases:\n  - name: Sở có bốn người\n", again)
    found = faults(write_pack(tmp_path, add={CASES: text}))
    assert found == [f"tiny/{CASES}:16:5: there are two cases 'Sở có bốn người'"]


def test_a_pack_without_cases_has_none(tmp_path):
    """The cases folder may be absent."""
    assert load_cases(load_pack(write_pack(tmp_path, leave_out=(CASES,)))) == ()
