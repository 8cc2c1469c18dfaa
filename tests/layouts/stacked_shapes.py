"""Workbooks of several tables, one below the other, beside or on sheets of their own, shaped by hand."""

from collections.abc import Iterator

from layouts.canonical import Row
from layouts.shape import Shape, grid_of, officer, report


def stacked_shapes() -> Iterator[Shape]:
    """Yield all of them."""
    yield from (_hidden_by_other_tables(), _three_in_one_column(), _three_signatures())


def _hidden_by_other_tables() -> Shape:
    grid = grid_of(
        "Tổng hợp",
        ("SỞ Y TẾ",),
        ("I. CÔNG CHỨC ĐẦU MỐI",),
        ("STT", "Họ và tên", "Chức vụ", "Điện thoại"),
        (1, "Nguyễn Văn An", "Giám đốc", "0912345678"),
        (2, "Trần Thị Bình", "Chuyên viên", "0912345679"),
        ("Tổng số: 2 người",),
        (),
        ("II. BÁO CÁO",),
        ("STT", "Kỳ báo cáo", "Ngày gửi", "Hình thức"),
        (1, "Quý I/2022", "10/03/2022", "Điện tử"),
        (),
        ("III. QUYẾT ĐỊNH PHÊ DUYỆT",),
        ("Số quyết định", "Ngày", "Cơ quan ban hành", "Chức danh người ký"),
        ("12/QĐ-UBND", "05/01/2022", "UBND tỉnh", "KT. Chủ tịch"),
    )
    people = (("Nguyễn Văn An", "Giám đốc", "0912345678"), ("Trần Thị Bình", "Chuyên viên", "0912345679"))
    decision: Row = {
        "Đơn vị": "so-y-te",
        "Số quyết định": "12/QĐ-UBND",
        "Ngày": "05/01/2022",
        "Cơ quan ban hành": "UBND tỉnh",
        "Chức danh người ký": "KT. Chủ tịch",
    }
    return Shape(
        "ba-bang-mot-trang.xlsx",
        [grid],
        {
            "officer": [officer("so-y-te", name, title, **{"Điện thoại": phone}) for name, title, phone in people],
            "report": [report("so-y-te", "Quý I/2022", "10/03/2022") | {"Hình thức": "Điện tử"}],
            "approval": [decision],
        },
    )


def _three_in_one_column() -> Shape:
    grid = grid_of(
        "Công chức đầu mối",
        ("STT", "Đơn vị", "Họ và tên, chức vụ, điện thoại"),
        (1, "Sở Y tế", "Nguyễn Văn An, Giám đốc, 0912345678"),
        (2, "Sở Tư pháp", "Trần Thị Bình\nChuyên viên\n0912345679"),
    )
    rows = [
        officer("so-y-te", "Nguyễn Văn An", "Giám đốc", **{"Điện thoại": "0912345678"}),
        officer("so-tu-phap", "Trần Thị Bình", "Chuyên viên", **{"Điện thoại": "0912345679"}),
    ]
    return Shape("ba-thong-tin-mot-cot.xlsx", [grid], {"officer": rows})


def _three_signatures() -> Shape:
    grid = grid_of(
        "Công chức đầu mối",
        ("STT", "Đơn vị", "Họ và tên", "Chức vụ"),
        (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc"),
        (),
        (None, "NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG", "THỦ TRƯỞNG ĐƠN VỊ"),
        (None, "(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên)", "(Ký, đóng dấu)"),
        (None, "Trần Thị Lập", "Lê Văn Duyệt", "Phạm Văn Ký"),
    )
    return Shape("ba-chu-ky.xls", [grid], {"officer": [officer("so-y-te", "Nguyễn Văn An", "Giám đốc")]})
