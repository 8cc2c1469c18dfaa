"""The example dossier annotated: every finding is marked, LibreOffice opens the files, and they audit the same."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from annotated_factory import RESULT_SHEET, opened
from odfdo import Document
from repository import EXAMPLES

from kstt_rules.base.cell_address import place_of
from kstt_rules.cli import main

EXAMPLE = EXAMPLES / "bac-giang-2022"


def audit(folder, *options):
    return main(["audit", str(folder), "--as-of", "2022-03-31", *map(str, options)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The example, annotated."""
    place = tmp_path_factory.mktemp("annotated") / "ra"
    audit(EXAMPLE, "--format", "annotated", "-o", place)
    return place


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """The findings of the example."""
    path = tmp_path_factory.mktemp("before") / "r.json"
    audit(EXAMPLE, "-o", path)
    return json.loads(path.read_bytes())


def test_the_annotated_example_has_the_same_findings(folder, before, tmp_path):
    """In the same words, with the same fingerprints; and nothing that was added is taken for data or complained of."""
    audit(folder, "-o", tmp_path / "r.json")
    after = json.loads((tmp_path / "r.json").read_bytes())
    assert [{**item, "evidence": None} for item in after["findings"]] == [
        {**item, "evidence": None} for item in before["findings"]
    ]
    assert after["coverage"] == before["coverage"]
    assert after["rejects"] == before["rejects"]


def test_every_finding_of_the_example_has_a_note_on_one_of_its_cells(folder, before):
    """A breach that nobody finds in the files was not handed back."""
    books = {file.name: opened(file.read_bytes()) for file in folder.glob("*.xlsx")}
    tables = {file.name: Document(file).body.tables[0] for file in folder.glob("*.ods")}
    for finding in before["findings"]:
        sources = [source for item in finding["evidence"] for source in item["sources"]]
        assert any(is_noted(books, tables, source) for source in sources) or not sources, finding["message"]["vi"]


def is_noted(books, tables, source):
    """Tell whether a cell has a note, in whatever format its file came back."""
    name = source["file"]
    if name in tables:
        place = place_of(source["cell"])
        cell = tables[name].get_cell((place.column, place.row - 1))
        return cell.get_element("office:annotation") is not None
    book = books.get(name) or books[f"{name}.xlsx"]
    return book[source["sheet"][:31]][source["cell"]].comment is not None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_annotated_files(folder, tmp_path):
    """What it reads of them, and writes again, has the values, the notes and the sheet of findings."""
    names = ("cong-chuc-dau-moi-cap-tinh.xlsx", "cong-chuc-dau-moi-huyen-luc-nam.ods", f"{RESULT_SHEET}.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path]
    subprocess.run([*command, *(folder / name for name in names)], check=True, capture_output=True, timeout=240)
    for name in names:
        after = opened((tmp_path / Path(name).with_suffix(".xlsx").name).read_bytes())
        assert RESULT_SHEET in after.sheetnames
        if name.endswith(".ods"):
            noted = [cell for row in after.worksheets[0].iter_rows() for cell in row if cell.comment]
            annotations = Document(folder / name).body.get_elements("descendant::office:annotation")
            assert len(noted) == len(annotations) > 0
        else:
            check_same(opened((folder / name).read_bytes()), after)


def check_same(before, after):
    """Compare the values and the notes of all cells."""
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                other = after[sheet.title][cell.coordinate]
                assert other.value == cell.value
                assert (other.comment is None) == (cell.comment is None)
