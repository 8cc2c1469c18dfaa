"""Lists as districts and departments head and fill them, each with the canonical rows that it stands for."""

from collections.abc import Iterator

from layouts.grid import Grid
from layouts.shape import Shape, officer, report

_PEOPLE = (("Nguyễn Văn An", "Chủ tịch"), ("Trần Thị Bình", "Văn phòng - Thống kê"), ("Lê Văn Cường", "Phó Chủ tịch"))
_UNITS = (("Phúc Sơn", "x1"), ("Phúc Sơn", "x1"), ("An Thượng", "x3"))
_PHONE = "Điện thoại"


def list_shapes() -> Iterator[Shape]:
    """Yield all shapes."""
    for suffix, (name, header) in zip((".xlsx", ".ods", ".xls", ".csv") * 3, _UNIT_HEADERS.items(), strict=False):
        yield _district_list(f"huyen-yen-the-{name}{suffix}", header)
    for suffix, (name, headers) in zip((".xlsx", ".xls", ".ods") * 4, _HEADERS.items(), strict=False):
        yield _provincial_list(f"tieu-de-{name}{suffix}", headers)
    yield from (_report_list(), _approval_list(), _capitals(), _numbered_columns(), _named_by_sheet(), _explained())


_UNIT_HEADERS = {
    "xa-thi-tran": "Xã, thị trấn",
    "xa-phuong-thi-tran": "Xã, phường, thị trấn",
    "dia-phuong": "Địa phương",
    "ten-xa": "Tên xã",
    "ubnd-xa": "UBND xã",
    "don-vi-xa": "Đơn vị xã",
    "ubnd-cap-xa": "Tên UBND cấp xã",
}
_HEADERS = {
    "danh-so": ("TT", "1. Đơn vị", "2. Họ và tên", "3. Chức vụ", "4. Số điện thoại"),
    "trong-ngoac": ("(1) STT", "(2) Cơ quan, đơn vị", "(3) Họ tên", "(4) Chức danh", "(5) Điện thoại"),
    "hai-thu-tieng": ("TT / No.", "Đơn vị / Unit", "Họ và tên / Full name", "Chức vụ / Position", "SĐT / Phone"),
    "tieng-anh-trong-ngoac": ("STT", "Đơn vị (Unit)", "Họ và tên (Full name)", "Chức vụ (Title)", "Điện thoại (Tel)"),
    "viet-tat": ("TT", "CQ, ĐV", "Họ tên CB đầu mối", "Chức vụ CB", "SĐT CB"),
    "cua-can-bo": ("STT", "Tên CQ, ĐV", "Tên cán bộ đầu mối", "Chức vụ của cán bộ", "Số điện thoại của cán bộ"),
}


def _district_list(file: str, header: str) -> Shape:
    """Return bare names of communes below the title of their district, numbered and signed."""
    rows: list[tuple[object, ...]] = [
        ("UBND HUYỆN YÊN THẾ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH",),
        ("TT", header, "Họ và tên", "Chức vụ"),
        *((at, unit, *person) for at, ((unit, _), person) in enumerate(zip(_UNITS, _PEOPLE, strict=True), start=1)),
        ("NGƯỜI LẬP", None, None, "TM. UBND HUYỆN"),
    ]
    people = [officer(unit, *person) for (_, unit), person in zip(_UNITS, _PEOPLE, strict=True)]
    return Shape(file, [_grid("Sheet1", *rows)], {"officer": people})


