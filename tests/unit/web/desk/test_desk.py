"""A desk holds the open audit of a workspace, and a new one takes up what the last one left."""

import errno
from pathlib import Path

import pytest
from web_pages import ROSTERS

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.model.citation import Provision
from kstt_rules.open_audit import opening
from kstt_rules.waivers.apply import Waiver
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.kept import waivers
from kstt_rules.web.understood.mapping_draft import corrected_mapping
from kstt_rules.web.workspace.folder import Workspace
from kstt_rules.web.workspace.state import State

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a workspace with a small dossier."""
    made = Workspace.make(tmp_path / "w", State(as_of="2022-03-31", pack="bac-giang-2021"))
    for _, (name, content) in ROSTERS:
        (made.folder / "files" / name).write_bytes(content)
    return made.folder


def is_full(*_, **__):
    """Find no room."""
    raise OSError(errno.ENOSPC, "full")


def opened(folder):
    """Return an open desk."""
    desk = Desk(folder)
    desk.open()
    return desk


def use_a_wrong_option(desk):
    """Try a mapping with an option that is not allowed."""
    with desk.tried(desk.workspace.mapping):
        desk.workspace.mapping.write_text("tables: []\n")
        desk.change_state(settings=("no.such=1",))
        desk.reopen()


def test_corrections_outlive_the_desk_with_what_was_taken_back(folder):
    """A new desk has the same result, and can undo and redo as the last one could."""
    desk = opened(folder)
    file, sheet = desk.inspection.tables[0].file, desk.inspection.tables[0].sheet
    desk.correct(file, sheet, "A2", "Sở Không Có")
    desk.correct(file, sheet, "B2", "Trần Văn Thử")
    desk.correct(file, sheet, "B2", "Trần Văn Thử")
    after_two = desk.session.result
    desk.undo()
    again = opened(folder)
    assert again.session.result == desk.session.result
    assert [item.cell for item in again.session.corrections] == ["A2"]
    again.redo()
    assert again.session.result == after_two
    with pytest.raises(UsageError):
        again.redo()


def test_a_correction_that_cannot_be_kept_is_not_made(folder):
    """What is not on the disk is not in the audit either."""
    desk = opened(folder)
    table = desk.inspection.tables[0]
    before = desk.session.result
    (folder / "corrections.json").mkdir()
    with pytest.raises((OSError, UsageError)):
        desk.correct(table.file, table.sheet, "A2", "Sở Không Có")
    assert desk.session.result == before


def test_what_cannot_be_used_is_taken_back_on_a_full_disk_too(folder, monkeypatch):
    """A file that was taken away is there again, and so are the options, without being written."""
    desk = opened(folder)
    path, state = folder / "files" / ROSTERS[0][1][0], desk.state

    def changed():
        with desk.tried(path):
            path.unlink()
            desk.change_state(as_of="2022-06-30")
            monkeypatch.setattr(Path, "write_bytes", is_full)
            monkeypatch.setattr(Workspace, "write_state", is_full)
            raise UsageError(both("no"))

    with pytest.raises(UsageError):
        changed()
    assert path.read_bytes() == ROSTERS[0][1][1]
    assert desk.state == desk.workspace.state() == state


def test_options_that_cannot_be_used_leave_those_before(folder):
    """The audit stays open as it was, on the disk too."""
    desk = opened(folder)
    before, state = desk.session.result, desk.state
    with pytest.raises(UsageError):
        use_a_wrong_option(desk)
    assert desk.session.result == before
    assert desk.state == desk.workspace.state() == state
    assert not desk.workspace.mapping.exists()


def test_what_was_read_is_not_read_again_for_options_waivers_and_mappings(folder, monkeypatch):
    """All is as at a desk that is opened with them."""
    desk = opened(folder)
    table = desk.inspection.tables[0]
    desk.correct(table.file, table.sheet, "B2", "Trần Văn Thử")
    desk.correct(table.file, table.sheet, "C2", "")
    desk.undo()
    with monkeypatch.context() as unread:
        unread.setattr(opening, "start_reading", None)
        desk.change_state(as_of="2022-06-30", settings=("limits.provincial_max=2",))
        desk.judge_again()
        waiver = Waiver("Sở Y tế", None, Provision(article=9), "lý do", "công văn", None, None, "")
        waivers.change(desk, lambda _: [waiver])
        with corrected_mapping(desk) as draft:
            draft.mean("title", "Giám đốc", "Chuyên viên")
    again = opened(folder)
    assert desk.session.result == again.session.result
    assert desk.session.corrections == again.session.corrections
    assert desk.redo() == again.redo()


def test_by_another_rule_pack_the_files_are_read_anew(folder):
    """It may know other datasets."""
    desk = opened(folder)
    desk.change_state(pack="bo-cong-thuong-2018")
    desk.judge_again()
    assert desk.session.result == opened(folder).session.result
