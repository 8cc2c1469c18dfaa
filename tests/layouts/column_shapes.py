"""Sheets whose columns are grouped, merged, hidden, or one for each period or role, shaped by hand."""

from collections.abc import Iterator

from layouts.canonical import Row
from layouts.shape import Shape, grid_of, officer, report


def column_shapes() -> Iterator[Shape]:
    """Yield all of them."""
    yield from (
        _two_levels_of_periods(),
        _period_in_title(),
        _groups_by_period(),
        _groups_by_role(),
        _three_levels(),
        _two_levels_without_merges(),
        _merged_and_hidden(),
        _one_column_a_role(),
        _people_by_role(),
    )


def _two_levels_of_periods() -> Shape:
    grid = grid_of(
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
    grid = grid_of(
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
    grid = grid_of(
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
    grid = grid_of(
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
    grid = grid_of(
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
    grid = grid_of(
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


def _merged_and_hidden() -> Shape:
    grids = [
        grid_of(
            "Công chức đầu mối",
            ("STT", "Đơn vị", "Họ và tên", "Chức vụ"),
            (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc"),
            (2, None, "Trần Thị Bình", "Chuyên viên"),
            (3, None, "Lê Văn Chi", "Chánh Văn phòng"),
        ),
        grid_of("Báo cáo", ("Đơn vị", "Kỳ báo cáo", "Ngày gửi"), ("Sở Y tế", "Quý I/2022", 44630)),
    ]
    grids[0].merge(1, 1, 3, 1)
    grids[0].hidden_rows, grids[0].hidden_columns, grids[1].is_hidden = [2], [3], True
    people = (("Nguyễn Văn An", "Giám đốc"), ("Trần Thị Bình", "Chuyên viên"), ("Lê Văn Chi", "Chánh Văn phòng"))
    rows = [officer("so-y-te", name, title) for name, title in people]
    return Shape("gop-va-an.ods", grids, {"officer": rows, "report": [report("so-y-te", "Quý I/2022", "10/03/2022")]})


def _one_column_a_role() -> Shape:
    grid = grid_of(
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
    grid = grid_of(
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
