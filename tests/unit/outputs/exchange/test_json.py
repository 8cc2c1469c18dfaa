"""The JSON contract, key by key."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import jsonschema
import orjson
import pytest
from repository import ROOT
from result_factory import finding, result, undecided, undetermined, unit_record

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.citation import Provision
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import Evidence, Expected, RuleRef, UnitRef
from kstt_rules.model.outcomes import Cause, Outcome, Severity, Verdict
from kstt_rules.outputs.exchange.json import document, render
from kstt_rules.outputs.exchange.json_schema import FILE, schema, schema_text
from kstt_rules.outputs.exchange.json_values import dumped

SCHEMA = schema()


def written(audited, language="vi"):
    """Return the bytes of a result as JSON."""
    stream = BytesIO()
    render(audited, stream, language=language)
    return stream.getvalue()


def loaded(audited):
    """Return a result as other programs read it."""
    return orjson.loads(written(audited))


def keys(value, schema):
    """Compare the order of all keys with the schema's."""
    if "$ref" in schema:
        return keys(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return value is None or keys(value, schema["anyOf"][0])
    if schema.get("type") == "array":
        return all(keys(item, schema["items"]) for item in value)
    if "properties" not in schema:
        return True
    properties = schema["properties"]
    return list(value) == list(properties) and all(keys(value[name], properties[name]) for name in properties)


def full(**changes):
    """Return a result that has something in each of its lists."""
    return result(
        **{
            "settings": {"a": "1"},
            "corrections": (Correction("a.xlsx", "S", "C7", Labelled("officer"), None, None, "x"),),
            "undecided": (undecided(), undecided(cause=Cause.ROW)),
            "units": (unit_record(), unit_record(UnitRef("x", "Xã"), parent=UnitRef(None, "Huyện"), tier=None)),
            "rules": (RuleRef("D5.1.a.max", "ab" * 32, ("officer", "unit")),),
            "findings": (finding(), undetermined(), finding(verdict=Verdict.WAIVED, provision=Provision(8))),
        }
        | changes
    )


def test_a_result_has_exactly_the_contract_s_keys():
    """Every key of the contract is there with its type, and no other."""
    jsonschema.validate(loaded(full()), SCHEMA)
    jsonschema.validate(loaded(full(corrections=())), SCHEMA)


def test_keys_stand_in_the_contract_s_order():
    """Readers find the keys at every level in the order of the contract."""
    assert keys(loaded(full()), SCHEMA)


def test_the_schema_of_the_documentation_is_that_of_the_contract():
    """Whoever builds on the JSON finds its schema in docs; ``python -m kstt_rules.outputs.exchange.json_schema``."""
    assert (ROOT / "docs" / FILE).read_text(encoding="utf-8") == schema_text()


def test_what_is_written_some_at_a_time_is_the_whole_document():
    """Units and findings are written as they are read; the bytes are those of one document."""
    assert loaded(full()) == document(full())
    assert loaded(full(units=(), undecided=(), findings=())) == document(full(units=(), undecided=(), findings=()))


def test_findings_that_share_parts_have_the_bytes_of_the_whole_document():
    """What many findings have in common is written once; each still has the bytes that it would have by itself."""
    cell = Source("b\udc80n.xlsx", "Cán bộ", "C3")
    same = "alike", "another"
    shared = Evidence(Labelled("x", Bilingual("ích", "ex")), None, (cell,), expected=Expected("in", same))
    others = [
        Evidence(Labelled("x", Bilingual("khác", "other")), None, (cell,), expected=Expected("in", same)),
        Evidence(shared.field, date(2022, 3, 31), (cell, cell), scope=True),
        replace(shared, value=Labelled("so", Bilingual("Sở\n", 'De"partment')), sources=()),
    ]
    several = (
        finding(evidence=()),
        finding(evidence=(shared,)),
        finding(evidence=(shared, *others)),
        undetermined(evidence=tuple(others), missing=(Labelled("officer", Bilingual("cán bộ", "officer")),)),
        finding(unit=UnitRef(None, "Xã"), bearer=UnitRef("h", "Huyện"), text="lời văn"),
    )
    audited = result(findings=several * 2)
    alone = dumped({"findings": document(audited)["findings"]})
    assert written(audited).endswith(alone.removeprefix(b"{\n"))


def test_a_unit_is_a_line():
    """A result of many units stays short: each has one line."""
    lines = written(full()).decode().splitlines()
    assert [line.startswith('    {"id":"') for line in lines].count(True) == 2


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (finding(), ("violation", "breach", "violation", None)),
        (finding(severity=Severity.INFO), ("info", "breach", "info", None)),
        (finding(verdict=Verdict.WAIVED), ("waived", "waived", "violation", None)),
        (undetermined(severity=Severity.REVIEW), ("undetermined", "undetermined", None, "review")),
    ],
)
def test_what_a_finding_comes_to(one, told):
    """A breach weighs something, what is undetermined would; a waived breach keeps its weight."""
    [shown] = loaded(result(findings=(one,)))["findings"]
    assert tuple(shown[name] for name in ("outcome", "verdict", "severity", "would_be")) == told


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
        "scope": False,
        "sources": [],
    }


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        (
            Expected("<=", date(2022, 3, 31)),
            {"operator": "<=", "value": "2022-03-31", "value_labels": [{"vi": "31/03/2022", "en": "2022-03-31"}]},
        ),
        (Expected("in", ("so", 2)), {"operator": "in", "value": ["so", 2], "value_labels": []}),
        (Expected("!=", None), {"operator": "!=", "value": None, "value_labels": []}),
    ],
)
def test_what_is_expected_stands_beside_the_value(expected, shown):
    """An operator with one value, or a list of them."""
    evidence = Evidence(Labelled("x"), 3, (), expected=expected)
    [item] = loaded(result(findings=(finding(evidence=(evidence,)),)))["findings"][0]["evidence"]
    assert item["expected"] == shown


