"""The Vietnamese guide for officials: its commands lead from mail attachments to the letters of a district."""

import re
import runpy
import shlex
from functools import partial

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook
from repository import ROOT

from kstt_rules.cli import kstt

DOCS = ROOT / "docs"
PICTURES = DOCS / "huong-dan"
GUIDE = runpy.run_path(str(DOCS / "guide.py"))
ENDS_WITH = {
    "inspect": [1, 1, 0],
    "audit": [1, 1, 1, 1, 1, 1],
    "explain": [0],
    "diff": [0, 1],
    "template": [0],
    "letters": [0],
}
"""The exit codes of each command, in their order: a file is not understood until the mapping says what it holds."""


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Do in an empty folder what the guide tells to do; give the folder, and each step with what its command said."""
    folder = tmp_path_factory.mktemp("guide")
    GUIDE["lay_out"](folder)
    done = []
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        for kind, step in GUIDE["steps"]():
            if kind == "hand":
                GUIDE["BY_HAND"][step](folder)
            run = partial(CliRunner().invoke, kstt, shlex.split(step)[1:], standalone_mode=False)
            done.append((kind, step, run() if kind == "sh" else None))
    return folder, done


def test_each_command_of_the_guide_ends_as_it_should(followed):
    """Nothing is refused: only what the guide says of its files and findings decides the exit codes."""
    ends = {}
    for kind, step, result in followed[1]:
        if kind == "sh":
            ends.setdefault(step.split()[1], []).append(result.return_value)
    assert ends == ENDS_WITH


def test_each_line_that_the_guide_shows_was_printed(followed):
    """By one of the commands above it."""
    missing, printed = [], ""
    for kind, step, result in followed[1]:
        if kind == "sh":
            printed += result.output
        if kind == "text":
            missing += [line for line in step.splitlines() if line not in printed]
    assert missing == []


def test_the_line_to_look_at_in_the_mapping_is_there(followed):
    """As the page shows it, with the field that the column may be."""
    [line] = re.findall(r"^    (C: .*)$", GUIDE["PAGE"].read_text("utf-8"), re.MULTILINE)
    assert line in (followed[0] / "cot.yaml").read_text("utf-8")


def test_the_way_ends_at_a_letter_to_the_district_with_its_index(followed):
    """The letter has what is open, its annex the commune, and neither the mended nor the waived breach."""
    letters = followed[0] / "cong-van"
    names = {"Công văn - UBND huyện Yên Thế.docx", "Danh mục công văn.xlsx"}
    assert {path.name for path in letters.iterdir()} == names
    letter = Document(letters / "Công văn - UBND huyện Yên Thế.docx")
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in letter.paragraphs), *cells])
    told = ("Chưa ghi nhận báo cáo định kỳ", "UBND xã Tiến Thắng", "UBND xã Đồng Kỳ", "UBND xã Tam Tiến")
    assert [words in text for words in told] == [True, True, False, False]
    index = load_workbook(letters / "Danh mục công văn.xlsx").worksheets[0]
    assert [cell.value for cell in index["C"]][1:] == ["UBND huyện Yên Thế"]


def test_the_sheets_that_the_guide_names_are_there(followed):
    """In the workbook of findings and in the one to fill in."""
    page = " ".join(GUIDE["PAGE"].read_text("utf-8").split())
    named = set(re.findall(r"trang \*([^*]+)\*", page, re.IGNORECASE))
    books = ("ket-qua.xlsx", "mien-tru.xlsx", "danh-dau/dau-moi.xlsx")
    there = {name for book in books for name in load_workbook(followed[0] / book).sheetnames}
    assert {"Chi tiết", "Theo đơn vị", "Miễn trừ", "Kết quả rà soát"} <= named <= there


def test_each_picture_is_shown_once_and_is_small():
    """At most six, of at most 150 kB."""
    shown = re.findall(r"!\[.+?\]\(huong-dan/(.+?)\)", GUIDE["PAGE"].read_text("utf-8"))
    assert sorted(shown) == sorted(path.name for path in PICTURES.iterdir())
    assert len(shown) <= 6
    assert max(path.stat().st_size for path in PICTURES.iterdir()) <= 150_000


def test_the_page_about_the_browser_shows_all_its_pictures_with_words():
    """Each is there, small, and said in words."""
    shown = re.findall(r"!\[([^\]]{20,})\]\(trinh-duyet/([^)]+)\)", (DOCS / "trinh-duyet.md").read_text("utf-8"))
    files = list((DOCS / "trinh-duyet").iterdir())
    assert sorted(name for _, name in shown) == sorted(path.name for path in files)
    assert max(path.stat().st_size for path in files) <= 150_000
