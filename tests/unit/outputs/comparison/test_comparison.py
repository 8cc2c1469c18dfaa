"""The comparison of two audits as a page and as JSON."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import orjson
import pytest
from result_factory import finding, make_evidence, make_missing, make_subject, result, undetermined, unit_record

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.compare.saved_results import read_result
from kstt_rules.model.comparison import AuditSince
from kstt_rules.model.findings import PackRef, RuleRef, UnitRef
from kstt_rules.model.outcomes import Verdict
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.comparison.wording import counts_text
from kstt_rules.outputs.exchange.json import render as write_json
from kstt_rules.outputs.read.terminal import MAX_FINDINGS, MAX_LINES
from kstt_rules.outputs.wording import evidence_text

OLD, GONE = UnitRef("cu", "Sở Cũ"), UnitRef("het", "Sở Hết")


def shown(before, after, name="terminal", language="vi"):
    """Return a comparison in a format."""
    stream = BytesIO()
    diff = compare(snapshot(before), snapshot(after))
    outputs_of("comparison")[name].render(diff, stream, language=language)
    return stream.getvalue().decode()


def since(before, after, language="vi"):
    """Return the page of an audit since an earlier one."""
    stream = BytesIO()
    audit = AuditSince(after, compare(snapshot(before), snapshot(after)))
    outputs_of("since")["terminal"].render(audit, stream, language=language)
    return stream.getvalue().decode()


def two_audits():
    """Return two results between which something happened of each kind."""
    was = undetermined(unit=OLD, rule="R", subject=make_subject("unit", "cu", "Sở Cũ", "tinh"))
    now = finding(unit=OLD, rule="R", message=Bilingual("Có 5, quá 3.", "5, over 3."))
    still = finding(unit=UnitRef("con", "Sở Còn"))
    before = result(findings=(finding(unit=GONE), was, still))
    return before, result(findings=(finding(), now, still))


def test_files_that_were_not_submitted_again_are_named():
    """A file that goes by another name, or has other content, was; names are shown without control characters."""
    first = result().inputs[0]
    names = ("a.xlsx", "b.xlsx", "bao\x1bcao.xlsx")
    before = result(inputs=tuple(replace(first, file=name, sha256=name[0] * 64) for name in names))
    renamed, rewritten = replace(first, file="moi.xlsx", sha256="a" * 64), replace(first, file="b.xlsx")
    page = shown(before, result(inputs=(renamed, rewritten)), language="en")
    assert "Files of the earlier audit that the later one does not have: 1 (bao" in page
    assert "\x1b" not in page
    assert "that the later one does not have" not in shown(before, before, language="en")


def test_the_page_shows_each_kind_of_change():
    """Counts come first, then what is new and changed in full, then what is gone and still open in a line each."""
    page = shown(*two_audits())
    assert page.startswith("SO SÁNH HAI LẦN RÀ SOÁT\nLần trước:  31/03/2022 · bac-giang-2021 0.1.0\n")
    for line in ("Mới                 1", "Thay đổi            1", "Chưa khắc phục      1", "Không còn           1"):
        assert line in page
    places = [page.index(f"{title} (1) ─") for title in ("Mới", "Thay đổi", "Không còn", "Chưa khắc phục")]
    assert places == sorted(places)
    assert "Không so sánh được (" not in page
    assert "Sở Hết: [VI PHẠM] Điểm a khoản 1 Điều 5 · Vượt số công chức đầu mối" in page


def test_the_page_is_in_english_too():
    """Every word of the page exists in English."""
    page = shown(*two_audits(), language="en")
    assert page.startswith("TWO AUDITS COMPARED\nEarlier audit:  2022-03-31 · bac-giang-2021 0.1.0\n")
    for words in ("New (1)", "Changed (1)", "Fixed or gone (1)", "Still open (1)", "[UNDETERMINED → VIOLATION]"):
        assert words in page


def test_a_change_shows_what_was_before():
    """The label goes from verdict to verdict, and an earlier message stands below the present one."""
    page = shown(*two_audits())
    assert "[CHƯA ĐỦ CĂN CỨ → VI PHẠM]" in page
    assert "      Có 5, quá 3.\n      Trước: Chưa đủ căn cứ: thiếu cột Kiêm nhiệm.\n" in page


def test_another_basis_is_told():
    """What differs is named with both values, and what follows from it is said."""
    before, after = result(findings=()), result(readings={"composition": "strict"}, settings={"a.b": "2"})
    page = shown(before, after)
    assert "•  Cách hiểu (cơ cấu): số vị trí → strict" in page
    assert "•  Tham số (a.b): chưa xác định → 2" in page
    assert "Không so sánh được (2)" in page
    assert "      Chỉ có ở lần này.\n" in page


def test_a_lacking_dataset_is_told():
    """What could not be judged by the other audit says what that one lacked."""
    lacking = undetermined(
        rule="D5.1.a.max", subject=make_subject("report", "", "x", None), missing=(make_missing("report"),)
    )
    page = shown(result(findings=(lacking,)), result(findings=(finding(),)))
    assert "      Lần rà soát kia thiếu: dữ liệu báo cáo.\n" in page


def test_nothing_new_is_said():
    """Two audits that found the same say so."""
    assert "Không có phát hiện mới hoặc nặng hơn.\n" in shown(result(), result())


def test_the_page_is_bounded():
    """However much has changed, the page stays short, says how much more there is and where."""
    many = [finding(rule=f"R{number:04}") for number in range(500)]
    page = shown(result(findings=()), result(findings=tuple(many)))
    assert page.count("[VI PHẠM]") == MAX_FINDINGS
    assert f"… và {500 - MAX_FINDINGS} mục khác của đơn vị này." in page
    assert "--format json" in page
    assert shown(result(findings=tuple(many)), result(findings=())).count("[VI PHẠM]") == MAX_LINES


def test_findings_stand_by_unit():
    """A unit is named once above what became of it."""
    findings = (finding(unit=OLD), finding(unit=OLD, rule="R"), finding(unit=UnitRef(None, "Đơn vị lạ")))
    lines = shown(result(findings=()), result(findings=findings)).split("\n")
    assert lines.count("Sở Cũ") == lines.count("Đơn vị lạ") == 1
    assert lines[lines.index("Sở Cũ") - 1] == ""


def test_json_holds_both_sides():
    """Each change has its kind, what differs and the finding of either audit as the contract has it."""
    document = orjson.loads(shown(*two_audits(), name="json"))
    assert document["schema"] == "kstt-diff/2"
    assert document["summary"] == {"new": 1, "changed": 1, "open": 1, "fixed": 1, "not_comparable": 0}
    assert document["before"]["as_of"] == "2022-03-31"
    changes = {item["change"]: item for item in document["changes"]}
    assert changes["new"]["before"] is None
    assert changes["fixed"]["after"] is None
    assert changes["changed"]["differs"] == ["verdict"]
    assert changes["changed"]["before"]["verdict"] == "undetermined"
    assert changes["changed"]["fingerprint"] == changes["changed"]["after"]["fingerprint"]


def test_json_names_the_differences():
    """What the audits were decided by differently is there for programs."""
    document = orjson.loads(shown(result(), result(settings={"a.b": "2"}), name="json"))
    assert document["differences"] == [{"kind": "setting", "name": "a.b", "before": None, "after": "2"}]


@pytest.mark.parametrize("name", outputs_of("comparison"))
def test_the_same_audits_give_the_same_bytes(name):
    """Nothing but the audits decides what is written."""
    assert shown(*two_audits(), name=name) == shown(*two_audits(), name=name)


def test_an_audit_since_another_shows_only_what_is_new_or_changed():
    """The page keeps the facts, counts and rejects of the audit, and leaves out what was found before."""
    page = since(*two_audits())
    assert page.startswith("KẾT QUẢ RÀ SOÁT · tính đến ngày 31/03/2022\n")
    assert "So với lần rà soát trước" in page
    assert "Chưa khắc phục      1" in page
    assert "Mới (1)" in page
    assert "Thay đổi (1)" in page
    assert "Sở Còn" not in page
    assert "Sở Hết" not in page
    assert "date_impossible" not in page
    assert "Ngày “31/02/2022” không có trong lịch." in page


def test_an_audit_since_another_shows_what_may_be_new():
    """By another basis, what only this audit found is shown, what only the other found is counted."""
    before = result(findings=(finding(unit=GONE),), settings={"a": "1"})
    page = since(before, result(findings=(finding(),)), language="en")
    assert "Not comparable (1)" in page
    assert "Sở Y tế has 4 focal officers, over 3." in page
    assert "Sở Hết" not in page


def test_counts_fit_in_a_line():
    """One line says what became of all findings."""
    before, after = (snapshot(audited) for audited in two_audits())
    assert counts_text(compare(before, after), "vi") == (
        "So với lần rà soát trước: Mới 1 · Thay đổi 1 · Chưa khắc phục 1 · Không còn 1 · Không so sánh được 0"
    )


def test_a_waived_finding_is_named_so():
    """A breach that has been waived since is changed, from the one to the other."""
    page = shown(result(findings=(finding(),)), result(findings=(finding(verdict=Verdict.WAIVED),)))
    assert "[VI PHẠM → ĐƯỢC MIỄN]" in page


def test_a_day_that_was_kept_as_text_is_shown_as_a_day(tmp_path):
    """JSON keeps days as text; what is read back from it is worded like what was just found."""
    found = finding(evidence=(make_evidence("report.sent_on", date(2022, 3, 14)),))
    kept = tmp_path / "truoc.json"
    with kept.open("wb") as stream:
        write_json(result(findings=(found,)), stream, language="vi")
    for one in (found, *read_result(kept).findings):
        assert evidence_text(one.evidence[0], "vi") == "Ngày gửi (báo cáo): 14/03/2022"
        assert evidence_text(one.evidence[0], "en").endswith(": 2022-03-14")


# -- what keeps a comparison from being fooled

RULE = RuleRef("D5.1.a.max", "aa" * 32, ("officer", "unit"))


def less_was_sent():
    """Return two results; the roster that held the breach of the first was not sent for the second."""
    before = result(findings=(finding(),), units=(unit_record(),))
    return before, result(findings=(), inputs=(), units=(unit_record(received=()),))


def another_version():
    """Return two results by two versions of a pack, which differ in the rule of the finding."""
    changed = {"pack": PackRef("bac-giang-2021", "0.2.0", "ef" * 32), "rules": (replace(RULE, sha256="bb" * 32),)}
    return result(findings=(finding(),), rules=(RULE,)), result(findings=(), **changed)


def another_roster():
    """Return two results of which only the first compared the roster with an earlier one."""
    roster = replace(result().inputs[0], file="nam-truoc.xlsx", previous=True)
    return result(inputs=(*result().inputs, roster)), result()


@pytest.mark.parametrize(
    ("audits", "told"),
    [
        (
            less_was_sent,
            {
                "vi": "Không so sánh được: lần này chưa gửi công chức đầu mối (so-y-te.xlsx).",
                "en": "Not sent for the later audit: focal officer (so-y-te.xlsx).",
            },
        ),
        (
            another_version,
            {
                "vi": "Phiên bản khác của gói quy tắc có nội dung quy tắc này khác đi.",
                "en": "Another version of the pack judges by another rule.",
            },
        ),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", outputs_of("comparison"))
def test_every_view_says_why_a_finding_is_not_comparable(audits, told, language, name):
    """Terminal, page and JSON tell in either language what was not sent, and that a rule has changed."""
    assert told[language] in " ".join(shown(*audits(), name=name, language=language).split())


@pytest.mark.parametrize(
    ("audits", "told"),
    [
        (another_version, "Số quy tắc khác nhau giữa hai phiên bản: 1;"),
        (another_version, "bac-giang-2021 0.1.0 (abababababab)"),
        (another_roster, "Phát hiện về thay đổi danh sách chỉ có ở một lần rà soát thì không so sánh được."),
        (another_roster, "Danh sách kỳ trước được đối chiếu"),
        (less_was_sent, "mà tệp hoặc dữ liệu chưa được gửi lại: 1; không được coi là đã khắc phục."),
    ],
)
@pytest.mark.parametrize("name", ["terminal", "html"])
def test_the_pages_say_what_differs_and_what_follows(audits, told, name):
    """Another pack or earlier roster is named, with what it makes not comparable."""
    assert told in " ".join(shown(*audits(), name=name).split())


@pytest.mark.parametrize("name", ["terminal", "html"])
def test_the_pages_say_what_an_older_result_cannot_tell(name):
    """Of a result of version 1 it is not known what was sent; its form is named beside the other's."""
    stream = BytesIO()
    diff = compare(replace(snapshot(result()), version=1), snapshot(result()))
    outputs_of("comparison")[name].render(diff, stream, language="vi")
    page = " ".join(stream.getvalue().decode().split())
    assert "Kết quả dạng kstt-audit/1 không ghi từng đơn vị đã gửi những gì" in page
    assert "Dạng kết quả" in page


@pytest.mark.parametrize("name", ["terminal", "html"])
def test_an_audit_since_another_says_how_much_was_not_sent(name):
    """What is gone with its file is not listed there, but counted and said not to be fixed."""
    before, after = less_was_sent()
    stream = BytesIO()
    since_then = AuditSince(after, compare(snapshot(before), snapshot(after)))
    outputs_of("since")[name].render(since_then, stream, language="en")
    told = "files or datasets were not sent again: 1; they do not count as fixed."
    assert told in " ".join(stream.getvalue().decode().split())


def test_json_says_why_for_programs():
    """A reason has its code, a message, the datasets and the files; the rules that changed are listed."""
    [change] = orjson.loads(shown(*less_was_sent(), name="json"))["changes"]
    [reason] = change["reasons"]
    assert (change["change"], reason["why"], reason["files"]) == ("not_comparable", "not_sent", ["so-y-te.xlsx"])
    assert [item["id"] for item in reason["missing"]] == ["officer"]
    document = orjson.loads(shown(*another_version(), name="json"))
    assert document["changed_rules"] == ["D5.1.a.max"]
    assert document["before"]["inputs"] == [{"file": "so-y-te.xlsx", "sha256": "cd" * 32, "previous": False}]
