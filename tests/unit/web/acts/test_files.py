"""Files that are added to a dossier and taken out of it; a mistake changes nothing."""

import pytest
from layouts.grid import Grid, write
from workspaces import open_desk

from kstt_rules.base.errors import KsttError, UsageError
from kstt_rules.web.acts import add, remove
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.views.files import view

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def desk(tmp_path):
    """A roster and its register."""
    return open_desk(tmp_path)


def incoming(desk, name, rows, kind="files"):
    """Let a workbook come with a form."""
    path = desk.workspace.folder / "incoming" / "x" / kind / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write([Grid("Công chức đầu mối", rows)], path)
    return {kind: [f"x/{kind}/{name}"]}


def names(desk):
    """Return the files of the dossier."""
    return [file["name"] for file in view(desk, {})["files"]["files"]]


ROWS = [["Đơn vị", "Họ và tên", "Chức vụ"], ["UBND huyện Yên Thế", "Lê Văn Cường", "Chủ tịch"]]


def test_a_file_that_is_sent_is_read_and_takes_the_place_of_one_of_its_name(desk):
    """The dossier is audited with it at once."""
    add.act(desk, incoming(desk, "thêm.xlsx", ROWS))
    add.act(desk, incoming(desk, "thêm.xlsx", [*ROWS, ["UBND huyện Yên Thế", "Trần Ba", "Chuyên viên"]]))
    assert names(desk) == ["danh sách.xlsx", "thêm.xlsx", "đơn vị.xlsx"]
    officers = desk.session.inspection.dossier.tables["officer"].frame["name"]
    assert {"Lê Văn Cường", "Trần Ba"} <= set(officers)


def test_a_name_in_another_case_is_the_same_name(desk):
    """As for who sends it; two that come together, or were there already, stay two."""
    add.act(desk, incoming(desk, "thêm.xlsx", ROWS))
    desk.correct("thêm.xlsx", "Công chức đầu mối", "B2", "Lê Văn Tám")
    add.act(desk, incoming(desk, "THÊM.xlsx", [*ROWS, ["UBND huyện Yên Thế", "Trần Ba", "Chuyên viên"]]))
    assert names(desk) == ["danh sách.xlsx", "thêm.xlsx", "đơn vị.xlsx"]
    officers = desk.session.inspection.dossier.tables["officer"].frame["name"]
    assert {"Lê Văn Tám", "Trần Ba"} <= set(officers)
    both = [incoming(desk, name, ROWS)["files"][0] for name in ("Thêm.xlsx", "thêm.xlsx")]
    for _ in range(2):
        add.act(desk, {"files": both})
        both = [incoming(desk, name, ROWS)["files"][0] for name in ("thêm.xlsx", "Thêm.xlsx")]
        assert names(desk) == ["Thêm.xlsx", "danh sách.xlsx", "thêm.xlsx", "đơn vị.xlsx"]


def test_there_is_one_register(desk):
    """Another one takes its place."""
    for name in ("a.xlsx", "b.xlsx"):
        rows = [["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại"], ["yt", "UBND huyện Yên Thế", "huyện", "UBND huyện"]]
        add.act(desk, incoming(desk, name, rows, "units"))
    assert [file["name"] for file in view(desk, {})["files"]["units"]] == ["b.xlsx"]


def test_findings_quote_the_official_text_that_is_sent(desk):
    """One that is not a regulation changes nothing."""
    path = desk.workspace.folder / "incoming" / "quy chế.txt"
    path.write_text(
        "Điều 1. Phạm vi\n1. Ai cũng theo.\nĐiều 2. Số lượng\nĐiều 3. Họp\nĐiều 4. Duyệt\n1. Ở đây.", encoding="utf-8"
    )
    add.act(desk, {"text": [path.name]})
    quoted = {finding.text for finding in desk.session.result.findings if finding.text}
    assert quoted
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(KsttError):
        add.act(desk, {"text": [path.name]})
    assert {finding.text for finding in desk.session.result.findings if finding.text} == quoted


def test_a_file_is_taken_out_but_not_the_last(desk):
    """A dossier without files is none."""
    remove.act(desk, {"kind": "files", "name": "đơn vị.xlsx"})
    assert names(desk) == ["danh sách.xlsx"]
    with pytest.raises(UsageError, match="at least one file"):
        remove.act(desk, {"kind": "files", "name": "danh sách.xlsx"})
    with pytest.raises(UsageError, match="not among the files"):
        remove.act(desk, {"kind": "files", "name": "../state.json"})


def test_what_cannot_be_read_again_stays_as_it_was(desk, monkeypatch):
    """The files, and the audit of them."""

    def fails():
        raise KsttError("no")

    before, found = names(desk), desk.session.result
    monkeypatch.setattr(desk, "reopen", fails)
    with pytest.raises(KsttError):
        add.act(desk, incoming(desk, "đơn vị.xlsx", ROWS))
    with pytest.raises(KsttError):
        remove.act(desk, {"kind": "files", "name": "danh sách.xlsx"})
    monkeypatch.undo()
    desk.reopen()
    assert (names(desk), desk.session.result) == (before, found)


def test_nothing_sent_is_told(desk):
    """As on the first page."""
    with pytest.raises(UsageError, match="at least one workbook"):
        add.act(desk, {"files": []})


def test_a_file_with_corrected_cells_is_taken_out_where_that_is_confirmed(desk):
    """Its corrections go with it, those that were taken back too; the others stay, to be taken back and made again."""
    add.act(desk, incoming(desk, "thêm.xlsx", ROWS))
    more, roster = ("thêm.xlsx", "Công chức đầu mối"), ("danh sách.xlsx", "DS")
    for cell in ((*more, "B2", "Lê Văn Chín"), (*roster, "C3", "Nguyễn An"), (*more, "C2", "Văn thư")):
        desk.correct(*cell)
    for cell in ((*roster, "C4", "Trần Bình"), (*more, "C2", "Kế toán")):
        desk.correct(*cell)
    desk.undo()
    desk.undo()
    with pytest.raises(UsageError, match="3 corrections"):
        remove.act(desk, {"kind": "files", "name": "thêm.xlsx"})
    assert [file["corrections"] for file in view(desk, {})["files"]["files"]] == [2, 3, 0]
    remove.act(desk, {"kind": "files", "name": "thêm.xlsx", "corrections": "3"})
    assert names(desk) == ["danh sách.xlsx", "đơn vị.xlsx"]
    assert [item.cell for item in desk.session.corrections] == ["C3"]
    assert desk.redo().corrections[0].cell == "C4"
    again = Desk(desk.workspace.folder)
    again.open()
    assert again.session.result == desk.session.result
    assert [item.cell for item in again.session.corrections] == ["C3", "C4"]


def test_a_correction_that_a_file_sent_again_has_already_is_no_more_to_take_back(desk):
    """What is taken back is the correction before it."""
    add.act(desk, incoming(desk, "thêm.xlsx", ROWS))
    desk.correct("danh sách.xlsx", "DS", "C3", "Nguyễn An")
    desk.correct("thêm.xlsx", "Công chức đầu mối", "B2", "Lê Văn Chín")
    add.act(desk, incoming(desk, "thêm.xlsx", [ROWS[0], ["UBND huyện Yên Thế", "Lê Văn Chín", "Chủ tịch"]]))
    assert [item.cell for item in desk.session.corrections] == ["C3"]
    assert desk.undo().corrections[0].cell == "C3"
    assert not desk.session.can_undo
    again = Desk(desk.workspace.folder)
    again.open()
    assert again.session.result == desk.session.result
