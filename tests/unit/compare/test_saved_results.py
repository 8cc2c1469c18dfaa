"""Results read back from the JSON that an audit wrote, or refused with a word where and why."""

from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import orjson
import pytest
from result_factory import (
    POINT,
    TIERS,
    finding,
    make_evidence,
    make_subject,
    result,
    undecided,
    undetermined,
    unit_record,
)
from result_strategies import written

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import InputError
from kstt_rules.base.labelled import Labelled
from kstt_rules.compare.diff import snapshot
from kstt_rules.compare.saved_results import read_audit, read_result
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Reject
from kstt_rules.model.findings import RuleRef, UnitRef
from kstt_rules.model.outcomes import BREACHES, Cause, Outcome, Severity, Verdict, added_up
from kstt_rules.model.selection import Selection
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.exchange.json import document, render

VERSION_1 = Path(__file__).with_name("kstt-audit-1.json")


def kept(audited, folder):
    """Write a result as JSON and return the file."""
    stream = BytesIO()
    render(audited, stream, language="vi")
    path = folder / "kq.json"
    path.write_bytes(stream.getvalue())
    return path


def audit_of_everything():
    """Return a result with something in each of its parts."""
    broken = Reject("hong.xlsx", None, None, "unreadable", Bilingual("Hỏng.", "Broken."))
    column = Reject("a.csv", "a", 1, "unknown_column", broken.message, ("C1",), ("*",), ("officer.role",))
    findings = (
        finding(text="Nguyên văn.", verdict=Verdict.WAIVED),
        undetermined(),
        finding(provision=Provision(2, part="quyet_dinh"), rule="QD.2", unit=UnitRef(None, "Đơn vị lạ")),
        finding(provision=Provision(6, 3, "đ", 2), rule="D6.3", reading=None, evidence=(make_evidence("a", 0.5, ()),)),
        undetermined(subject=make_subject("report", "", "dữ liệu báo cáo", None)),
    )
    return result(
        findings=findings,
        settings={"a": "1"},
        rejects=(column, *result().rejects, broken),
        newest_day=date(2022, 3, 30),
        coverage=tuple(replace(row, outcomes=added_up([row.outcomes])) for row in result().coverage),
        undecided=(undecided(), undecided(cause=Cause.PARAMETER)),
        units=(unit_record(), unit_record(UnitRef("x", "Xã"), parent=UnitRef(None, "Huyện"), tier=None, received=())),
        inputs=(*result().inputs, replace(result().inputs[0], file="truoc.xlsx", previous=True)),
        rules=(RuleRef("D5.1.a.max", "ab" * 32, ("officer", "unit"), Bilingual("a", "b"), POINT, added_up(())),),
        selection=Selection((Labelled("R", Bilingual("a", "b")),), (POINT,), (Labelled("x"),), (TIERS["xa"],)),
    )


def test_what_was_written_is_read_back(tmp_path):
    """Every part of a result comes back as it was; so does what is compared of it."""
    audited = audit_of_everything()
    path = kept(audited, tmp_path)
    assert read_audit(path) == audited
    assert read_result(path) == snapshot(audited)


@pytest.mark.parametrize("name", outputs_of("audit"))
def test_a_result_that_was_read_back_is_written_as_before(name, tmp_path):
    """In every format, byte for byte."""
    audited = audit_of_everything()
    assert written(read_audit(kept(audited, tmp_path)), name, "vi") == written(audited, name, "vi")


def test_what_earlier_versions_did_not_write_is_not_made_up(tmp_path):
    """A column that was not read stays so, though nobody said which fields it may hold."""
    content = document(audit_of_everything())
    del content["newest_day"]
    for part in (*content["rejects"], *content["coverage"]):
        for name in ("cells", "lacking", "summary"):
            part.pop(name, None)
    path = tmp_path / "kq.json"
    path.write_bytes(orjson.dumps(content))
    audited = read_audit(path)
    assert [(item.is_unread, item.lacking) for item in audited.rejects] == [(True, ("*",)), (False, ()), (True, ())]
    assert (audited.newest_day, audited.coverage[0].summary) == (None, Bilingual("", ""))


