"""Who is obliged and the unit concerned, where they differ: every output names both, and goes by the former."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import openpyxl
import pytest
from hostile import read
from registries import FORMATS
from result_factory import finding, result

from kstt_rules.base.bilingual import LANGUAGES, Bilingual
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.intake.files.reread import submitted_files
from kstt_rules.model.comparison import AuditSince
from kstt_rules.model.dossier import InputFile
from kstt_rules.model.findings import UnitRef
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.annotated import annotate

WARD, TOWN, OTHER = UnitRef("p-1", "Phường Một"), UnitRef("tp-2", "Thành phố Hai"), UnitRef("p-0", "Phường Không")
SILENT = {"message": Bilingual("Chưa gửi.", "Not sent."), "title": Bilingual("Chưa gửi", "Not sent")}
AUDITED = result(
    findings=(
        finding(unit=OTHER, bearer=TOWN, **SILENT),
        finding(unit=WARD, bearer=WARD, **SILENT, rule="D5.1.a.min"),
        finding(unit=WARD, bearer=TOWN, **SILENT),
    )
)
DIFF = compare(snapshot(result(findings=())), snapshot(AUDITED))
SHOWN = {"audit": AUDITED, "comparison": DIFF, "since": AuditSince(AUDITED, DIFF)}


def written(shows, name, language):
    """Return all that a reader of a format sees."""
    output, stream = outputs_of(shows)[name], BytesIO()
    output.render(SHOWN[shows], stream, language=language)
    return " ".join(" ".join(read(stream.getvalue(), output.suffix)).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("item", [item for item in FORMATS if item.shows in SHOWN], ids=lambda item: item.id)
def test_every_format_names_who_is_obliged_and_the_unit_concerned(item, language):
    """Neither the title nor the message of the finding says it."""
    text = written(item.shows, item.name, language)
    assert [unit.name for unit in (WARD, TOWN, OTHER) if unit.name not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shows", ["comparison", "since"])
def test_a_page_of_what_has_changed_goes_by_who_is_obliged(shows, language):
    """Their findings stand under one name, each with its unit."""
    text = written(shows, "terminal", language)
    assert text.count(TOWN.name) == 1
    assert f"({OTHER.name})" in text
    assert f"({WARD.name})" in text[text.index(TOWN.name) :]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_handed_back_names_both(language, tmp_path):
    """The sheet of findings has a column for each; a note says it where they differ."""
    book = openpyxl.Workbook()
    book.active.title = "Công chức đầu mối"
    for row in range(1, 9):
        book.active.append(["", "", f"{row}"])
    book.save(tmp_path / "so-y-te.xlsx")
    path = tmp_path / "so-y-te.xlsx"
    audited = replace(AUDITED, inputs=(InputFile(path.name, sha256(path.read_bytes()).hexdigest(), 8, 8, 0, 0),))
    annotate(audited, submitted_files([path]), tmp_path / "tra.xlsx", language=language, single=True)
    book = openpyxl.load_workbook(tmp_path / "tra.xlsx")
    note = book["Công chức đầu mối"]["C5"].comment.text
    assert f"{TOWN.name} ({WARD.name})" in note
    assert f"{WARD.name} ({WARD.name})" not in note
    rows = [[cell.value for cell in row] for row in book.worksheets[-1].iter_rows()]
    assert any(TOWN.name in row and WARD.name in row for row in rows)
