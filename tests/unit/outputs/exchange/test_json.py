"""The JSON contract, key by key."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import jsonschema
import orjson
import pytest
from result_factory import finding, result, undetermined

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import Evidence, Expected, Verdict
from kstt_rules.outputs.exchange.json import render


def record(**properties):
    """Describe an object that has exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def optional(schema):
    """Describe a value or null."""
    return {"anyOf": [schema, {"type": "null"}]}


TEXT, COUNT = {"type": "string"}, {"type": "integer", "minimum": 0}
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
BOTH = record(vi=TEXT, en=TEXT)
TEXTS = {"type": "object", "additionalProperties": TEXT}
FLAG = {"type": "boolean"}
CHOSEN = record(id=TEXT, label=BOTH, value_label=BOTH)
SOURCE = record(file=TEXT, sheet=TEXT, cell=TEXT)
FINDING = record(
    rule=TEXT,
    verdict={"enum": ["breach", "undetermined", "waived"]},
    severity={"enum": ["violation", "review", "info"]},
    provision=record(
        article=TEXT, clause=optional(TEXT), point=optional(TEXT), id=TEXT, citation=BOTH, text=optional(TEXT)
    ),
    subject=record(kind=TEXT, kind_label=BOTH, id=TEXT, name=TEXT, tier=optional(TEXT), tier_label=optional(BOTH)),
    unit=record(id=optional(TEXT), name=TEXT),
    bearer=record(id=optional(TEXT), name=TEXT),
    title=BOTH,
    message=BOTH,
    remedy=BOTH,
    reading=optional(TEXT),
    reading_label=optional(BOTH),
    missing={"type": "array", "items": TEXT},
    missing_labels={"type": "array", "items": BOTH},
    evidence={
        "type": "array",
        "items": record(
            label=BOTH,
            field=TEXT,
            value={"type": ["string", "number", "boolean", "null"]},
            value_label=optional(BOTH),
            expected=optional(record(operator=TEXT, value={})),
            sources={"type": "array", "items": SOURCE},
        ),
    },
    fingerprint={"type": "string", "pattern": "^[0-9a-f]{32}$"},
)
REJECTS = {
    "type": "array",
    "items": record(
        file=TEXT,
        sheet=optional(TEXT),
        row=optional(COUNT),
        reason=TEXT,
        message=BOTH,
        units={"type": "array", "items": TEXT},
    ),
}
CONTRACT = record(
    schema={"const": "kstt-audit/1"},
    pack=record(id=TEXT, version=TEXT, sha256=SHA256),
    regulation=record(
        title=TEXT,
        annexed_to=optional(TEXT),
        number=optional(TEXT),
        date=optional(DAY),
        effective_from=optional(DAY),
        notices={"type": "array", "items": TEXT},
    ),
    as_of=DAY,
    readings=TEXTS,
    settings=TEXTS,
    engine=record(name=TEXT, version=TEXT, subjects=COUNT),
    labels=record(
        tiers={"type": "array", "items": record(id=TEXT, label=BOTH, committees=FLAG, within=FLAG)},
        readings={"type": "array", "items": CHOSEN},
        settings={"type": "array", "items": CHOSEN},
    ),
    inputs={
        "type": "array",
        "items": record(
            file=TEXT, sha256=SHA256, rows=record(read=COUNT, accepted=COUNT, rejected=COUNT, ignored=COUNT)
        ),
    },
    rejects=REJECTS,
    unread=REJECTS,
    summary=record(breach=COUNT, undetermined=COUNT, compliant=COUNT, not_applicable=COUNT, waived=COUNT),
    coverage={
        "type": "array",
        "items": record(
            provision=TEXT,
            citation=TEXT,
            status={"enum": ["checked", "not_checked"]},
            verdicts=record(breach=COUNT, compliant=COUNT, undetermined=COUNT, not_applicable=COUNT, waived=COUNT),
            reason=optional(BOTH),
        ),
    },
    findings={"type": "array", "items": FINDING},
)


def written(audited, language="vi"):
    """Return the bytes of a result as JSON."""
    stream = BytesIO()
    render(audited, stream, language=language)
    return stream.getvalue()


def loaded(audited):
    """Return a result as other programs read it."""
    return orjson.loads(written(audited))


def keys(value, schema):
    """Compare the order of all keys with the contract's."""
    if "anyOf" in schema:
        return value is None or keys(value, schema["anyOf"][0])
    if schema.get("type") == "array":
        return all(keys(item, schema["items"]) for item in value)
    if "properties" not in schema:
        return True
    properties = schema["properties"]
    return list(value) == list(properties) and all(keys(value[name], properties[name]) for name in properties)


def test_a_result_has_exactly_the_contract_s_keys():
    """Every key of the contract is there with its type, and no other."""
    jsonschema.validate(loaded(result()), CONTRACT)


def test_keys_stand_in_the_contract_s_order():
    """Readers find the keys at every level in the order of the contract."""
    assert keys(loaded(result()), CONTRACT)