def test_what_is_added_to_the_contract_is_passed_over(tmp_path):
    """A key that this program does not know does not make a result unreadable."""
    path = tmp_path / "kq.json"
    path.write_bytes(orjson.dumps({**document(result()), "more": 1}))
    assert read_result(path) == snapshot(result())


def test_a_result_from_before_rules_were_listed_is_still_read(tmp_path):
    """Keys that were added to the contract may be missing: which rules judged is then not known."""
    content = document(result(rules=(RuleRef("D5.1.a.max", "ab" * 32, ("officer", "unit")),)))
    del content["rules"], content["inputs"][0]["previous"]
    path = tmp_path / "kq.json"
    path.write_bytes(orjson.dumps(content))
    assert read_result(path) == snapshot(result())


def test_a_result_of_version_1_is_still_read():
    """The file was written by a version that knew kstt-audit/1; all that letters and comparisons need is read."""
    older = read_result(VERSION_1)
    assert Counter(finding.outcome for finding in older.findings) == {"undetermined": 9, "violation": 3, "review": 2}
    assert {finding.bearer.name for finding in older.findings if finding.verdict is Verdict.BREACH} == {
        "Sở Mẫu A",
        "UBND huyện Mẫu",
        "UBND xã Mẫu Một",
    }
    [first, *_] = older.findings
    assert (first.rule, first.subject.tier, first.subject.tier.label.en) == ("D5.1.a.missing", "tinh", "province")
    assert first.evidence[0].sources
    assert (older.regulation[:7], older.annexed_to is not None) == ("Quy chế", True)
    assert [name.label.vi for finding in older.findings for name in finding.missing][:1] == [
        "phụ trách Bộ phận Một cửa (công chức đầu mối)"
    ]
    assert (older.version, older.rules, older.undecided, older.units) == (1, (), (), ())
    assert [item.file for item in older.inputs] == ["Công chức đầu mối.csv", "Đơn vị.csv"]


def test_a_result_of_version_1_counts_breaches_by_what_they_weigh():
    """It said only how many there were; the other verdicts are counted as it counted them."""
    said = orjson.loads(VERSION_1.read_bytes())["summary"]
    counted = read_audit(VERSION_1).summary
    assert [counted[outcome] for outcome in BREACHES] == [3, 2, 0]
    assert said["breach"] == 5
    assert {name: counted[Outcome(name)] for name in said if name != "breach"} == {
        name: number for name, number in said.items() if name != "breach"
    }


@pytest.mark.parametrize("name", outputs_of("audit"))
def test_a_result_of_version_1_is_written_in_every_format(name):
    """What it does not say is left out."""
    assert written(read_audit(VERSION_1), name, "en")


def test_a_result_of_version_1_without_labels_is_still_read(tmp_path):
    """The first versions wrote names alone: what they stand for is then shown by its name."""

    def without_labels(part):
        if isinstance(part, dict):
            return {key: without_labels(value) for key, value in part.items() if "label" not in key}
        return [*map(without_labels, part)] if isinstance(part, list) else part

    content = without_labels(orjson.loads(VERSION_1.read_bytes()))
    del content["regulation"]["annexed_to"]
    path = tmp_path / "cu.json"
    path.write_bytes(orjson.dumps(content))
    older = read_result(path)
    assert older == replace(read_result(VERSION_1), annexed_to=None)
    assert older.findings[1].missing[0].label.vi == "officer.in_charge_of_one_stop"
    assert older.findings[0].subject.tier.label.en == "tinh"


