"""``kstt inspect``: tables, columns and why, rows by what became of them, at 80 columns."""

import pytest
import xlsxwriter

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def folder(tmp_path):
    """A folder with a messy list, its rows under groups and headers of two rows."""
    rows = [
        ("SỞ Y TẾ",),
        ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",),
        ("STT", "Họ tên", "Phụ trách", None, "Điện thoại/Email", "Chức dnah", "Quê quán"),
        (None, None, "Một cửa", "KSTTHC"),
        (1, "Nguyễn Văn An", "x", None, "0912345678; an@example.vn", "Giám đốc", "Hà Nội"),
        (2, "Trần Thị Bình", "có lẽ", None, None, "Chuyên viên", None),
        (None, "Tổng cộng: 2 người"),
    ]
    with xlsxwriter.Workbook(str(tmp_path / "ds.xlsx")) as book:
        sheet = book.add_worksheet("Sheet1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return tmp_path


def test_the_page_says_how_a_file_is_understood(folder, capsysbinary):
    """In Vietnamese unless asked otherwise, and no line is wider than 80 columns."""
    assert main(["inspect", str(folder)]) == Exit.FINDINGS
    page = capsysbinary.readouterr().out.decode()
    assert max(map(len, page.splitlines())) <= 80
    words = " ".join(page.split())
    for part in (
        "ds.xlsx › Sheet1",
        "Công chức đầu mối (tiêu đề ở dòng 3, 4)",
        "A STT không đọc –",
        "B Họ tên Họ và tên tên gọi khác",
        "C Phụ trách / Một cửa Phụ trách Một cửa đúng mẫu",
        "E Điện thoại/Email Điện thoại + Email cột gộp",
        "F Chức dnah Chức vụ",
        "G Quê quán không đọc –",
        "Lấy từ ngoài cột: Đơn vị ← “SỞ Y TẾ” (A1)",
        "Số dòng: tiếp nhận 2; bỏ qua 5 (tiêu đề cột 2, quốc hiệu, tên",
        "Không tiếp nhận, hoặc cần lưu ý",
        "ds.xlsx › Sheet1 › dòng 6: Dòng vẫn được rà soát; cần kiểm tra lại: Cột “Phụ trách Một cửa” ghi “có lẽ”",
    ):
        assert part in words


def test_the_page_is_in_english_on_request(folder, capsysbinary):
    """Labels of fields too."""
    main(["inspect", str(folder), "--lang", "en"])
    words = " ".join(capsysbinary.readouterr().out.decode().split())
    for part in ("Focal officer (header in row 3, 4)", "full name another name", "Rows: accepted 2; ignored 5"):
        assert part in words


def test_a_file_that_is_wholly_understood_ends_with_0(tmp_path, capsysbinary):
    """Nothing to look at."""
    (tmp_path / "a.csv").write_text("Mã đơn vị,Tên đơn vị,Cấp\n1,Sở Y tế,tỉnh\n", encoding="utf-8")
    assert main(["inspect", str(tmp_path)]) == Exit.CLEAN
    assert "tiếp nhận 1; bỏ qua 1 (tiêu đề cột 1)" in capsysbinary.readouterr().out.decode()


def test_a_mapping_says_what_a_column_is(folder, capsysbinary):
    """Its word stands as the reason."""
    path = folder / "map.yaml"
    path.write_text("tables: [{entity: officer, columns: {G: division}}]", encoding="utf-8")
    main(["inspect", str(folder), "--mapping", str(path)])
    assert "G Quê quán Phòng/bộ phận tệp ánh xạ" in " ".join(capsysbinary.readouterr().out.decode().split())


def test_a_faulty_mapping_ends_with_3(folder, capsys):
    """Its fault is said with its place."""
    path = folder / "map.yaml"
    path.write_text("tables: [{entity: nobody}]", encoding="utf-8")
    assert main(["inspect", str(folder), "--mapping", str(path)]) == Exit.UNREADABLE
    assert "map.yaml:1:11: không có tập dữ liệu 'nobody'" in capsys.readouterr().err


def test_a_file_without_a_table_is_said_to_have_none(tmp_path, capsysbinary):
    """With the reason below."""
    (tmp_path / "a.csv").write_text("abc,def\n", encoding="utf-8")
    assert main(["inspect", str(tmp_path)]) == Exit.FINDINGS
    page = capsysbinary.readouterr().out.decode()
    assert "Không tìm thấy bảng dữ liệu nào." in page
    assert "a.csv › a: Không nhận ra trang này" in page


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.csv", "Mã đơn vị,Tên đơn vị,Cấp\n1,Sở Y tế,tỉnh\n", Exit.CLEAN),
        ("a.csv", "Mã đơn vị,Tên đơn vị,Cấp\n1,Sở Y tế,khu vực\n", Exit.FINDINGS),
        ("a.csv", "abc,def\n", Exit.FINDINGS),
        ("a.xlsx", "không phải bảng tính", Exit.FINDINGS),
        ("a.xlsx", "", Exit.FINDINGS),
    ],
)
def test_the_exit_code_says_whether_all_was_read(tmp_path, name, text, code):
    """A row, a sheet or a file that was not read is 1, beside others that were."""
    (tmp_path / "b.csv").write_text("Mã đơn vị,Tên đơn vị,Cấp\n2,Sở Nội vụ,tỉnh\n", encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["inspect", str(tmp_path)]) == code
    assert main(["inspect", str(tmp_path / name)]) == code


@pytest.mark.parametrize(
    "arguments", [[], [""], ["{path}", "-o", "{path}.yaml"], ["{path}", "--lang", "fr"], ["--abc"]]
)
def test_a_command_that_is_not_understood_ends_with_2(tmp_path, arguments):
    """Before anything is read."""
    (tmp_path / "a.csv").write_text("Mã đơn vị,Tên đơn vị,Cấp\n1,Sở Y tế,tỉnh\n", encoding="utf-8")
    given = [part.format(path=tmp_path / "a.csv") for part in arguments]
    assert main(["inspect", *given]) == Exit.USAGE
