"""Files that a browser sends are kept in their folder."""

from io import BytesIO

from starlette.datastructures import UploadFile

from kstt_rules.web.workspace.uploads import save


def test_file_names_stay_in_their_folder(tmp_path):
    """Whatever a name says, the file lies in the folder, and two of one name lie beside each other."""
    names = ["../../a.csv", "C:\\b\\a.csv", "/etc/passwd", "..", "", ".hidden", "x" * 300 + ".csv", "a\0.csv"]
    paths = save([UploadFile(BytesIO(b"1"), filename=name) for name in names], tmp_path / "f")
    assert [path.name for path in paths] == [
        "a.csv",
        "a (2).csv",
        "passwd",
        "hidden",
        "x" * 120 + ".csv",
        "a (3).csv",
    ]
    assert all(path.parent == tmp_path / "f" for path in paths)
