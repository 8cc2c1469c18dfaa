"""The mapping file that corrections on a page come to."""

import pytest

from kstt_rules.base.errors import InputError
from kstt_rules.intake.layout.mapping import mapping_for, mappings_for
from kstt_rules.intake.layout.read_mapping import read_mapping
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.web.understood.mapping_draft import MappingDraft, TablePlace

VOCABULARY = base_vocabulary()


@pytest.fixture
def path(tmp_path):
    """Where the file is to be."""
    return tmp_path / "mapping.yaml"


def draft(path, text=None):
    """Open a draft of what the file says."""
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return MappingDraft(path, VOCABULARY)


def test_what_is_corrected_is_read_as_it_was_meant(path):
    """Whatever signs the names of files and sheets have, and whatever a text looks like."""
    made = draft(path)
    made.read_columns(
        TablePlace("ds [1].xlsx", "Tổng: hợp*", "officer"), {"C": ["title", "unit"], "D": [], "E": ["phone"]}
    )
    made.read_as("b.xlsx", "Trang 1", "report", 4)
    made.leave_out("c.xlsx", "no")
    made.mean("unit", "2022-03-31", "0301")
    made.mean("title", "CV: KSTT #1", "chuyên viên", "b.xlsx", "Trang 1")
    made.write()
    said = read_mapping(path, VOCABULARY)
    columns = mapping_for(said.tables, "ds [1].xlsx", "Tổng: hợp*").columns
    assert columns == {"C": ("title", "unit"), "D": (), "E": ("phone",)}
    assert (
        mapping_for(said.tables, "b.xlsx", "Trang 1").entity,
        mapping_for(said.tables, "b.xlsx", "Trang 1").header,
    ) == (
        "report",
        4,
    )
    assert mapping_for(said.tables, "c.xlsx", "no").ignore
    assert [(text.text, text.unit or text.title, text.file) for text in said.texts] == [
        ("CV: KSTT #1", "chuyên viên", "b.xlsx"),
        ("2022-03-31", "0301", "*"),
    ]


def test_a_sheet_that_a_pattern_speaks_of_keeps_what_it_says(path):
    """What is corrected for one sheet goes before the pattern, which holds for the others."""
    made = draft(path, "tables: [{file: 'ds-*', entity: officer, columns: {C: name, D: title}}]")
    made.read_columns(TablePlace("ds-1.xlsx", "A", "officer"), {"D": ["phone"]})
    made.write()
    said = read_mapping(path, VOCABULARY).tables
    assert mapping_for(said, "ds-1.xlsx", "A").columns == {"C": ("name",), "D": ("phone",)}
    assert mapping_for(said, "ds-2.xlsx", "A").columns == {"C": ("name",), "D": ("title",)}


def test_what_was_corrected_last_counts(path):
    """For a column, a sheet or a text; another dataset takes the columns of the one before with it."""
    made = draft(path)
    made.read_columns(TablePlace("a.xlsx", "S", "officer"), {"C": ["title"]})
    made.read_as("a.xlsx", "S", "report", None)
    made.mean("unit", "A", "1")
    made.mean("unit", "A", "2")
    made.mean("unit", "A", "3", "a.xlsx", "S")
    assert made.tables == [{"file": "a.xlsx", "sheet": "S", "entity": "report"}]
    assert [entry["unit"] for entry in made.texts] == ["3", "2"]


def test_what_is_taken_back_is_gone_and_nothing_is_no_file(path):
    """An empty mapping would be a faulty one."""
    made = draft(path, "{tables: [{file: a, ignore: true}], texts: [{text: A, unit: B}]}")
    made.forget_text(0)
    made.write()
    assert read_mapping(path, VOCABULARY).texts == ()
    made.forget_table(0)
    made.write()
    assert not path.exists()


def test_a_faulty_file_is_told_and_not_lost(path):
    """With its line."""
    with pytest.raises(InputError, match=r"mapping.yaml:1:11"):
        draft(path, "tables: [{entity: officers}]")


def test_what_is_corrected_of_one_table_of_a_sheet_speaks_of_it_alone(path):
    """Beside what was said of the sheet as a whole, of another table, or by a pattern."""
    made = draft(path, "tables: [{file: 'ds-*', entity: officer, columns: {C: name}, header: 2, header_rows: 2}]")
    made.read_columns(TablePlace("ds-1.xlsx", "A", "report", is_part=True), {"D": ["period"]})
    made.read_columns(TablePlace("ds-1.xlsx", "A", "report", 9, is_part=True), {"E": ["period"]})
    made.read_columns(TablePlace("ds-1.xlsx", "A", "report", is_part=True), {"F": []})
    made.write()
    said = read_mapping(path, VOCABULARY).tables
    parts = {(item.entity, item.header): item.columns for item in mappings_for(said, "ds-1.xlsx", "A")}
    assert parts == {
        ("report", 9): {"E": ("period",)},
        ("report", None): {"D": ("period",), "F": ()},
        ("officer", 2): {"C": ("name",)},
    }
    assert [item.columns for item in mappings_for(said, "ds-2.xlsx", "A")] == [{"C": ("name",)}]
    made.read_as("ds-1.xlsx", "A", "report", None, is_turned=True)
    made.read_columns(TablePlace("ds-1.xlsx", "A", "report", is_turned=True), {"3": ["period"]})
    made.write()
    (said_of,) = mappings_for(read_mapping(path, VOCABULARY).tables, "ds-1.xlsx", "A")
    assert (said_of.turned, said_of.part, said_of.columns) == (True, False, {"3": ("period",)})