def test_the_provision_of_a_finding_is_text_or_null():
    """Article, clause and point are texts, and null where the provision has no such level."""
    first = loaded(result(findings=(finding(), finding(provision=Provision(8)))))["findings"]
    assert [first[0]["provision"][key] for key in ("article", "clause", "point", "id")] == [
        "5",
        "1",
        "a",
        "art_5__cl_1__pnt_a",
    ]
    assert [first[1]["provision"][key] for key in ("article", "clause", "point", "id")] == ["8", None, None, "art_8"]


@pytest.mark.parametrize(
    ("value", "shown", "label"),
    [
        (4, 4, None),
        (2.5, 2.5, None),
        (True, True, None),
        ("so", "so", None),
        (Labelled("so", Bilingual("Sở", "Department")), "so", {"vi": "Sở", "en": "Department"}),
        (date(2022, 3, 31), "2022-03-31", {"vi": "31/03/2022", "en": "2022-03-31"}),
        (None, None, None),
    ],
)
def test_evidence_keeps_its_value(value, shown, label):
    """Numbers, booleans and texts stay what they are, dates become ISO, what is missing null."""
    evidence = Evidence(Labelled("x", Bilingual("ích", "ex")), value, ())
    [item] = loaded(result(findings=(finding(evidence=(evidence,)),)))["findings"][0]["evidence"]
    assert item == {
        "label": {"vi": "ích", "en": "ex"},
        "field": "x",
        "value": shown,
        "value_label": label,
        "expected": None,
        "sources": [],
    }


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        (Expected("<=", date(2022, 3, 31)), {"operator": "<=", "value": "2022-03-31"}),
        (Expected("in", ("so", 2)), {"operator": "in", "value": ["so", 2]}),
        (Expected("!=", None), {"operator": "!=", "value": None}),
    ],
)
def test_what_is_expected_stands_beside_the_value(expected, shown):
    """An operator with one value, or a list of them."""
    evidence = Evidence(Labelled("x"), 3, (), expected=expected)
    [item] = loaded(result(findings=(finding(evidence=(evidence,)),)))["findings"][0]["evidence"]
    assert item["expected"] == shown


def test_the_summary_adds_up_the_coverage():
    """The five counts of the summary are the sums over all provisions."""
    document = loaded(result())
    for verdict in Verdict:
        assert document["summary"][verdict] == sum(row["verdicts"][verdict] for row in document["coverage"])


def test_every_provision_has_all_five_counts():
    """A provision that nothing was counted for shows zeros, and one without rules its reason."""
    row = loaded(result())["coverage"][0]
    assert row["verdicts"] == dict.fromkeys(row["verdicts"], 0)
    assert row["reason"] == {
        "vi": "Quy định về phạm vi, không đặt ra nghĩa vụ.",
        "en": "Scope only: it sets no duty.",
    }


def test_notices_hold_both_languages():
    """A notice is one text, Vietnamese first."""
    [notice] = loaded(result())["regulation"]["notices"]
    assert notice == (
        "Số, ngày và hiệu lực của văn bản chưa được xác định. / The regulation's number, date and effect are unset."
    )


def test_readings_and_settings_stand_in_order():
    """The order in which options were given leaves no trace."""
    one = result(settings={"b": "1", "a": "2"}, readings={"y": "1", "x": "2"})
    other = result(settings={"a": "2", "b": "1"}, readings={"x": "2", "y": "1"})
    assert written(one) == written(other)


def test_the_language_changes_nothing():
    """JSON holds both languages, so it is the same for either."""
    assert written(result(), "vi") == written(result(), "en")


def test_a_document_ends_in_a_line_end_and_is_utf_8():
    """The file is indented by two spaces, in UTF-8 as it is, and ends in one line end."""
    content = written(result()).decode()
    assert content.startswith('{\n  "schema": "kstt-audit/1",\n')
    assert content.endswith("\n}\n")
    assert "Sở Y tế" in content


def test_an_undecodable_file_name_is_written_out():
    """A lone surrogate, which UTF-8 cannot hold, is written out; the rest stays as it is."""
    base = result()
    audited = result(inputs=(replace(base.inputs[0], file="danh-s\udce1ch.xlsx"),))
    assert loaded(audited)["inputs"][0]["file"] == r"danh-s\udce1ch.xlsx"
    assert loaded(audited)["findings"] == loaded(base)["findings"]


def test_missing_data_and_official_text_are_kept():
    """The names of what is missing stay machine names, and a text that the user supplied is there."""
    document = loaded(result(findings=(undetermined(text="Nguyên văn."),)))["findings"][0]
    assert document["missing"] == ["officer.concurrent"]
    assert document["provision"]["text"] == "Nguyên văn."
    assert document["reading"] is None


def test_the_title_is_the_regulation_s_own():
    """The title is the Vietnamese one: the regulation has no other."""
    regulation = replace(result().regulation, title=Bilingual("Quy chế", "Regulation"), number="12/2021/QĐ-UBND")
    shown = loaded(result(regulation=regulation))["regulation"]
    assert (shown["title"], shown["number"]) == ("Quy chế", "12/2021/QĐ-UBND")
