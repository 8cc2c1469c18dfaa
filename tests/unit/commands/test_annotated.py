"""``kstt audit --format annotated``: where the files go, what is told, how it ends. The audit is the real one."""

import io

import openpyxl
import pytest
import xlsxwriter
from annotated_factory import RESULT_SHEET

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit

pytestmark = pytest.mark.usefixtures("read_here")

ROSTER = (
    ("Đơn vị", "Họ và tên", "Chức vụ", "Vai trò"),
    *(("Sở Y tế", f"Nguyễn Văn {letter}", "Chuyên viên", "chuyên viên") for letter in "ABCD"),
)


def workbook(rows=ROSTER, sheet="Công chức đầu mối"):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
    return stream.getvalue()


@pytest.fixture
def dossier(tmp_path):
    """A folder with a register and a roster."""
    folder = tmp_path / "hồ sơ"
    folder.mkdir()
    units = (("Tên đơn vị", "Cấp", "Loại"), ("Sở Y tế", "tỉnh", "Sở"))
    (folder / "don-vi.xlsx").write_bytes(workbook(units, "Đơn vị"))
    (folder / "so-y-te.xlsx").write_bytes(workbook())
    return folder


def audit(*arguments):
    return main(["audit", "--as-of", "2022-03-31", "--format", "annotated", *map(str, arguments)])


def test_a_folder_comes_back_as_a_folder(dossier, tmp_path, capsys):
    """Every file under its own name, with an index beside them, and one line that says so."""
    out = tmp_path / "ra"
    assert audit(dossier, "-o", out) == Exit.FINDINGS
    assert sorted(path.name for path in out.iterdir()) == ["Kết quả rà soát.xlsx", "don-vi.xlsx", "so-y-te.xlsx"]
    assert openpyxl.load_workbook(out / "so-y-te.xlsx")["Công chức đầu mối"]["B2"].comment.author == "kstt"
    shown = capsys.readouterr()
    assert shown.out.startswith(f"{out}: vi phạm ")
    assert shown.err == ""


def test_one_file_comes_back_as_one_file(dossier, tmp_path):
    """-o names it; the sheet of findings holds also what has no cell."""
    out = tmp_path / "ra.xlsx"
    audit(dossier / "so-y-te.xlsx", "-o", out, "--lang", "en")
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Công chức đầu mối", "Audit result"]
    assert any(row[1].value is None and row[2].value for row in book["Audit result"].iter_rows(min_row=8))


def test_a_register_named_beside_a_file_makes_two(dossier, tmp_path):
    """Findings about absences point at the register, so it comes back as well."""
    out = tmp_path / "ra"
    audit(dossier / "so-y-te.xlsx", "--units", dossier / "don-vi.xlsx", "-o", out)
    assert {path.name for path in out.iterdir()} == {"Kết quả rà soát.xlsx", "don-vi.xlsx", "so-y-te.xlsx"}


def test_the_annotated_folder_gives_the_same_findings(dossier, tmp_path):
    """Nothing that was added is taken for data, and no reject comes of it."""
    first, again = tmp_path / "1.json", tmp_path / "2.json"
    audit(dossier, "-o", tmp_path / "ra")
    for folder, path in ((dossier, first), (tmp_path / "ra", again)):
        main(["audit", str(folder), "--as-of", "2022-03-31", "-o", str(path)])
    cut = [path.read_text().split('"rejects"')[1] for path in (first, again)]
    assert cut[0] == cut[1]


def test_annotating_into_the_same_folder_again_replaces_the_files(dossier, tmp_path):
    """A second run leaves what the first did."""
    out = tmp_path / "ra"
    audit(dossier, "-o", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    audit(dossier, "-o", out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize(
    ("paths", "out", "told"),
    [
        (["{d}"], None, "with -o"),
        (["{d}"], "{d}", "would overwrite a file that is read"),
        (["{d}"], "{d}/ra", "would overwrite a file that is read"),
        (["{d}/so-y-te.xlsx"], "{d}/so-y-te.xlsx", "would overwrite a file that is read"),
        (["{d}/so-y-te.xlsx"], "{d}/../hồ sơ/so-y-te.xlsx", "would overwrite a file that is read"),
        (["{d}/so-y-te.xlsx", "{d}/don-vi.xlsx"], "{d}", "would overwrite a file that is read"),
        (["{d}/so-y-te.xlsx"], "{t}/ra.csv", "ends in one of .ods .xlsm .xlsx"),
        (["{d}/so-y-te.xlsx"], "{t}/ra.ods", "comes back as .xlsx"),
        (["{d}/so-y-te.xlsx"], "{t}", "is a folder"),
        (["{d}"], "{t}/gone/ra", "there is no folder"),
        (["{d}"], "{t}/file", "is not a folder"),
        (["{d}", "--previous", "{t}/file"], "{t}/file", "would overwrite a file that is read"),
    ],
)
def test_a_wrong_place_is_refused_and_nothing_is_written(paths, out, told, dossier, tmp_path, capsys):
    """What was submitted is never written to."""
    (tmp_path / "file").write_text("x")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    named = [part.format(d=dossier, t=tmp_path) for part in paths]
    named += [] if out is None else ["-o", out.format(d=dossier, t=tmp_path)]
    assert audit(*named) == Exit.USAGE
    assert told in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_link_to_what_was_submitted_is_not_written_through(dossier, tmp_path, capsys):
    """Whether the link lies where the output goes, or the other way round."""
    out = tmp_path / "ra"
    out.mkdir()
    before = (dossier / "so-y-te.xlsx").read_bytes()
    (out / "so-y-te.xlsx").symlink_to(dossier / "so-y-te.xlsx")
    assert audit(dossier, "-o", out) == Exit.USAGE
    assert "would overwrite a file that is read" in capsys.readouterr().err
    assert (dossier / "so-y-te.xlsx").read_bytes() == before


def test_an_unreadable_file_is_told_and_the_others_come_back(dossier, tmp_path, capsys):
    """The exit code says that something could not be read."""
    (dossier / "hong.xlsx").write_bytes(b"PK\x03\x04 broken")
    out = tmp_path / "ra"
    assert audit(dossier, "-o", out) == Exit.UNREADABLE
    assert not (out / "hong.xlsx").exists()
    assert (out / "so-y-te.xlsx").exists()
    assert capsys.readouterr().err.startswith("kstt: hong.xlsx: ")


@pytest.mark.parametrize("name", ["hong.xlsx", "gone.xlsx"])
def test_the_only_file_unreadable_writes_nothing(name, tmp_path, capsys):
    """One message, no file, exit code 3."""
    (tmp_path / "hong.xlsx").write_bytes(b"PK\x03\x04 broken")
    assert audit(tmp_path / name, "-o", tmp_path / "ra.xlsx") == Exit.UNREADABLE
    assert not (tmp_path / "ra.xlsx").exists()
    shown = capsys.readouterr()
    assert name in shown.err
    assert "Traceback" not in shown.err


def test_a_copied_file_is_told(tmp_path, capsys):
    """What is lost by copying is said in the terminal."""
    (tmp_path / "so.csv").write_text("\n".join(map(",".join, ROSTER)), encoding="utf-8")
    audit(tmp_path / "so.csv", "-o", tmp_path / "ra.xlsx")
    assert "kstt: so.csv: Tệp gốc không phải .xlsx hay .ods" in capsys.readouterr().err
    assert RESULT_SHEET in openpyxl.load_workbook(tmp_path / "ra.xlsx").sheetnames
