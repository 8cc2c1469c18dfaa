"""Sheets whose letterhead, titles, headings or names say of which unit their rows are, shaped by hand."""

from collections.abc import Iterator

from layouts.canonical import Row
from layouts.shape import Shape, grid_of, officer, report


def heading_shapes() -> Iterator[Shape]:
    """Yield all of them."""
    yield from (
        _national_heading(),
        _labelled_unit(),
        _unit_in_file_name(),
        _sheets_by_unit(),
        _communes_in_districts(),
        _districts_over_a_unit_column(),
        _second_letterhead(),
        _many_titles(),
    )


def _national_heading() -> Shape:
    grid = grid_of(
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
    grid = grid_of(
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
    grid = grid_of(
        "Công chức đầu mối",
        ("Họ và tên", "Chức vụ"),
        ("Nguyễn Văn An", "Phó Chủ tịch"),
        ("Trần Thị Bình", "Chuyên viên"),
    )
    rows = [officer("216", "Nguyễn Văn An", "Phó Chủ tịch"), officer("216", "Trần Thị Bình", "Chuyên viên")]
    return Shape("cong-chuc-dau-moi-huyen-tan-yen.xlsx", [grid], {"officer": rows})


def _sheets_by_unit() -> Shape:
    grids = [
        grid_of(
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
    grid = grid_of(
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
    grid = grid_of(
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


def _second_letterhead() -> Shape:
    grid = grid_of(
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
    grid = grid_of(
        "Sheet1",
        *((f"{number}. Hướng dẫn kê khai, mục thứ {number}",) for number in range(1, 41)),
        ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",),
        ("STT", "Đơn vị công tác", "Họ và tên cán bộ", "Chức vụ (ghi rõ)", "Liên hệ", None),
        (None, None, None, None, "Số điện thoại", "Thư điện tử"),
        (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc", 912345678, "an@example.vn"),
    )
    rows = [officer("so-y-te", "Nguyễn Văn An", "Giám đốc", **{"Điện thoại": "0912345678", "Email": "an@example.vn"})]
    return Shape("huong-dan-dai.xlsx", [grid], {"officer": rows})
