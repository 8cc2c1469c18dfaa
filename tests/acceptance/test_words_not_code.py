"""No expression, key or id reaches a reader of the examples, in any output and either language."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hostile import read
from python_calamine import CalamineWorkbook
from repository import EXAMPLES

from kstt_rules import audit, load_pack
from kstt_rules.base.bilingual import LANGUAGES
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.letters.select import write_to
from kstt_rules.model.findings import Severity
from kstt_rules.model.letter import Letterhead
from kstt_rules.outputs import outputs_of, texts
from kstt_rules.outputs.letters import document
from kstt_rules.outputs.letters.sending import Sending

DOSSIERS = {
    "bac-giang-2021": ("bac-giang-2022", date(2022, 3, 31)),
    "example-two-tier": ("two-tier-2026", date(2026, 6, 30)),
}
CODE = re.compile(
    r"\b[a-z_]+\.[a-z_]+\("  # officers.count(
    r"|\b(?:missing|none|any|all|count|first|year|days_between)\("
    r"|\b[a-z][a-z0-9]*(?:-[a-z0-9]+)+/"  # so-noi-vu/2022-02-21
    r"|\b[a-z]+ (?:==|!=|<=|>=) "
)
IDS = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\bart_[0-9]")
"""Such as ban_dan_toc; the data of a page name its columns and anchors so."""

FOR_PROGRAMS = {
    header[language]
    for header in (
        texts.RULE_ID,
        texts.PROVISION_ID,
        texts.UNIT_ID,
        texts.BEARER_ID,
        texts.SUBJECT_ID,
        texts.FINGERPRINT,
        texts.REASON_CODE,
    )
    for language in LANGUAGES
}
"""Columns that serve other programs."""


@pytest.fixture(scope="module", params=DOSSIERS)
def audited(request):
    """The pack of an example and its audit."""
    folder, as_of = DOSSIERS[request.param]
    pack = load_pack(request.param)
    return pack, audit([EXAMPLES / folder], as_of=as_of, pack=pack)


def people_read(data, suffix):
    """Return the texts of a file that people read."""
    match suffix:
        case ".csv":
            return of_rows(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        case ".xlsx":
            return [
                text
                for sheet in CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names
                for text in of_rows(CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(sheet).to_python())
            ]
        case ".xml":
            cases = (item for item in ET.fromstring(data).iter() if item.tag != "property")
            return [text for item in cases for text in (item.get("name"), item.get("message"), item.text) if text]
        case ".sarif" | ".oscal.json":
            return list(of_document(json.loads(data)))
        case _:
            return read(data, suffix)


def of_rows(rows):
    """Return the cells of a table, apart from the columns that serve other programs."""
    hidden, found = set(), []
    for row in rows:
        heads = {place for place, cell in enumerate(row) if cell in FOR_PROGRAMS}
        hidden = heads or hidden
        found += [str(cell) for place, cell in enumerate(row) if place not in hidden]
    return found


def of_document(node, key=None):
    """Yield the texts under the keys of a document that hold sentences."""
    if isinstance(node, dict):
        for name, part in node.items():
            yield from of_document(part, name)
    elif isinstance(node, list):
        for part in node:
            yield from of_document(part, key)
    elif isinstance(node, str) and key in {"text", "title", "description", "remarks", "statement"}:
        yield node


def code_in(found, suffix, pack, result):
    """Return what looks like code in texts, apart from the names of files and of rules, which people quote."""
    files = [item.file for item in result.inputs]
    names = [
        *files,
        *(name.rpartition(".")[0] for name in files),
        *(rule.id for rule in pack.rules),
        pack.id,
        "kstt-audit",
    ]
    text = "\n".join(found).replace("\\", "")
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    keys = [*pack.parameters, *(f"readings.{name}" for name in pack.readings)]
    patterns = (CODE,) if suffix == ".html" else (CODE, IDS)
    return {match.group() for pattern in patterns for match in pattern.finditer(text)} | {
        key for key in keys if key in text
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in outputs_of("audit") if name != "json"])
def test_an_audit_is_told_in_words(audited, name, language):
    """Terms, subjects, readings and parameters are named as people name them."""
    pack, result = audited
    output, stream = outputs_of("audit")[name], BytesIO()
    output.render(result, stream, language=language)
    found = people_read(stream.getvalue(), output.suffix)
    assert any(result.findings[0].title[language] in text.replace("\n", " ") for text in found)
    assert code_in(found, output.suffix, pack, result) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in outputs_of("comparison") if name != "json"])
def test_a_comparison_is_told_in_words(audited, name, language):
    """What appeared and what is gone is named as an audit names it."""
    pack, result = audited
    earlier = replace(result, findings=result.findings[::2])
    output, stream = outputs_of("comparison")[name], BytesIO()
    output.render(compare(snapshot(earlier), snapshot(result)), stream, language=language)
    assert code_in(people_read(stream.getvalue(), output.suffix), output.suffix, pack, result) == set()


def test_letters_are_told_in_words(audited, tmp_path):
    """A unit that is written to reads no code."""
    pack, result = audited
    audit = snapshot(result)
    chosen = write_to(audit, least=Severity.INFO)
    few = replace(chosen, letters=(*chosen.letters[:3], *chosen.letters[-3:]))
    document.write_letters(few, Sending(audit, Letterhead()), tmp_path / "thu")
    found = [text for path in (tmp_path / "thu").glob("*.docx") for text in read(path.read_bytes(), ".docx")]
    assert any(result.regulation.title.vi in text for text in found)
    assert code_in(found, ".docx", pack, result) == set()
