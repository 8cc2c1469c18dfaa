"""JUnit XML: well formed, its counts right, and nothing green that was not judged compliant."""

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from result_factory import coverage, finding, make_subject, not_checked, result, undetermined

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.dossier import Reject
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.outputs.exchange.junit import render

UNREADABLE = Reject("hong.xlsx", None, None, "unreadable", Bilingual("Tệp bị hỏng.", "The file is broken."))


def written(audited, language="vi"):
    """Return the bytes of a result as JUnit XML."""
    stream = BytesIO()
    render(audited, stream, language=language)
    return stream.getvalue()


def suites_of(audited, language="vi"):
    """Return the suites by name."""
    return {suite.get("name"): suite for suite in ET.fromstring(written(audited, language))}


def case_of(one, language="vi"):
    """Return the test case of a finding."""
    suites = suites_of(result(findings=(one,), coverage=(coverage(one.provision, violation=1),)), language)
    [case] = list(suites.values())[1].iter("testcase")
    return case


def test_every_provision_is_a_suite():
    """The files come first, then the provisions in the order of the regulation."""
    assert list(suites_of(result())) == ["Tệp đã nộp", "Điều 1", "Điểm a khoản 1 Điều 5", "Điểm a khoản 3 Điều 5"]
    assert list(suites_of(result(), "en"))[2] == "Article 5, Clause 1, Point a"


def test_a_violation_fails():
    """A violation is a failure with the message, what to do, the evidence and the identity of the finding."""
    case = case_of(finding())
    assert case.attrib == {
        "classname": "art_5__cl_1__pnt_a.D5.1.a.max",
        "name": "Sở Y tế · Vượt số công chức đầu mối",
    }
    [failure] = case
    assert (failure.tag, failure.attrib) == (
        "failure",
        {"message": "[VI PHẠM] Sở Y tế có 4 công chức đầu mối, quá 3.", "type": "violation"},
    )
    assert failure.text.splitlines() == [
        "Điểm a khoản 1 Điều 5",
        "Kiến nghị: Rà soát, bố trí lại danh sách công chức đầu mối.",
        "Căn cứ: officers.count(): 04 [so-y-te.xlsx › Công chức đầu mối › C5, C6, C7, C8]",
        f"Mã nhận diện: {finding().fingerprint}",
    ]


@pytest.mark.parametrize(
    ("one", "label"),
    [
        (finding(severity=Severity.REVIEW), "[CẦN XEM XÉT]"),
        (finding(severity=Severity.INFO), "[THÔNG TIN]"),
        (undetermined(), "[CHƯA ĐỦ CĂN CỨ]"),
        (finding(verdict=Verdict.WAIVED), "[ĐƯỢC MIỄN]"),
    ],
)
def test_what_is_no_violation_is_skipped(one, label):
    """What a person must look at, what cannot be told and what is waived neither fails nor passes."""
    [skipped] = case_of(one)
    assert skipped.tag == "skipped"
    assert skipped.get("message").startswith(f"{label} ")


def test_a_subject_is_named_beside_its_unit():
    """A finding on a report or an officer names it."""
    case = case_of(finding(subject=make_subject("report", "so-y-te/2022-Q1", "Quý I/2022", "tinh")))
    assert case.get("name") == "Sở Y tế · Quý I/2022 · Vượt số công chức đầu mối"


def test_only_what_is_compliant_passes():
    """One case passes for the compliant subjects, one is skipped for those to which no rule applied."""
    suites = suites_of(result(findings=(), coverage=(coverage(compliant=1234, not_applicable=2),)))
    passed, skipped = suites["Điểm a khoản 1 Điều 5"].iter("testcase")
    assert (passed.get("name"), list(passed)) == ("1.234 đối tượng đạt", [])
    assert (skipped.get("name"), [ending.tag for ending in skipped]) == ("2 đối tượng không áp dụng", ["skipped"])


def test_a_provision_to_which_nothing_was_subject_is_not_green():
    """Where no rule applied or there is no rule, nothing passes."""
    rows = (not_checked(), coverage(not_applicable=7))
    for suite in list(suites_of(result(findings=(), coverage=rows)).values())[1:]:
        assert [[ending.tag for ending in case] for case in suite.iter("testcase")] == [["skipped"]]


def test_a_provision_without_a_rule_says_why():
    """The reason why nothing is checked is the message."""
    [case] = suites_of(result())["Điều 1"].iter("testcase")
    assert case.find("skipped").get("message") == "Quy định về phạm vi, không đặt ra nghĩa vụ."


def test_files_account_for_their_rows():
    """A file passes with its counts, a rejected row is skipped, an unreadable file is an error."""
    file, row, broken = suites_of(result(rejects=(*result().rejects, UNREADABLE)))["Tệp đã nộp"]
    assert file.find("system-out").text == "12 dòng: 10 tiếp nhận, 1 không nhận, 1 bỏ qua."
    assert row.get("name") == "so-y-te.xlsx › Báo cáo › dòng 7"
    assert row.find("skipped").get("message") == "Ngày “31/02/2022” không có trong lịch."
    assert broken.find("error").attrib == {"message": "Tệp bị hỏng.", "type": "unreadable"}


def test_the_counts_add_up():
    """Tests, failures, errors and skipped of every suite, and of all, count what is there."""
    findings = (finding(), undetermined(), finding(unit=UnitRef("b", "B"), severity=Severity.REVIEW))
    root = ET.fromstring(written(result(findings=findings, rejects=(*result().rejects, UNREADABLE))))
    for scope in (root, *root):
        cases = list(scope.iter("testcase"))
        counts = {"tests": len(cases)}
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            counts[name] = sum(case.find(tag) is not None for case in cases)
        assert {name: int(scope.get(name)) for name in counts} == counts
    assert int(root.get("tests")) == 10


def test_the_day_of_the_audit_is_the_only_time():
    """Every suite bears the day of the audit, so the same result has the same bytes."""
    assert {suite.get("timestamp") for suite in suites_of(result()).values()} == {"2022-03-31T00:00:00"}
    assert written(result()) == written(result())
