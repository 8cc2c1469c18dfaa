"""An open audit of files: cells and rows are corrected, taken back, and told of."""

from dataclasses import replace
from datetime import date

import pytest
from comparable import as_json
from roster_files import AS_OF, CSV, ROSTER, write

import kstt_rules
from kstt_rules import Session
from kstt_rules.base.errors import UsageError

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("files")
    write(place)
    return place


@pytest.fixture
def opened(folder):
    return Session(folder, as_of=AS_OF)


def fresh(place, changes=None, csv=CSV):
    """Audit files in which these cells are changed."""
    place.mkdir()
    write(place, changes, csv)
    return without_digests(kstt_rules.audit(place, as_of=AS_OF))


def without_digests(result):
    """Return the bytes of a result without what tells a corrected file from one that was written so."""
    inputs = tuple(replace(item, sha256="") for item in result.inputs)
    return as_json(replace(result, inputs=inputs, corrections=()))


@pytest.mark.parametrize(
    ("cell", "text", "stored"),
    [
        ("D4", "Lãnh đạo đơn vị", "Lãnh đạo đơn vị"),
        ("C3", "1890", 1890),
        ("E3", "31/12/2022", date(2022, 12, 31)),
        ("E3", "2021-01-15", date(2021, 1, 15)),
        ("E3", "32/12/2022", "32/12/2022"),
        ("B3", "  ", None),
        ("B3", "'0012", "0012"),
        ("C3", "0912", "0912"),
        ("A3", "Sở Z", "Sở Z"),
        ("B12", "x", "x"),
        ("A1", "Cơ quan", "Cơ quan"),
    ],
)
def test_a_corrected_cell_is_as_if_it_had_been_typed_in_the_office_program(opened, tmp_path, cell, text, stored):
    """Days, numbers and texts; also beside the table and in its header. Taken back, all is as it was."""
    before = without_digests(opened.result)
    told = opened.correct(*ROSTER, cell, text)
    assert without_digests(opened.result) == fresh(tmp_path / "fresh", {cell: stored})
    assert opened.result.corrections == told.corrections
    opened.undo()
    assert (without_digests(opened.result), opened.result.corrections) == (before, ())
    assert opened.redo().corrections == told.corrections


def test_a_cell_of_a_text_file_stays_text(opened, tmp_path):
    """It holds what was typed."""
    opened.correct("bao-cao.csv", "bao-cao", "C2", "21/12/2021")
    after = fresh(tmp_path / "fresh", csv=CSV.replace("20/12/2021", "21/12/2021", 1))
    assert without_digests(opened.result) == after


def test_a_correction_tells_its_cell_and_what_it_held(opened):
    """With the dataset and the field, as an official knows them."""
    opened.correct(*ROSTER, "E3", "31/12/2022")
    (told,) = opened.result.corrections
    assert (told.file, told.sheet, told.cell, told.before, told.after) == (*ROSTER, "E3", "01/12/2021", "31/12/2022")
    assert (str(told.dataset), str(told.field), told.field.label.vi) == ("officer", "from_date", "từ ngày")


def test_rows_of_files_are_named_by_dataset_and_place(opened, tmp_path):
    """In the order of their files, sheets and rows; a row that is added stands below the table."""
    opened.change("officer", 0, {"role": "Chuyên viên", "from_date": date(2022, 1, 1)})
    opened.remove("officer", 8)
    added = opened.add("officer", {"unit": "Sở B", "name": "Người B9", "role": "Chuyên viên"})
    assert "D5.1.a.max" in {finding.rule for finding in added.appeared}
    opened.change("officer", added.row, {"name": "Người B8"})
    cells = {"D2": "Chuyên viên", "E2": date(2022, 1, 1), **dict.fromkeys(("A10", "B10", "C10", "D10", "E10"))}
    cells |= {"A11": "Sở B", "B11": "Người B8", "D11": "Chuyên viên"}
    assert without_digests(opened.result) == fresh(tmp_path / "fresh", cells)
    assert [item.cell for item in opened.result.corrections][-1] == "B11"


def test_the_cells_as_they_stand_tell_what_was_changed(opened):
    """For a grid of the sheet."""
    opened.correct(*ROSTER, "C3", "1975")
    ((name, year),) = opened.cells(*ROSTER, [3], [1, 2])
    assert (name.cell, name.value, name.is_changed) == ("B3", "Người A1", False)
    assert (year.value, year.submitted, year.is_changed) == (1975, 1981, True)


def test_how_the_files_are_understood_follows_the_corrections(opened):
    """The same as inspecting the corrected files."""
    (table,) = (item for item in opened.inspection.tables if item.entity == "officer")
    assert table.accepted == 9
    opened.correct(*ROSTER, "B3", "")
    (table,) = (item for item in opened.inspection.tables if item.entity == "officer")
    assert table.accepted == 8
    assert Session({"unit": [{"id": "a", "name": "Sở A"}]}, as_of=AS_OF).inspection is None


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (("cong-chu.xlsx", "x", "A1", ""), "there is no file 'cong-chu.xlsx'; did you mean 'cong-chuc.xlsx'"),
        (("cong-chuc.xlsx", "x", "A1", ""), "has no sheet 'x'; known: Công chức đầu mối"),
        ((*ROSTER, "A0", ""), "'A0' is not a cell"),
        ((*ROSTER, "A2", "=A1"), "'=A1' is a formula; type the value"),
        ((*ROSTER, "A2", "x" * 6000), "too long"),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_a_sentence(opened, place, told):
    """And nothing changes."""
    before = opened.result
    with pytest.raises(UsageError, match=told):
        opened.correct(*place)
    assert opened.result is before


def test_there_is_nothing_to_undo_or_redo_at_first(opened):
    """Nor anything to make again after another change; a change to the same is none."""
    for move in (opened.undo, opened.redo):
        with pytest.raises(UsageError, match="there is no"):
            move()
    opened.correct(*ROSTER, "C3", "1981")
    assert not opened.can_undo
    opened.correct(*ROSTER, "C3", "1975")
    opened.undo()
    opened.correct(*ROSTER, "C4", "1975")
    assert not opened.can_redo


def test_a_dossier_that_was_read_before_is_judged_otherwise_but_not_edited(folder):
    """Each edit says what to open for that; other options need no cells."""
    dossier = kstt_rules.read_dossier([folder], kstt_rules.load_pack("bac-giang-2021").vocabulary)
    session = Session(dossier, as_of=AS_OF)
    for edit in (
        lambda: session.correct(*ROSTER, "B3", "x"),
        lambda: session.change("officer", 0, {"name": "x"}),
        lambda: session.add("officer", {"name": "x"}),
        lambda: session.remove("officer", 0),
    ):
        with pytest.raises(UsageError, match="open its files, or its rows as data frames"):
            edit()
    session.reopen(as_of="2022-06-30")
    assert as_json(session.result) == as_json(kstt_rules.audit(dossier, as_of="2022-06-30"))
