"""No expression, key or id reaches a reader of the examples, in any output and either language."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import icalendar
import openpyxl
import pytest
from hostile import read
from python_calamine import CalamineWorkbook
from repository import EXAMPLES

from kstt_rules import audit, load_pack
from kstt_rules.auditing import read_into
from kstt_rules.base.bilingual import LANGUAGES
from kstt_rules.cli import main
from kstt_rules.commands.facts import condition_words, provision_facts, rule_facts
from kstt_rules.commands.register import read_register
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.intake.files.reread import submitted_files
from kstt_rules.judging.reporting_year import reporting_year
from kstt_rules.judging.steps import new_run
from kstt_rules.letters.select import write_to
from kstt_rules.model.files import RESULT_TITLE
from kstt_rules.model.letter import Letterhead
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs import outputs_of, texts
from kstt_rules.outputs.annotated import annotate
from kstt_rules.outputs.explanation import render
from kstt_rules.outputs.letters import document
from kstt_rules.outputs.letters.sending import Sending
from kstt_rules.pack_tools.explanation import explain_unit

pytestmark = pytest.mark.usefixtures("read_here")

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

FOR_DIARIES = {"UID", "PRODID", "RELATED-TO"}
RESULT_MARKS = (RESULT_TITLE.vi, RESULT_TITLE.en)
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


def submitted(result):
    """Return the folder of the example that a result is of."""
    return next(EXAMPLES / folder for folder, day in DOSSIERS.values() if day == result.as_of)


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_marked_files_are_told_in_words(audited, tmp_path, language):
    """Comments in the submitted files, the sheet added to each, and the index of them say no code."""
    pack, result = audited
    paths = sorted(submitted(result).glob("*"), key=lambda path: path.stat().st_size)[:6]
    annotate(result, submitted_files(paths), tmp_path / "tra-lai", language=language, single=False)
    books = [openpyxl.load_workbook(path) for path in (tmp_path / "tra-lai").glob("*.xlsx")]
    cells = [cell for book in books for sheet in book for row in sheet.iter_rows() for cell in row]
    comments = [cell.comment.text for cell in cells if cell.comment]
    added = [sheet for book in books for sheet in book if str(sheet["A1"].value).startswith(RESULT_MARKS)]
    rows = [row for sheet in added for row in sheet.iter_rows(values_only=True)]
    assert comments
    assert len(added) == len(books)
    assert code_in([*comments, *of_rows([cell or "" for cell in row] for row in rows)], ".xlsx", pack, result) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", outputs_of("calendar"))
def test_calendars_are_told_in_words(audited, name, language):
    """Who reports on what, and by which provision, whether by unit or by kind of unit."""
    pack, result = audited
    output = outputs_of("calendar")[name]
    register = read_register(submitted(result) / "don-vi.xlsx", pack.vocabulary)
    units = [*register.frame["id"][register.frame["tier"] == "tinh"][:4], *register.frame["id"][-4:]]
    for year in (
        reporting_year(pack, result.as_of.year, None),
        reporting_year(pack, result.as_of.year, register, only=units),
    ):
        stream = BytesIO()
        output.render(year, stream, language=language)
        found = of_calendar(stream.getvalue()) if name == "ics" else people_read(stream.getvalue(), output.suffix)
        assert code_in(found, output.suffix, pack, result) == set()


def of_calendar(data):
    """Return what people read of a calendar; an event's UID is for programs."""
    events = icalendar.Calendar.from_ical(data).walk()
    return [str(value) for event in events for name, value in event.items() if name not in FOR_DIARIES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_explanations_are_told_in_words(audited, language):
    """What a rule asks names only the keys that --set takes."""
    pack, result = audited
    facts = [
        fact
        for rule in pack.rules
        for fact in (
            *provision_facts(pack.entry(rule.provision)),
            *condition_words(pack, rule),
            *rule_facts(pack, rule),
        )
    ]
    asked = [re.sub(r"\[--set[^\]]*\]", "", text[language]) for _, text in facts]
    assert code_in(asked, ".txt", pack, result) == set()


def test_the_trace_of_a_unit_is_told_in_words(audited):
    """Each part of each condition on a unit stands in words, in either language."""
    pack, result = audited
    unit = max(result.findings, key=lambda finding: len(finding.evidence)).unit.name
    run = read_into(new_run(pack, as_of=result.as_of), [submitted(result)])
    explained = explain_unit(run, unit)
    for language in LANGUAGES:
        stream = BytesIO()
        render(explained, stream, language=language, in_full=False)
        assert code_in([" ".join(stream.getvalue().decode().split())], ".txt", pack, result) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_beside_a_result_is_told_in_words(tmp_path, capsys, language):
    """Files, sheets and columns that were not read, and data of another time, are told to people."""
    folder = tmp_path / "hoso"
    folder.mkdir()
    (folder / "hong.xlsx").write_bytes(b"PK not a workbook")
    (folder / "ghi-chu.csv").write_text("Ghi chú,Người ghi\nHọp giao ban,An\n", encoding="utf-8")
    (folder / "don-vi.csv").write_text("Mã đơn vị,Tên đơn vị,Cấp\nsyt,Sở Y tế,tỉnh\n", encoding="utf-8")
    header, row = "Đơn vị,Họ và tên,Chức vụ,Cột lạ,Vai trò", "syt,Nguyễn Văn An,Chuyên viên,có,?"
    (folder / "cong-chuc-dau-moi.csv").write_text(f"{header},Từ ngày\n{row},31/02/2021\n", encoding="utf-8")
    (folder / "bao-cao.csv").write_text("Đơn vị,Kỳ báo cáo,Ngày gửi\nsyt,Quý I/2021,14/03/2021\n", encoding="utf-8")
    main(["audit", str(folder), "--lang", language, "-o", str(tmp_path / "kq.json")])
    told = capsys.readouterr().err
    assert told.count("kstt: ") > 2
    assert code_in([told], ".txt", load_pack("bac-giang-2021"), audit([folder], as_of=date(2022, 3, 31))) == set()
