"""Every text that LibreOffice shows of a file is in the cells that were read of it, in its place, and no other is."""

import shutil

import compose_csv
import compose_docx
import compose_ods
import compose_page
import compose_xls
import compose_xlsb
import compose_xlsx
import pytest
from held_against import document_differences, page_differences, sheet_differences, text_differences
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from libreoffice import MISSING, REASON
from office_corpus import by_form, corpus_files
from office_view import shown_documents, shown_pages, shown_sheets

from kstt_rules.intake.files.reader import start_reading

pytestmark = [pytest.mark.nightly, pytest.mark.skipif(bool(MISSING), reason=REASON)]
FILES_AT_ONCE = 60
"""For LibreOffice takes longer to start than to open them."""
BATCHES = 25
SEEDS = st.lists(st.integers(0, 2**32), min_size=FILES_AT_ONCE, max_size=FILES_AT_ONCE, unique=True)
drawn = settings(max_examples=BATCHES, derandomize=False, phases=[Phase.explicit, Phase.reuse, Phase.generate])

COMPOSED = {
    "xlsx": compose_xlsx.compose,
    "xls": compose_xls.compose,
    "ods": compose_ods.compose,
    "xlsb": compose_xlsb.compose,
    "fods": compose_ods.compose_flat,
}
SEEN_OTHERWISE = {
    "cong-chuc-dau-moi-theo-doi-thay-doi.docx": ["shown 'Lê Văn CaLê Văn Cường'", "shown 'Đã xóa'"],
    "word-dau-tich.docx": ["shown '\\uf0fe'", "Bảng 1!4: read '☑'"],
    "word-don-vi-o-tren.docx": ["shown 'Nơi nhận: - Như trên'", "shown 'GIÁM ĐỐC'"],
}
"""Documents that Word shows without what is deleted and with signs of its fonts, and a signature, which is not read."""


def faults(folder, shown, differences):
    """Return what differs of the files in a folder, by file; of those that LibreOffice can open."""
    with start_reading([folder / name for name in shown]) as reading:
        contents = reading.result()
    found = {
        content.label: [*differences(shown[content.label], content)] for content in contents if shown[content.label]
    }
    return {name: differing for name, differing in found.items() if differing}


def written(tmp_path_factory, files):
    """Write files by name into a new folder."""
    folder = tmp_path_factory.mktemp("files")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("form", by_form(corpus_files()), ids=str)
def test_the_files_of_the_repository_are_read_as_they_are_shown(form, tmp_path):
    """Workbooks, texts and documents; each difference is known."""
    names = {}
    for number, path in enumerate(by_form(corpus_files())[form]):
        names[f"{number:04}{path.suffix}"] = path.name
        shutil.copy(path, tmp_path / f"{number:04}{path.suffix}")
    if form == "page":
        found = faults(tmp_path, shown_documents(tmp_path), document_differences)
    elif form is None:
        found = faults(tmp_path, shown_sheets(tmp_path), sheet_differences)
    else:
        found = faults(tmp_path, shown_sheets(tmp_path, text_form=form), text_differences)
    assert {names[name]: differing for name, differing in found.items()} == (SEEN_OTHERWISE if form == "page" else {})


@pytest.mark.parametrize("kind", COMPOSED)
@drawn
@given(seeds=SEEDS)
def test_workbooks_put_together_at_random_are_read_as_they_are_shown(kind, seeds, tmp_path_factory):
    """Whatever forms of cells, texts, rows, parts and paths stand in them."""
    folder = written(tmp_path_factory, {f"{seed}.{kind}": COMPOSED[kind](seed)[0] for seed in seeds})
    assert faults(folder, shown_sheets(folder), sheet_differences) == {}


@drawn
@given(seeds=SEEDS)
def test_pages_put_together_at_random_are_read_as_they_are_shown(seeds, tmp_path_factory):
    """Whatever stands in the cells of their table, closed or not."""
    folder = written(tmp_path_factory, {f"{seed}.xls": compose_page.compose(seed)[0] for seed in seeds})
    assert faults(folder, shown_pages(folder), page_differences) == {}


@drawn
@given(seeds=SEEDS)
def test_documents_put_together_at_random_are_read_as_they_are_shown(seeds, tmp_path_factory):
    """Whatever controls, changes, fields, alternatives and tables stand in their tables."""
    folder = written(tmp_path_factory, {f"{seed}.docx": compose_docx.compose(seed)[0] for seed in seeds})
    assert faults(folder, shown_documents(folder), document_differences) == {}


@pytest.mark.parametrize("form", compose_csv.FORMS)
@drawn
@given(seeds=SEEDS)
def test_texts_put_together_at_random_are_read_as_they_are_shown(form, seeds, tmp_path_factory):
    """Whatever quotes stand in them, closed or not."""
    folder = written(tmp_path_factory, {f"{seed}.csv": compose_csv.compose(seed, form)[0] for seed in seeds})
    shown = shown_sheets(folder, text_form=compose_csv.OFFICE_FORMS[form])
    assert faults(folder, shown, text_differences) == {}


def test_a_difference_is_found(tmp_path):
    """A sheet that is shown with another text, and with one more, than was read."""
    (tmp_path / "a.csv").write_text("a,b\nc,\n", encoding="utf-8")
    shown = shown_sheets(tmp_path, text_form=compose_csv.OFFICE_FORMS["comma"])
    (tmp_path / "a.csv").write_text("a,x\n,d\n", encoding="utf-8")
    assert faults(tmp_path, shown, text_differences) == {
        "a.csv": ["a!1,1: shown 'b', read 'x'", "a!2,0: shown 'c', read None", "a!2,1: shown '', read 'd'"]
    }
