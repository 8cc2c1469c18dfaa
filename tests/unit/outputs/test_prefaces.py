"""Whatever is told of an audit in part, or of one without the rule engine, says so."""

import html
import io
import re
import sys
import zipfile
from dataclasses import replace

import pytest
from one_unit import audited, roster

from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.model.selection import Only
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.annotated.findings_sheet import applied_text
from kstt_rules.outputs.exchange.json import document

FOUR = roster("unit_leader", "office_leader", "specialist", "specialist")
ONLY = Only(rules=("D5.1.a.max",), units=("so-a",))
SELECTED = "Chỉ gồm phần đã chọn: quy tắc “Vượt số công chức đầu mối”; đơn vị Sở A."
NO_ENGINE = (
    "Máy này không có bộ máy quy tắc: kết luận chỉ dựa trên tính toán theo cột, không được kiểm tra bằng cách thứ hai."
)
PREFACES = {"selection": SELECTED, "engine": NO_ENGINE}


@pytest.fixture(scope="module")
def results():
    """The audit in part, the one without an engine, and the whole."""
    with pytest.MonkeyPatch.context() as hidden:
        hidden.setitem(sys.modules, "durable_rules_engine", None)
        without = audited(FOUR, engine_absent="masks")
    return {"selection": audited(FOUR, only=ONLY), "engine": without, "": audited(FOUR)}


def words(output, result):
    """Return all that a format writes as one line of text."""
    stream = io.BytesIO()
    output.render(result, stream, language="vi")
    content = stream.getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(stream) as package:
            content = b"\n".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
    return re.sub(r"\s+", " ", html.unescape(content.decode("utf-8-sig").replace("\\u201c", "“")))


@pytest.mark.parametrize("preface", PREFACES)
@pytest.mark.parametrize("name", outputs_of("audit"))
def test_every_format_says_how_little_the_audit_was(name, preface, results):
    """In the same sentence; a whole audit says nothing of it."""
    part, whole = (words(outputs_of("audit")[name], results[key]) for key in (preface, ""))
    assert PREFACES[preface] in part
    whole = re.sub(r"<script.*?</script>", "", whole)
    assert "phần đã chọn" not in whole
    assert "không có bộ máy" not in whole


@pytest.mark.parametrize("preface", PREFACES)
def test_annotated_files_say_it(preface, results):
    """Where they say what was applied."""
    part, whole = (applied_text(results[key], "vi") for key in (preface, ""))
    assert part.endswith(PREFACES[preface])
    assert PREFACES[preface] not in whole


def test_programs_read_what_was_selected(results):
    """As names with their labels; null where all is told."""
    part, whole = (document(results[key]) for key in ("selection", ""))
    assert part["selection"] == {
        "rules": [{"id": "D5.1.a.max", "label": {"vi": "Vượt số công chức đầu mối", "en": "Too many focal officers"}}],
        "provisions": [],
        "units": [{"id": "so-a", "label": {"vi": "Sở A", "en": "Sở A"}}],
        "tiers": [],
    }
    assert whole["selection"] is None
    assert sum(part["summary"].values()) == sum(part["rules"][0]["outcomes"].values()) == 1


def test_without_an_engine_the_verdicts_are_the_same(results):
    """A result differs in the engine that it names, and in the notice; a comparison tells of the engine."""
    without, whole = (document(results[key]) for key in ("engine", ""))
    assert without["engine"]["name"] == "masks"
    assert without["engine"]["subjects"] == 0
    assert without["findings"] == whole["findings"] != []
    assert without["coverage"] == whole["coverage"]
    (difference,) = compare(snapshot(results[""]), snapshot(results["engine"])).differences
    assert (difference.kind, difference.before, difference.after) == ("engine", "durable-rules", None)


def test_both_are_said(results):
    """One behind the other."""
    both = replace(results["selection"], engine=results["engine"].engine)
    assert [preface.vi for preface in both.prefaces] == [SELECTED, NO_ENGINE]
