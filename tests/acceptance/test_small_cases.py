"""Small cases of the findings of the example: how few rows they take, and that nothing of the original is in them."""

from datetime import date

import pytest
from repository import EXAMPLES

from kstt_rules import audit, load_pack
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.outputs.small_case import write_case
from kstt_rules.reduction.goal import Terms, read_pages
from kstt_rules.reduction.hidden import numbers_in, people_in
from kstt_rules.reduction.make_case import CaseMaker
from kstt_rules.reduction.pages import pages_of

DOSSIER, AS_OF = EXAMPLES / "bac-giang-2022", date(2022, 3, 31)
FEW = 10
KINDS = ("D4.1.replaced", "D7.2.email", "D6.10.portal", "D5.1.c.leader", "D7.4.absent")


@pytest.fixture(scope="module")
def example():
    """The findings of the example, what makes cases of them, and all names and numbers that it holds."""
    pack = load_pack("bac-giang-2021")
    with start_reading([DOSSIER]) as reading:
        contents = reading.result()
    whole = read_pages(pages_of(contents), pack.vocabulary)
    hidden = people_in(whole, pack.vocabulary) | numbers_in(whole, pack.vocabulary)
    maker = CaseMaker(Terms(pack, AS_OF, None, {}), contents)
    return audit([DOSSIER], as_of=AS_OF).findings, maker, {fold(text) for text in hidden if len(text) > 3}


def cells(case):
    return [
        fold(str(value))
        for sheets in case.books.values()
        for sheet in sheets
        for _, row in sheet.rows
        for value in row
        if isinstance(value, str)
    ]


def is_given(case, folder):
    """Tell whether the case, written and read as a file, gives its finding."""
    folder.mkdir()
    write_case(case, folder)
    found = audit([folder / "case.xlsx"], as_of=AS_OF, detail="all" if case.detail_all else "own").findings
    return (case.finding.fingerprint, case.finding.verdict) in [(item.fingerprint, item.verdict) for item in found]


@pytest.mark.parametrize("rule", KINDS)
def test_a_case_is_small_and_holds_no_name_or_number(rule, example, tmp_path):
    """Of each kind of breach the first: at most ten rows, which give the finding, and nothing of the original."""
    findings, maker, hidden = example
    case = maker.case(next(finding for finding in findings if finding.rule == rule), seed="1")
    assert case.rows <= FEW
    assert not hidden.intersection(cells(case))
    assert is_given(case, tmp_path / "case")


@pytest.mark.nightly
def test_nearly_all_findings_have_a_small_case(example, tmp_path):
    """At most ten rows for 95 of a hundred, and in none the name or number of anybody."""
    findings, maker, hidden = example
    sizes = []
    for number, finding in enumerate(findings):
        case = maker.case(finding, seed="1")
        sizes.append(case.rows)
        assert not hidden.intersection(cells(case)), finding
        assert is_given(case, tmp_path / str(number)), finding
    share = sum(size <= FEW for size in sizes) / len(sizes)
    print(f"{len(sizes)} findings, {share:.1%} in at most {FEW} rows, the largest in {max(sizes)}")  # noqa: T201
    assert share >= 0.95
