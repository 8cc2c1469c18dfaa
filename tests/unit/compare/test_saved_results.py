"""Results read back from the JSON that an audit wrote, or refused with a word where and why."""

from dataclasses import replace
from io import BytesIO

import orjson
import pytest
from result_factory import finding, make_evidence, make_subject, result, undetermined

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import InputError
from kstt_rules.compare.diff import snapshot
from kstt_rules.compare.saved_results import read_result
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Reject
from kstt_rules.model.findings import Severity, UnitRef, Verdict
from kstt_rules.outputs.exchange.json import document, render


def kept(audited, folder):
    """Write a result as JSON and return the file."""
    stream = BytesIO()
    render(audited, stream, language="vi")
    path = folder / "kq.json"
    path.write_bytes(stream.getvalue())
    return path


def test_what_was_written_is_read_back(tmp_path):
    """Every part of a result that is compared comes back as it was."""
    broken = Reject("hong.xlsx", None, None, "unreadable", Bilingual("Hỏng.", "Broken."))
    findings = (
        finding(text="Nguyên văn.", verdict=Verdict.WAIVED),
        undetermined(),
        finding(provision=Provision(2, part="quyet_dinh"), rule="QD.2", unit=UnitRef(None, "Đơn vị lạ")),
        finding(provision=Provision(6, 3, "đ", 2), rule="D6.3", reading=None, evidence=(make_evidence("a", 0.5, ()),)),
        undetermined(subject=make_subject("report", "", "dữ liệu báo cáo", None)),
    )
    audited = result(findings=findings, settings={"a": "1"}, rejects=(*result().rejects, broken))
    assert read_result(kept(audited, tmp_path)) == snapshot(audited)


def test_what_is_added_to_the_contract_is_passed_over(tmp_path):
    """A key that this program does not know does not make a result unreadable."""
    path = tmp_path / "kq.json"
    path.write_bytes(orjson.dumps({**document(result()), "more": 1}))
    assert read_result(path) == snapshot(result())


def test_a_result_without_labels_is_still_read(tmp_path):
    """Older versions wrote names alone: what they stand for is then shown by its name."""

    def without_labels(part):
        if isinstance(part, dict):
            return {key: without_labels(value) for key, value in part.items() if "label" not in key}
        return [*map(without_labels, part)] if isinstance(part, list) else part

    path = tmp_path / "cu.json"
    path.write_bytes(orjson.dumps(without_labels(document(result(settings={"a": "1"})))))
    older = read_result(path)
    assert older == snapshot(result(settings={"a": "1"}))
    assert [name.label.vi for name in older.findings[1].missing] == ["officer.concurrent"]
    assert older.findings[0].subject.tier.label.en == "tinh"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Invalid JSON"),
        (b"\xff\xfe", "Invalid JSON"),
        (b"[" * 100_000, "Invalid JSON"),
        (b"[]", "document: Input should be an object"),
        (b"{}", "schema: Field required; pack: Field required; regulation: Field required; and 5 more"),
        (b'{"schema": "kstt-diff/1"}', "schema: Input should be 'kstt-audit/1'"),
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
        (("readings",), {"composition": 1}, "readings.composition: Input should be a valid string"),
    ],
)
def test_a_part_that_does_not_hold_is_named(place, value, told, tmp_path):
    """Nothing is taken of a document of which a part is wrong, and the part is named."""
    content = document(result())
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


def test_a_result_without_the_decision_is_still_read(tmp_path):
    """Results that were kept before they named the decision that issues the regulation are as good as ever."""
    content = document(result())
    del content["regulation"]["annexed_to"]
    path = tmp_path / "kq.json"
    path.write_bytes(orjson.dumps(content))
    read = read_result(path)
    assert (read.regulation, read.annexed_to) == (result().regulation.title.vi, None)
    assert read == replace(snapshot(result()), annexed_to=None)
