"""Sheets shaped by hand after forms that offices use, each with the canonical rows that it stands for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from layouts.canonical import Row
from layouts.grid import Grid

Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Shape:
    """A file: its name with suffix, its sheets, the canonical rows by dataset, and how many first rows are titles."""

    file: str
    grids: list[Grid]
    tables: Tables = field(default_factory=dict)
    titles: int = 0


def officer(unit: str, name: str, title: str, **others: object) -> Row:
    """Return a canonical officer."""
    return {"Đơn vị": unit, "Họ và tên": name, "Chức vụ": title, **others}


def report(unit: str, period: str, sent: str | None) -> Row:
    """Return a canonical report."""
    return {"Đơn vị": unit, "Kỳ báo cáo": period, "Ngày gửi": sent}


def _grid(name: str, *rows: tuple[object, ...]) -> Grid:
    return Grid(name, [list(row) for row in rows])


def shapes() -> Iterator[Shape]:
    """Yield all shapes."""
    for make in _SHAPES:
        yield make()


def _national_heading() -> Shape:
    grid = _grid(
        "Danh sách",
        ("ỦY BAN NHÂN DÂN TỈNH BẮC GIANG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ Y TẾ", None, "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 12/SYT-VP", None, "Bắc Giang, ngày 05 tháng 01 năm 2022"),
        (),
        ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH",),
        ("(Kèm theo Công văn số 12/SYT-VP ngày 05/01/2022 của Sở Y tế)",),
        (),
        ("TT", "Họ và tên", "Chức vụ", "Điện thoại"),
        (1, "Nguyễn Văn An", "Phó Giám đốc", "0912345678"),
        (2, "Trần Thị Bình", "Chuyên viên", "0912345679"),
        (),
        ("Nơi nhận:", None, "GIÁM ĐỐC"),
        ("- VP UBND tỉnh;",),
        ("- Lưu: VT.", None, "Lê Văn Ký"),
    )
    rows = [
        officer("so-y-te", "Nguyễn Văn An", "Phó Giám đốc", **{"Điện thoại": "0912345678"}),
        officer("so-y-te", "Trần Thị Bình", "Chuyên viên", **{"Điện thoại": "0912345679"}),
    ]
    return Shape("quoc-hieu.xlsx", [grid], {"officer": rows})


def _labelled_unit() -> Shape:
    grid = _grid(
        "Sheet1",
        ("SỞ Y TẾ",),
        ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",),
        ("Đơn vị: UBND huyện Yên Thế",),
        ("STT", "Họ tên", "Chức danh", "Thư điện tử"),
        (1, "Nguyễn Văn An", "Phó Chủ tịch", "an@example.vn"),
    )
    rows = [officer("215", "Nguyễn Văn An", "Phó Chủ tịch", Email="an@example.vn")]
    return Shape("don-vi-co-nhan.xlsx", [grid], {"officer": rows})


def _unit_in_file_name() -> Shape:
    grid = _grid(
        "Công chức đầu mối",
        ("Họ và tên", "Chức vụ"),
        ("Nguyễn Văn An", "Phó Chủ tịch"),
        ("Trần Thị Bình", "Chuyên viên"),
    )
    rows = [officer("216", "Nguyễn Văn An", "Phó Chủ tịch"), officer("216", "Trần Thị Bình", "Chuyên viên")]
    return Shape("cong-chuc-dau-moi-huyen-tan-yen.xlsx", [grid], {"officer": rows})


def _sheets_by_unit() -> Shape:
    grids = [
        _grid(
            name,
            ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",),
            ("STT", "Họ và tên", "Chức vụ", "Email"),
            (1, person, "Giám đốc", None),
        )
        for name, person in (("Sở Y tế", "Nguyễn Văn An"), ("Sở Tư pháp", "Trần Thị Bình"))
    ]
    rows = [
        officer("so-y-te", "Nguyễn Văn An", "Giám đốc", Email=None),
        officer("so-tu-phap", "Trần Thị Bình", "Giám đốc", Email=None),
    ]
    return Shape("moi-don-vi-mot-trang.xlsx", grids, {"officer": rows})


def _communes_in_districts() -> Shape:
    grid = _grid(
        "Công chức đầu mối",
        ("STT", "Họ và tên", "Chức vụ", "Điện thoại"),
        ("II", "CẤP XÃ"),
        ("1", "Huyện Yên Thế"),
        ("1.1", "Xã Phúc Sơn"),
        (1, "Nguyễn Văn An", "Chủ tịch", "0912345678"),
        ("1.2", "Xã An Thượng"),
        (2, "Trần Thị Bình", "Chủ tịch", "0912345679"),
        ("2", "Huyện Tân Yên"),
        ("2.1", "Xã Phúc Sơn"),
        (3, "Lê Văn Chi", "Chủ tịch", "0912345670"),
        (None, "Cộng"),
    )
    phones = ("0912345678", "0912345679", "0912345670")
    names = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi")
    rows = [
        officer(unit, name, "Chủ tịch", **{"Cấp": "xã", "Điện thoại": phone})
        for unit, name, phone in zip(("x1", "x3", "x2"), names, phones, strict=True)
    ]
    return Shape("xa-theo-huyen.xls", [grid], {"officer": rows})


def _districts_over_a_unit_column() -> Shape:
    grid = _grid(
        "Công chức đầu mối",
        ("STT", "Đơn vị", "Họ và tên", "Chức vụ"),
        ("I", "Huyện Yên Thế"),
        (1, "Xã Phúc Sơn", "Nguyễn Văn An", "Chủ tịch"),
        (2, "Xã An Thượng", "Trần Thị Bình", "Chủ tịch"),
        ("II", "Huyện Tân Yên"),
        (3, "Xã Phúc Sơn", "Lê Văn Chi", "Chủ tịch"),
    )
    rows = [
        officer("x1", "Nguyễn Văn An", "Chủ tịch"),
        officer("x3", "Trần Thị Bình", "Chủ tịch"),
        officer("x2", "Lê Văn Chi", "Chủ tịch"),
    ]
    return Shape("huyen-tren-cot-don-vi.ods", [grid], {"officer": rows})


def _two_levels_of_periods() -> Shape:
    grid = _grid(
        "Sheet1",
        ("TỔNG HỢP BÁO CÁO NĂM 2021",),
        ("TT", "Đơn vị", "Quý I", None, "Quý II", None),
        (None, None, "Ngày gửi", "Nơi nhận", "Ngày gửi", "Nơi nhận"),
        (1, "Sở Y tế", "10/03/2021", "UBND tỉnh", "11/06/2021", "UBND tỉnh"),
        (2, "Sở Tư pháp", "12/03/2021", "UBND tỉnh", None, None),
    )
    for column in (0, 1):
        grid.merge(1, column, 2, column)
    for column in (2, 4):
        grid.merge(1, column, 1, column + 1)
    sent = [
        ("so-y-te", "Quý I/2021", "10/03/2021", "UBND tỉnh"),
        ("so-y-te", "Quý II/2021", "11/06/2021", "UBND tỉnh"),
        ("so-tu-phap", "Quý I/2021", "12/03/2021", "UBND tỉnh"),
        ("so-tu-phap", "Quý II/2021", None, None),
    ]
    rows = [report(unit, period, day) | {"Nơi nhận": recipient} for unit, period, day, recipient in sent]
    return Shape("quy-hai-tang.xlsx", [grid], {"report": rows})


def _period_in_title() -> Shape:
    grid = _grid(
        "Sheet1",
        ("TÌNH HÌNH GỬI BÁO CÁO QUÝ I/2022",),
        ("STT", "Đơn vị báo cáo", "Ngày gửi", "Hình thức", "Nơi nhận"),
        (1, "Sở Y tế", "10/03/2022", "Điện tử", "UBND tỉnh"),
        (2, "Ban Dân tộc", "11/03/2022", "Văn bản giấy", "UBND tỉnh"),
    )
    rows = [
        report("so-y-te", "Quý I/2022", "10/03/2022") | {"Hình thức": "Điện tử", "Nơi nhận": "UBND tỉnh"},
        report("ban-dan-toc", "Quý I/2022", "11/03/2022") | {"Hình thức": "Văn bản giấy", "Nơi nhận": "UBND tỉnh"},
    ]
    return Shape("ky-o-ten-bang.xlsx", [grid], {"report": rows})


def _groups_by_period() -> Shape:
    grid = _grid(
        "Báo cáo",
        ("STT", "Đơn vị", "Ngày gửi"),
        ("I", "Quý I/2022"),
        (1, "Sở Y tế", "10/03/2022"),
        (2, "Sở Tư pháp", "11/03/2022"),
        ("II", "Quý II/2022"),
        (1, "Sở Y tế", "10/06/2022"),
    )
    rows = [
        report("so-y-te", "Quý I/2022", "10/03/2022"),
        report("so-tu-phap", "Quý I/2022", "11/03/2022"),
        report("so-y-te", "Quý II/2022", "10/06/2022"),
    ]
    return Shape("bao-cao-nhom-theo-ky.csv", [grid], {"report": rows})


def _groups_by_role() -> Shape:
    grid = _grid(
        "Công chức đầu mối",
        ("Họ và tên", "Đơn vị", "Điện thoại"),
        ("A. Lãnh đạo đơn vị",),
        ("Nguyễn Văn An", "Sở Y tế", "0912345678"),
        ("B. Chuyên viên",),
        ("Trần Thị Bình", "Sở Y tế", "0912345679"),
    )
    people = (("Nguyễn Văn An", "Lãnh đạo đơn vị", "0912345678"), ("Trần Thị Bình", "Chuyên viên", "0912345679"))
    rows: list[Row] = [
        {"Đơn vị": "so-y-te", "Họ và tên": name, "Vai trò": role, "Điện thoại": phone} for name, role, phone in people
    ]
    return Shape("nhom-theo-vai-tro.xlsx", [grid], {"officer": rows})


def _three_levels() -> Shape:
    grid = _grid(
        "Sheet1",
        ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",),
        ("STT", "Đơn vị", "Thông tin công chức", None, None, None),
        (None, None, "Họ và tên", "Chức vụ", "Liên hệ", None),
        (None, None, None, None, "Điện thoại", "Email"),
        ("A", "B", 1, 2, 3, 4),
        (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc", "0912345678", "an@example.vn"),
    )
    for area in ((1, 0, 3, 0), (1, 1, 3, 1), (1, 2, 1, 5), (2, 2, 3, 2), (2, 3, 3, 3), (2, 4, 2, 5)):
        grid.merge(*area)
    rows = [officer("so-y-te", "Nguyễn Văn An", "Giám đốc", **{"Điện thoại": "0912345678", "Email": "an@example.vn"})]
    return Shape("tieu-de-ba-tang.xlsx", [grid], {"officer": rows})


def _two_levels_without_merges() -> Shape:
    grid = _grid(
        "Sheet1",
        ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",),
        ("STT", "Đơn vị", "Họ và tên", "Phụ trách", None, "Chức vụ"),
        (None, None, None, "Một cửa", "KSTTHC", None),
        (1, "Sở Y tế", "Nguyễn Văn An", "x", None, "Giám đốc"),
        (2, "Sở Tư pháp", "Trần Thị Bình", "có", "không", "Giám đốc"),
    )
    rows = [
        officer("so-y-te", "Nguyễn Văn An", "Giám đốc", **{"Phụ trách Một cửa": "có", "Phụ trách KSTTHC": None}),
        officer("so-tu-phap", "Trần Thị Bình", "Giám đốc", **{"Phụ trách Một cửa": "có", "Phụ trách KSTTHC": "không"}),
    ]
    return Shape("tieu-de-hai-tang.csv", [grid], {"officer": rows})


def _hidden_by_other_tables() -> Shape:
    grid = _grid(
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
    grid = _grid(
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
    grid = _grid(
        "Công chức đầu mối",
        ("STT", "Đơn vị", "Họ và tên", "Chức vụ"),
        (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc"),
        (),
        (None, "NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG", "THỦ TRƯỞNG ĐƠN VỊ"),
        (None, "(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên)", "(Ký, đóng dấu)"),
        (None, "Trần Thị Lập", "Lê Văn Duyệt", "Phạm Văn Ký"),
    )
    return Shape("ba-chu-ky.xls", [grid], {"officer": [officer("so-y-te", "Nguyễn Văn An", "Giám đốc")]})


def _second_letterhead() -> Shape:
    grid = _grid(
        "Tổng hợp",
        ("UBND TỈNH BẮC GIANG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (None, None, "Độc lập - Tự do - Hạnh phúc"),
        ("THEO DÕI BÁO CÁO",),
        ("Đơn vị", "Kỳ báo cáo", "Ngày gửi"),
        ("Sở Y tế", "Quý I/2022", "ngày 10 tháng 3 năm 2022"),
        ("Sở Tư pháp", "Quý I/2022", "ngày 11 tháng 3 năm 2022"),
        ("UBND TỈNH BẮC GIANG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (None, None, "Độc lập - Tự do - Hạnh phúc"),
        ("QUYẾT ĐỊNH PHÊ DUYỆT DANH SÁCH NĂM 2022",),
        ("Đơn vị", "Số quyết định", "Ngày", "Cơ quan ban hành"),
        ("Sở Y tế", "12/QĐ-UBND", "05/01/2022", "UBND tỉnh"),
    )
    decision: Row = {
        "Đơn vị": "so-y-te",
        "Số quyết định": "12/QĐ-UBND",
        "Ngày": "05/01/2022",
        "Cơ quan ban hành": "UBND tỉnh",
    }
    reports = [
        report("so-y-te", "Quý I/2022", "10/03/2022"),
        report("so-tu-phap", "Quý I/2022", "11/03/2022"),
    ]
    return Shape("hai-quoc-hieu.ods", [grid], {"report": reports, "approval": [decision]})


def _many_titles() -> Shape:
    grid = _grid(
        "Sheet1",
        *((f"{number}. Hướng dẫn kê khai, mục thứ {number}",) for number in range(1, 41)),
        ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",),
        ("STT", "Đơn vị công tác", "Họ và tên cán bộ", "Chức vụ (ghi rõ)", "Liên hệ", None),
        (None, None, None, None, "Số điện thoại", "Thư điện tử"),
        (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc", 912345678, "an@example.vn"),
    )
    rows = [officer("so-y-te", "Nguyễn Văn An", "Giám đốc", **{"Điện thoại": "0912345678", "Email": "an@example.vn"})]
    return Shape("huong-dan-dai.xlsx", [grid], {"officer": rows})


def _merged_and_hidden() -> Shape:
    grids = [
        _grid(
            "Công chức đầu mối",
            ("STT", "Đơn vị", "Họ và tên", "Chức vụ"),
            (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc"),
            (2, None, "Trần Thị Bình", "Chuyên viên"),
            (3, None, "Lê Văn Chi", "Chánh Văn phòng"),
        ),
        _grid("Báo cáo", ("Đơn vị", "Kỳ báo cáo", "Ngày gửi"), ("Sở Y tế", "Quý I/2022", 44630)),
    ]
    grids[0].merge(1, 1, 3, 1)
    grids[0].hidden_rows, grids[0].hidden_columns, grids[1].is_hidden = [2], [3], True
    people = (("Nguyễn Văn An", "Giám đốc"), ("Trần Thị Bình", "Chuyên viên"), ("Lê Văn Chi", "Chánh Văn phòng"))
    rows = [officer("so-y-te", name, title) for name, title in people]
    return Shape("gop-va-an.ods", grids, {"officer": rows, "report": [report("so-y-te", "Quý I/2022", "10/03/2022")]})


def _one_column_a_role() -> Shape:
    grid = _grid(
        "Sheet1",
        ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",),
        ("TT", "Tên đơn vị", "Lãnh đạo đơn vị", "Lãnh đạo Văn phòng", "Chuyên viên"),
        (1, "Sở Y tế", "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"),
        (2, "Sở Tư pháp", "Phạm Văn Dũng", "-", "Hoàng Thị Lan (1990)"),
        (3, "Ban Dân tộc", None, None, None),
        (None, "Tổng cộng", 2, 1, 2),
        ("NGƯỜI LẬP BIỂU", None, "CHÁNH VĂN PHÒNG", None, "GIÁM ĐỐC"),
    )
    people = [
        ("so-y-te", "Nguyễn Văn An", "Lãnh đạo đơn vị", None),
        ("so-y-te", "Trần Thị Bình", "Lãnh đạo Văn phòng", None),
        ("so-y-te", "Lê Văn Chi", "Chuyên viên", None),
        ("so-tu-phap", "Phạm Văn Dũng", "Lãnh đạo đơn vị", None),
        ("so-tu-phap", "Hoàng Thị Lan", "Chuyên viên", 1990),
    ]
    rows: list[Row] = [
        {"Đơn vị": unit, "Họ và tên": name, "Vai trò": role, "Năm sinh": year} for unit, name, role, year in people
    ]
    return Shape("moi-vai-tro-mot-cot.xlsx", [grid], {"officer": rows})


def _people_by_role() -> Shape:
    group = ("Họ tên", "Chức vụ", "SĐT")
    grid = _grid(
        "Công chức đầu mối",
        ("STT", "Đơn vị", "Lãnh đạo đơn vị", None, None, "Lãnh đạo Văn phòng", None, None, "Chuyên viên", None, None),
        (None, None, *group, *group, *group),
        (1, "Sở Y tế", "Nguyễn Văn An", "PGĐ", "0912345678", "Trần Thị Bình", "CVP", None, "Lê Văn Chi", "CV", None),
        (2, "UBND huyện Yên Thế", "Phạm Văn Dũng", "PCT", None, None, None, None, "Vũ Thị Lan", "CV", "0912345679"),
    )
    for column in (2, 5, 8):
        grid.merge(0, column, 0, column + 2)
    for column in (0, 1):
        grid.merge(0, column, 1, column)
    people = [
        ("so-y-te", "Nguyễn Văn An", "PGĐ", "Lãnh đạo đơn vị", "0912345678"),
        ("so-y-te", "Trần Thị Bình", "CVP", "Lãnh đạo Văn phòng", None),
        ("so-y-te", "Lê Văn Chi", "CV", "Chuyên viên", None),
        ("215", "Phạm Văn Dũng", "PCT", "Lãnh đạo đơn vị", None),
        ("215", "Vũ Thị Lan", "CV", "Chuyên viên", "0912345679"),
    ]
    rows = [
        officer(unit, name, title, **{"Vai trò": role, "Điện thoại": phone})
        for unit, name, title, role, phone in people
    ]
    return Shape("nhom-cot-theo-vai-tro.xlsx", [grid], {"officer": rows})


_SHAPES: tuple[Callable[[], Shape], ...] = (
    _national_heading,
    _labelled_unit,
    _unit_in_file_name,
    _sheets_by_unit,
    _communes_in_districts,
    _districts_over_a_unit_column,
    _two_levels_of_periods,
    _period_in_title,
    _groups_by_period,
    _groups_by_role,
    _three_levels,
    _two_levels_without_merges,
    _hidden_by_other_tables,
    _three_in_one_column,
    _three_signatures,
    _second_letterhead,
    _many_titles,
    _merged_and_hidden,
    _one_column_a_role,
    _people_by_role,
)
