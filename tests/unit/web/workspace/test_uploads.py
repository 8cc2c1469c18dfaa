"""Files that a browser sends are kept in their folder."""

from io import BytesIO
from unicodedata import normalize

from starlette.datastructures import UploadFile

from kstt_rules.web.workspace.uploads import save


def test_file_names_stay_in_their_folder(tmp_path):
    """Whatever a name says, the file lies in the folder, and two of one name lie beside each other."""
    names = ["../../a.csv", "C:\\b\\a.csv", "/etc/passwd", "..", "", ".hidden", "x" * 300 + ".csv", "a\0.csv"]
    paths = save([UploadFile(BytesIO(b"1"), filename=name) for name in names], tmp_path / "f")
    assert [path.name for path in paths] == [
        "a.csv",
        "a (b).csv",
        "passwd",
        "_",
        "hidden",
        "x" * 236 + ".csv",
        "a (2).csv",
    ]
    assert all(path.parent == tmp_path / "f" for path in paths)


def test_names_of_any_length_find_room(tmp_path):
    """A system counts bytes: letters of Vietnamese have up to three. Two that are cut alike lie beside each other."""
    names = ["ế" * 120 + ".xlsx", "ế" * 120 + "ể.xlsx", "x." + "y" * 300, "a.csv"]
    paths = save([UploadFile(BytesIO(b"1"), filename=name) for name in names], tmp_path / "f")
    assert [path.suffix for path in paths] == [".xlsx", ".xlsx", "." + "y" * 238, ".csv"]
    assert len({path.name for path in paths}) == len(names)


def test_one_name_in_two_spellings_is_one_name(tmp_path):
    """As a Mac and Windows store it: outputs would call both files alike."""
    names = [normalize(form, "Đầu mối.csv") for form in ("NFC", "NFD")]
    paths = save([UploadFile(BytesIO(b"1"), filename=name) for name in names], tmp_path / "f")
    assert [path.name for path in paths] == ["Đầu mối.csv", "Đầu mối (2).csv"]


def test_files_of_one_name_in_several_folders_are_told_apart_by_these(tmp_path):
    """As far as they differ; a name that is there once stays as it is."""
    names = ["Hồ sơ/Xã A/Quý I/ds.xlsx", "Hồ sơ/Xã B/Quý I/ds.xlsx", "Hồ sơ\\ds.xlsx", "Hồ sơ/Xã B/don-vi.csv"]
    paths = save([UploadFile(BytesIO(b"1"), filename=name) for name in names], tmp_path / "f")
    assert [path.name for path in paths] == ["ds (Xã A, Quý I).xlsx", "ds (Xã B, Quý I).xlsx", "ds.xlsx", "don-vi.csv"]