def test_the_summary_adds_up_the_coverage():
    """The seven counts of the summary are the sums over all provisions."""
    content = loaded(result())
    assert list(content["summary"]) == list(Outcome)
    for outcome in Outcome:
        assert content["summary"][outcome] == sum(row["outcomes"][outcome] for row in content["coverage"])


def test_every_provision_has_all_seven_counts():
    """A provision that nothing was counted for shows zeros, and one without rules its reason."""
    row = loaded(result())["coverage"][0]
    assert row["outcomes"] == dict.fromkeys(Outcome, 0)
    assert row["reason"] == {
        "vi": "Quy định về phạm vi, không đặt ra nghĩa vụ.",
        "en": "Scope only: it sets no duty.",
    }


def test_notices_hold_both_languages():
    """A notice stands in either language."""
    [notice] = loaded(result())["regulation"]["notices"]
    assert notice == {
        "vi": "Số, ngày và hiệu lực của văn bản chưa được xác định.",
        "en": "The regulation's number, date and effect are unset.",
    }


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
    assert content.startswith('{\n  "schema": "kstt-audit/2",\n')
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
    shown = loaded(result(findings=(undetermined(text="Nguyên văn."),)))["findings"][0]
    assert [name["id"] for name in shown["missing"]] == ["officer.concurrent"]
    assert shown["provision"]["text"] == "Nguyên văn."
    assert shown["reading"] is None


def test_the_title_is_the_regulation_s_own():
    """The title stands in both languages."""
    regulation = replace(result().regulation, title=Bilingual("Quy chế", "Regulation"), number="12/2021/QĐ-UBND")
    shown = loaded(result(regulation=regulation))["regulation"]
    assert (shown["title"], shown["number"]) == ({"vi": "Quy chế", "en": "Regulation"}, "12/2021/QĐ-UBND")
