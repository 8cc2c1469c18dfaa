"""Which files a submission consists of, and what they are called."""

import os
import unicodedata

import pytest

from kstt_rules.base.errors import InputError
from kstt_rules.intake.files.listing import list_files


def touch(path):
    """Make an empty file, and the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def labels(*paths):
    """Return the labels of the files that are listed."""
    return [file.label for file in list_files(paths).files]


def test_a_folder_is_searched_for_workbooks_of_any_kind(tmp_path):
    """Labels are relative to it, in order; what no office sends is no input."""
    for name in ["b.xlsx", "a.CSV", "sub/c.ods", "sub/deep/d.xls", "e.FODS"]:
        touch(tmp_path / name)
    unsaid = ["README.md", ".e.xlsx", "~$b.xlsx", "~$c.pdf", ".DS_Store", "Thumbs.db", "Desktop.ini", ".git/f.csv"]
    for name in [*unsaid, "mapping.yaml", "result.json"]:
        touch(tmp_path / name)
    listing = list_files([tmp_path])
    assert [file.label for file in listing.files] == ["a.CSV", "b.xlsx", "e.FODS", "sub/c.ods", "sub/deep/d.xls"]
    assert listing.faults == ()


def test_what_may_hold_a_list_and_is_not_a_workbook_is_told(tmp_path):
    """A scan, a picture, a page, a file without a suffix; alone they are nothing to read."""
    names = ["sub/b.PDF", "c.jpg", "d.html", "e.txt", "f", "g.numbers"]
    for name in names:
        touch(tmp_path / name)
    with pytest.raises(InputError, match="no files to read"):
        list_files([tmp_path])
    touch(tmp_path / "a.xlsx")
    assert list_files([tmp_path]).faults == tuple((name, "other_kind") for name in sorted(names))


def test_a_file_is_called_by_its_name(tmp_path):
    """Nothing of the machine's folders shows."""
    assert labels(touch(tmp_path / "so-y-te.xlsx")) == ["so-y-te.xlsx"]


def test_labels_that_are_alike_are_told_apart_by_their_folders(tmp_path):
    """By no more of the path than that takes."""
    file = touch(tmp_path / "x" / "y" / "ds.xlsx")
    touch(tmp_path / "z" / "y" / "ds.xlsx")
    touch(tmp_path / "z" / "y" / "other.xlsx")
    assert labels(file, tmp_path / "z" / "y") == ["other.xlsx", "x/y/ds.xlsx", "z/y/ds.xlsx"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path):
    """Alone and in its folder."""
    file = touch(tmp_path / "sub" / "a.xlsx")
    assert labels(tmp_path, file, file) == ["sub/a.xlsx"]


def test_labels_are_nfc(tmp_path):
    """Whatever form the file system holds."""
    touch(tmp_path / unicodedata.normalize("NFD", "sở.xlsx"))
    assert labels(tmp_path) == ["sở.xlsx"]


def test_names_that_are_spelled_in_two_ways_get_numbers(tmp_path):
    """As a Mac and Windows spell them: their folders do not tell them apart, and where they lie is not shown."""
    for form in ("NFC", "NFD"):
        touch(tmp_path / "a" / unicodedata.normalize(form, "đầu mối.csv"))
    touch(tmp_path / "b" / "đầu mối.csv")
    assert labels(tmp_path / "a") == ["đầu mối (2).csv", "đầu mối.csv"]
    assert labels(tmp_path) == ["a/đầu mối (2).csv", "a/đầu mối.csv", "b/đầu mối.csv"]
    assert labels(*(tmp_path / "a").iterdir()) == ["đầu mối (2).csv", "đầu mối.csv"]


def test_a_name_that_is_no_unicode_has_a_label(tmp_path):
    """Its strange bytes are replaced."""
    touch(tmp_path / os.fsdecode(b"s\xff.csv"))
    assert labels(tmp_path) == ["s\ufffd.csv"]


def test_what_cannot_be_an_input_is_a_fault_when_it_is_named(tmp_path):
    """A missing path, or a file of another kind; the others are listed."""
    touch(tmp_path / "a.xlsx")
    listing = list_files([tmp_path / "a.xlsx", tmp_path / "b.xlsx", touch(tmp_path / "c.pdf")])
    assert [file.label for file in listing.files] == ["a.xlsx"]
    assert listing.faults == (("b.xlsx", "not_found"), ("c.pdf", "unknown_extension"))


def test_what_lists_are_sent_in_too_is_not_passed_over_in_a_folder(tmp_path):
    """Archives and old Word documents are faults, wherever they are: what they hold would be missed in silence."""
    for name in ["a.xlsx", "sub/b.ZIP", "c.rar", "d.7z", "e.doc", "f.rtf", "~$e.doc"]:
        touch(tmp_path / name)
    listing = list_files([tmp_path])
    assert [file.label for file in listing.files] == ["a.xlsx"]
    packed, old = ("c.rar", "d.7z", "sub/b.ZIP"), ("e.doc", "f.rtf")
    assert listing.faults == tuple(sorted([*((x, "packed") for x in packed), *((x, "old_word") for x in old)]))


def test_a_folder_that_cannot_be_opened_is_a_fault(tmp_path, monkeypatch):
    """The files beside it are listed."""
    touch(tmp_path / "a.xlsx")
    touch(tmp_path / "closed" / "b.xlsx")
    scandir = os.scandir

    def guarded(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    listing = list_files([tmp_path])
    assert [file.label for file in listing.files] == ["a.xlsx"]
    assert listing.faults == (("closed", "unreadable_folder"),)


@pytest.mark.parametrize("paths", [[], ["empty"]])
def test_nothing_to_read_is_an_error_that_says_what_is_allowed(tmp_path, paths):
    """An empty folder, or no path at all."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"\.csv \.docx \.fods \.mht \.mhtml \.ods \.tsv \.xls"):
        list_files([tmp_path / path for path in paths])


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    """It is told; whoever means the file names it."""
    (folder := tmp_path / "hồ sơ").mkdir()
    (folder / "a.xlsx").symlink_to(touch(tmp_path / "elsewhere" / "a.xlsx"))
    (folder / "gone.xlsx").symlink_to(tmp_path / "nowhere.xlsx")
    assert list_files([folder]).faults == (("a.xlsx", "linked_file"), ("gone.xlsx", "not_found"))
    assert labels(folder) == []


def test_a_link_within_the_folder_is_no_second_file(tmp_path):
    """The file is read once, under its own name."""
    touch(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").symlink_to("a.xlsx")
    assert labels(tmp_path) == ["a.xlsx"]
