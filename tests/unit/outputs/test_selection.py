"""Whatever is told of an audit in part says so."""

import html
import io
import re
import zipfile

import pytest
from one_unit import audited, roster

from kstt_rules.model.selection import Only
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.annotated.findings_sheet import applied_text
from kstt_rules.outputs.exchange.json import document

ONLY = Only(rules=("D5.1.a.max",), units=("so-a",))
SENTENCE = "Chỉ gồm phần đã chọn: quy tắc “Vượt số công chức đầu mối”; đơn vị Sở A."


@pytest.fixture(scope="module")
def results():
    """The audit in part, and the whole."""
    officers = roster("unit_leader", "office_leader", "specialist", "specialist")
    return audited(officers, only=ONLY), audited(officers)


def words(output, result):
    """Return all that a format writes as one line of text."""
    stream = io.BytesIO()
    output.render(result, stream, language="vi")
    content = stream.getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(stream) as package:
            content = b"\n".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
    return re.sub(r"\s+", " ", html.unescape(content.decode("utf-8-sig").replace("\\u201c", "“")))


@pytest.mark.parametrize("name", outputs_of("audit"))
def test_every_format_says_what_was_selected(name, results):
    """In the same sentence; a whole audit says nothing of it."""
    part, whole = (words(outputs_of("audit")[name], result) for result in results)
    assert SENTENCE in part
    assert "phần đã chọn" not in re.sub(r"<script.*?</script>", "", whole)


def test_annotated_files_say_what_was_selected(results):
    """Where they say what was applied."""
    part, whole = (applied_text(result, "vi") for result in results)
    assert part.endswith(SENTENCE)
    assert "phần đã chọn" not in whole


def test_programs_read_what_was_selected(results):
    """As names with their labels; null where all is told."""
    part, whole = map(document, results)
    assert part["selection"] == {
        "rules": [{"id": "D5.1.a.max", "label": {"vi": "Vượt số công chức đầu mối", "en": "Too many focal officers"}}],
        "provisions": [],
        "units": [{"id": "so-a", "label": {"vi": "Sở A", "en": "Sở A"}}],
        "tiers": [],
    }
    assert whole["selection"] is None
    assert sum(part["summary"].values()) == sum(part["rules"][0]["outcomes"].values()) == 1
