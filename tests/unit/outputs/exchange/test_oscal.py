"""OSCAL assessment results: valid by the models of its official schema, what was seen apart from what is concluded."""

from io import BytesIO
from uuid import UUID

import orjson
import pytest
from result_factory import coverage, finding, make_evidence, result, undecided, undetermined
from trestle.oscal.assessment_results import AssessmentResults

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Reject, Source
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Verdict
from kstt_rules.outputs.exchange.oscal import render

UNREADABLE = Reject("hỏng.xlsx", None, None, "unreadable", Bilingual("Tệp bị hỏng.", "The file is broken."))


def written(audited, language="vi"):
    """Return the bytes of a result as OSCAL."""
    stream = BytesIO()
    render(audited, stream, language=language)
    return stream.getvalue()


def content_of(audited, language="vi"):
    """Return the assessment results of a result, checked against the models of OSCAL."""
    content = orjson.loads(written(audited, language))["assessment-results"]
    AssessmentResults.model_validate(content)
    return content


def results_of(audited):
    """Return the one set of results."""
    [results] = content_of(audited)["results"]
    return results


def uuids(value, key="uuid"):
    """Yield every identifier in a document, or every one under another key."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == key:
                yield item
            else:
                yield from uuids(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from uuids(item, key)


def everything():
    """Return a result with one of everything."""
    waived = finding(verdict=Verdict.WAIVED, unit=UnitRef(None, "Đơn vị lạ"))
    before = finding(
        unit=UnitRef("b", "B"), evidence=(make_evidence("changes.count()", 1, (Source("cu.xlsx", "Danh sách", "B2"),)),)
    )
    rows = (*result().coverage, coverage(Provision(7, 3), compliant=9, not_applicable=2))
    return result(
        findings=(finding(), undetermined(), waived, before), rejects=(*result().rejects, UNREADABLE), coverage=rows
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("audited", [everything(), result(findings=(), rejects=(), inputs=(), coverage=())])
def test_results_are_valid(audited, language):
    """One of everything, and nothing of anything, follow the official models."""
    assert content_of(audited, language)["metadata"]["oscal-version"] == "1.2.1"


def test_the_same_result_gives_the_same_bytes():
    """No clock and no random identifier: every instant is the day of the audit."""
    assert written(everything()) == written(everything())
    assert content_of(result())["metadata"]["last-modified"] == "2022-03-31T00:00:00+07:00"


def test_identifiers_are_distinct_and_of_version_5():
    """Every thing has an identifier of its own that follows from its name."""
    found = list(uuids(content_of(everything())))
    assert len(found) == len(set(found))
    assert {UUID(text).version for text in found} == {5}


def test_a_finding_keeps_its_identifier_and_the_document_does_not():
    """A finding is the same one in a later audit; the document is another one as soon as anything differs."""
    one, other = content_of(result()), content_of(result(settings={"limits.provincial_max": "2"}))
    assert [item["uuid"] for item in one["results"][0]["findings"]] == [
        item["uuid"] for item in other["results"][0]["findings"]
    ]
    assert one["uuid"] != other["uuid"]
    assert one["results"][0]["uuid"] != other["results"][0]["uuid"]


def test_every_reference_leads_somewhere():
    """Observations, risks, parties, files and the plan that something refers to are in the document."""
    content = content_of(everything())
    known = set(uuids(content))
    references = {
        reference for key in ("observation-uuid", "risk-uuid", "subject-uuid") for reference in uuids(content, key)
    }
    links = {link for link in uuids(content, "href") if link.startswith("#")}
    assert references
    assert references <= known
    assert {link[1:] for link in links} <= known
    assert content["import-ap"]["href"] in links


def test_what_was_seen_stands_apart_from_what_is_concluded():
    """The observation holds the evidence with its cells, the finding the conclusion about the provision."""
    results = results_of(result(findings=(finding(),), rejects=()))
    [observation], [conclusion] = results["observations"], results["findings"][:1]
    assert observation["description"] == "officers.count(): 04 \\[so-y-te.xlsx › Công chức đầu mối › C5, C6, C7, C8\\]"
    assert conclusion["description"] == "Sở Y tế có 4 công chức đầu mối, quá 3."
    assert conclusion["target"]["target-id"] == "art_5__cl_1__pnt_a"
    assert conclusion["target"]["status"] == {"state": "not-satisfied", "reason": "fail"}
    assert conclusion["related-observations"] == [{"observation-uuid": observation["uuid"]}]


def test_what_is_undetermined_is_an_observation_alone():
    """Nothing is concluded where data are absent: no finding, no risk, and nothing is satisfied either."""
    rows = (coverage(undetermined=3, compliant=4),)
    audited = result(findings=(undetermined(),), undecided=(undecided(),), rejects=(), coverage=rows)
    results = results_of(audited)
    assert "findings" not in results
    assert "risks" not in results
    own, shared = results["observations"]
    assert own["description"].startswith("Chưa đủ căn cứ: thiếu cột Kiêm nhiệm.")
    assert own["description"].endswith("Dữ liệu còn thiếu: kiêm nhiệm (công chức đầu mối)")
    told = {item["name"]: item["value"] for item in shared["props"]}
    assert (told["outcome"], told["cause"], told["subjects"], told["would-be"]) == (
        "undetermined",
        "dataset",
        "2",
        "review",
    )


def test_a_breach_is_an_open_risk_with_its_remedy():
    """The remedy is a recommendation of the open risk."""
    [risk] = results_of(result(findings=(finding(),)))["risks"]
    assert risk["status"] == "open"
    assert "risk-log" not in risk
    [remedy] = risk["remediations"]
    assert (remedy["lifecycle"], remedy["description"]) == (
        "recommendation",
        "Rà soát, bố trí lại danh sách công chức đầu mối.",
    )


def test_a_waiver_is_an_approved_deviation():
    """A waived breach stays not satisfied, its risk is approved, and the log says by what."""
    words = Bilingual("Có 4 người. Được miễn: biệt phái (Chánh Văn phòng).", "4 people. Waived: secondment (Chief).")
    results = results_of(result(findings=(finding(verdict=Verdict.WAIVED, message=words),)))
    [risk] = results["risks"]
    assert risk["status"] == "deviation-approved"
    [entry] = risk["risk-log"]["entries"]
    assert (entry["status-change"], entry["description"]) == ("deviation-approved", words.vi)
    assert results["findings"][0]["target"]["status"]["state"] == "not-satisfied"


def test_a_provision_without_findings_is_satisfied_where_something_complies():
    """Compliant subjects and no finding make it satisfied; only not applicable subjects make it nothing."""
    rows = (coverage(Provision(7, 3), compliant=9, not_applicable=2), coverage(Provision(7, 4), not_applicable=5))
    [satisfied] = results_of(result(findings=(), coverage=rows))["findings"]
    assert satisfied["target"]["target-id"] == "art_7__cl_3"
    assert satisfied["target"]["status"] == {"state": "satisfied", "reason": "pass"}
    assert satisfied["description"] == "Không phát hiện vi phạm: 9 đối tượng đạt, 2 không áp dụng."


def test_provisions_without_a_rule_are_not_reviewed():
    """All provisions are reviewed but those on which nothing is concluded."""
    [selection] = results_of(result())["reviewed-controls"]["control-selections"]
    assert selection["exclude-controls"] == [{"control-id": "art_1"}]


def test_files_are_resources_with_their_hash_and_rows():
    """Each submitted file is a resource that accounts for its rows; one that is only referred to is there by name."""
    _, submitted, *others = content_of(everything())["back-matter"]["resources"]
    assert submitted["rlinks"] == [{"href": "so-y-te.xlsx", "hashes": [{"algorithm": "SHA-256", "value": "cd" * 32}]}]
    assert {item["name"]: item["value"] for item in submitted["props"]} == {
        "rows-read": "12",
        "rows-accepted": "10",
        "rows-rejected": "1",
        "rows-ignored": "1",
    }
    assert [item["rlinks"][0]["href"] for item in others] == ["cu.xlsx", "h%E1%BB%8Fng.xlsx"]


def test_what_was_not_taken_was_seen_too():
    """A rejected row is an observation with its place."""
    observation = results_of(result(findings=()))["observations"][0]
    assert observation["description"] == "Ngày “31/02/2022” không có trong lịch."
    assert {item["name"]: item["value"] for item in observation["props"]} == {
        "reason": "date_impossible",
        "sheet": "Báo cáo",
        "row": "7",
    }


def test_data_are_not_markup():
    """Signs of markup in data are escaped, so that a reader sees them as they were."""
    text = "*đậm* <b> [a](b) `c` d_e"
    [item] = results_of(result(findings=(finding(message=Bilingual(text, text)),), coverage=()))["findings"]
    assert item["description"] == r"\*đậm\* \<b\> \[a\](b) \`c\` d\_e"


def test_the_results_name_the_engine_that_judged():
    """Its name and version stand beside the readings and settings in use."""
    assert {"name": "engine", "value": "durable-rules 2.0.28"}.items() <= _prop(results_of(result()), "engine").items()


def _prop(results, name):
    [found] = [item for item in results["props"] if item["name"] == name]
    return found