def _provincial_list(file: str, headers: tuple[str, ...]) -> Shape:
    rows = [
        (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc", "0912345678"),
        (2, "SYT", "Trần Thị Bình", "Chuyên viên", "0912345679"),
    ]
    people = [officer("so-y-te", str(name), str(title), **{_PHONE: phone}) for _, _, name, title, phone in rows]
    grid = _grid("Sheet1", ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",), headers, *rows)
    return Shape(file, [grid], {"officer": people})


def _report_list() -> Shape:
    rows = [("Phúc Sơn", "Quý I/2022", "10/03/2022"), ("An Thượng", "Quý I/2022", "12/03/2022")]
    grid = _grid(
        "Sheet1",
        ("THEO DÕI BÁO CÁO CỦA CÁC XÃ, THỊ TRẤN HUYỆN YÊN THẾ",),
        ("TT", "ĐV báo cáo", "Kỳ BC", "Ngày gửi BC", "Nơi nhận báo cáo"),
        *((at, *row, "UBND huyện Yên Thế") for at, row in enumerate(rows, start=1)),
    )
    sent = [
        {**report(unit, period, day), "Nơi nhận": "UBND huyện Yên Thế"}
        for unit, (_, period, day) in zip(("x1", "x3"), rows, strict=True)
    ]
    return Shape("bao-cao-xa-viet-tat.xlsx", [grid], {"report": sent})


def _approval_list() -> Shape:
    grid = _grid(
        "Phê duyệt",
        ("TT", "ĐV", "Số QĐ", "Ngày QĐ", "Người ký QĐ", "CQ ban hành QĐ"),
        (1, "Sở Y tế", "12/QĐ-UBND", "05/01/2022", "Chủ tịch", "UBND tỉnh"),
    )
    row = {"Đơn vị": "so-y-te", "Số quyết định": "12/QĐ-UBND", "Ngày": "05/01/2022"}
    said = {"Chức danh người ký": "Chủ tịch", "Cơ quan ban hành": "UBND tỉnh"}
    return Shape("phe-duyet-viet-tat.ods", [grid], {"approval": [{**row, **said}]})


def _capitals() -> Shape:
    rows = [("SỞ Y TẾ", "NGUYỄN VĂN AN", "THỦ TRƯỞNG CƠ QUAN"), ("SỞ TƯ PHÁP", "TRẦN THỊ BÌNH", "KT. GIÁM ĐỐC")]
    grid = _grid("Công chức đầu mối", ("ĐƠN VỊ", "HỌ VÀ TÊN", "CHỨC VỤ"), *rows)
    people = [officer(unit, *row[1:]) for unit, row in zip(("so-y-te", "so-tu-phap"), rows, strict=True)]
    return Shape("chu-hoa.xlsx", [grid], {"officer": people})


def _numbered_columns() -> Shape:
    grid = _grid(
        "Công chức đầu mối",
        ("STT", "Đơn vị", "Họ và tên", "Chức vụ", "Số điện thoại"),
        ("[1]", "[2]", "[3]", "[4]", "[5]=[3]+[4]"),
        (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc", "0912345678"),
    )
    return Shape(
        "danh-so-cot.xlsx",
        [grid],
        {"officer": [officer("so-y-te", "Nguyễn Văn An", "Giám đốc", **{_PHONE: "0912345678"})]},
    )


def _named_by_sheet() -> Shape:
    grid = _grid(
        "Huyện Tân Yên",
        ("DANH SÁCH CÁN BỘ ĐẦU MỐI",),
        ("TT", "Xã, thị trấn", "Họ và tên", "Chức vụ"),
        (1, "Phúc Sơn", "Nguyễn Văn An", "Chủ tịch"),
    )
    return Shape("ds-xa.xlsx", [grid], {"officer": [officer("x2", "Nguyễn Văn An", "Chủ tịch")]})


def _explained() -> Shape:
    """Return a list beside a sheet that explains its columns, as a table on its side would stand."""
    grid = _grid("Báo cáo", ("Đơn vị", "Kỳ báo cáo", "Ngày gửi"), ("Sở Y tế", "Quý I/2022", "10/03/2022"))
    meaning = _grid(
        "Hướng dẫn",
        ("Đơn vị", "ghi tên đầy đủ"),
        ("Kỳ báo cáo", "quý hoặc năm"),
        ("Ngày gửi", "ngày ghi trên phiếu gửi"),
    )
    return Shape(
        "bao-cao-co-giai-thich.xlsx", [grid, meaning], {"report": [report("so-y-te", "Quý I/2022", "10/03/2022")]}
    )


def _grid(name: str, *rows: tuple[object, ...]) -> Grid:
    return Grid(name, [list(row) for row in rows])