def test_a_part_of_version_1_that_does_not_hold_is_named(tmp_path):
    """Nothing is taken of an older document either of which a part is wrong."""
    content = orjson.loads(VERSION_1.read_bytes())
    content["findings"][0]["subject"]["id"] = "khac"
    path = tmp_path / "cu.json"
    path.write_bytes(orjson.dumps(content))
    with pytest.raises(InputError, match=r"findings\.0\.fingerprint: is not that of its pack, rule"):
        read_result(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Invalid JSON"),
        (b"\xff\xfe", "Invalid JSON"),
        (b"[" * 100_000, "Invalid JSON"),
        (b"[]", "document: Input should be an object"),
        (b"{}", "schema: Field required; pack: Field required; regulation: Field required; and 12 more"),
        (b'{"schema": "kstt-diff/1"}', "schema: Input should be 'kstt-audit/2'"),
    ],
)
def test_what_is_no_result_is_refused(content, told, tmp_path):
    """Anything else is named with what is wrong with it."""
    path = tmp_path / "khac.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_result(path)
    assert str(caught.value).startswith(f"{path}: is not a result of kstt audit --format json: ")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (("findings", 1, "verdict"), "compliant", "findings.1.verdict: Input should be 'breach', 'undetermined'"),
        (("findings", 0, "severity"), "worst", "findings.0.severity: Input should be 'violation'"),
        (("findings", 0, "provision", "id"), "art_x", "findings.0.provision.id: 'art_x' names no provision"),
        (("findings", 0, "subject", "id"), "so-khac", "findings.0.fingerprint: is not that of its pack, rule"),
        (("findings", 0, "message", "en"), None, "findings.0.message.en: Input should be a valid string"),
        (("as_of",), "31/03/2022", "as_of: Input should be a valid date"),
        (("pack", "sha256"), "ab", "pack.sha256: String should match pattern"),
        (("readings", 0, "option"), 1, "readings.0.option: Input should be a valid string"),
        (("findings", 0, "outcome"), "review", "findings.0.outcome: is not that of its verdict and severity"),
        (("findings", 0, "severity"), None, "findings.0: does not say what the breach weighs"),
        (("undecided", 0, "provision"), "art_x", "undecided.0.provision: 'art_x' names no provision"),
        (("units", 0, "outcomes", "info"), -1, "units.0.outcomes.info: Input should be greater than or equal to 0"),
    ],
)
def test_a_part_that_does_not_hold_is_named(place, value, told, tmp_path):
    """Nothing is taken of a document of which a part is wrong, and the part is named."""
    content = document(result(undecided=(undecided(),), units=(unit_record(),)))
    part = content
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    path = tmp_path / "kq.json"
    path.write_bytes(orjson.dumps(content))
    with pytest.raises(InputError) as caught:
        read_result(path)
    assert told in str(caught.value)


def test_no_finding_stands_twice(tmp_path):
    """Two findings of one fingerprint could not be followed."""
    path = kept(result(findings=(finding(), replace(finding(), severity=Severity.REVIEW))), tmp_path)
    with pytest.raises(InputError, match="findings: two of them have the same fingerprint"):
        read_result(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    """The reason is in words."""
    with pytest.raises(InputError, match=r"khong-co\.json: cannot be read: No such file or directory"):
        read_result(tmp_path / "khong-co.json")


@pytest.mark.parametrize("form", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_result_may_be_saved_as_programs_of_windows_save_a_text(form, tmp_path):
    """With a byte order mark, or in UTF-16, as ``kstt … --format json > kq.json`` of PowerShell; it is the same."""
    path = kept(audit_of_everything(), tmp_path)
    before = read_result(path)
    path.write_bytes(path.read_text(encoding="utf-8").encode(form))
    assert read_result(path) == before


@pytest.mark.parametrize("content", [b"\xff\xfe{", b"\xff\xfe\x00\xd8", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xff"])
def test_what_only_begins_like_such_a_text_is_no_result(content, tmp_path):
    """One sentence says so."""
    (tmp_path / "kq.json").write_bytes(content)
    with pytest.raises(InputError, match="is not a result of kstt audit"):
        read_result(tmp_path / "kq.json")
