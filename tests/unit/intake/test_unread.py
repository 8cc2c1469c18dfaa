"""Which units what was not read may be about: by its own words, what stands around it, and what it is called."""

import pytest

from kstt_rules.intake.assemble import assemble
from kstt_rules.intake.files.cells import Content, Sheet
from kstt_rules.intake.files.grid import Grid
from kstt_rules.model.dossier import ANY_UNIT
from kstt_rules.model.read_vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()
REGISTER = [
    ["Mã đơn vị", "Tên đơn vị", "Loại", "Trực thuộc"],
    ["s1", "Sở Y tế", "Sở", None],
    ["s2", "Sở Nội vụ", "Sở", None],
    ["h1", "UBND huyện Yên Thế", "UBND huyện", None],
    ["h2", "UBND huyện Tân Yên", "UBND huyện", None],
    ["x1", "UBND xã Đồng Kỳ", "UBND xã", "h1"],
    ["x2", "UBND xã Tam Tiến", "UBND xã", "h1"],
    ["y1", "UBND xã Cao Thượng", "UBND xã", "h2"],
    ["k1", "Hội đồng thi", None, None],
]
PROVINCE = {"s1", "s2", "k1"}
YEN_THE = {"h1", "x1", "x2"}
COMMUNES = {"x1", "x2", "y1", "k1"}
HEADER = ["Đơn vị", "Họ và tên", "Chức vụ"]
OFFICER = ["Nguyễn Văn An", "Chuyên viên"]


def content(label, *sheets, fault=None):
    """A file as it was read: sheets by name, each a list of rows."""
    read = tuple(
        Sheet(name, [at for at, row in enumerate(rows, 1) if any(row)], Grid.of([row for row in rows if any(row)]))
        for name, rows in sheets
    )
    return Content(label, "0", read, fault)


def dossier(*contents):
    """What was read, beside the register and an approval, a report and an officer of one unit."""
    known = [
        ("Đơn vị", REGISTER),
        ("Công chức đầu mối", [HEADER, ["s1", "Trần Thị Bình", "Giám đốc"]]),
        ("Phê duyệt", [["Đơn vị", "Số quyết định", "Ngày"], ["s1", "1/QĐ", "01/02/2022"]]),
        ("Báo cáo", [["Đơn vị", "Kỳ báo cáo", "Ngày gửi"], ["s1", "Quý I/2022", "01/02/2022"]]),
    ]
    return assemble([content("a.xlsx", *known), *contents], VOCABULARY).dossier


def about(found, entity="officer"):
    """The units that the unread rows of a dataset may be about."""
    return {unit for row in found.tables[entity].unread for unit in row.units}


@pytest.mark.parametrize(
    ("titles", "written", "units"),
    [
        ((), "Trại giam 9", {ANY_UNIT}),
        ((), "xã Phong Châu Thổ", COMMUNES),
        ((), "Sở Hải quan Kho bạc", PROVINCE),
        ((), "Phòng Tư pháp huyện Yên Thế", YEN_THE),
        (("UBND HUYỆN YÊN THẾ",), "Trại giam 9", YEN_THE),
        (("UBND HUYỆN YÊN THẾ",), "xã Phong Châu Thổ", {"x1", "x2"}),
        (("UBND HUYỆN YÊN THẾ",), None, YEN_THE),
        (("UBND HUYỆN YÊN THẾ",), "Sở Hải quan Kho bạc", PROVINCE),
        (("Danh sách công chức đầu mối cấp xã tỉnh Bắc Giang",), "Trại giam 9", COMMUNES | PROVINCE),
        (("Danh sách công chức đầu mối cấp tỉnh, huyện, xã",), "Trại giam 9", PROVINCE | YEN_THE | {"h2", "y1"}),
        (("Kèm theo Công văn số 1/SNV của Sở Nội vụ",), "Trại giam 9", {ANY_UNIT}),
        (("UBND HUYỆN YÊN THẾ",), "Xã Đồng Kì", {"x1"}),
    ],
)
def test_a_unit_that_no_register_has_is_one_of_its_kind_or_of_its_surroundings(titles, written, units):
    """Names that are like it go before all; then its own words, the titles, and anybody only where nothing tells."""
    sheet = [*([title] for title in titles), HEADER, ["s2", "Lê Văn Cư", "Giám đốc"], [written, *OFFICER]]
    found = dossier(content("b.xlsx", ("Công chức đầu mối", sheet)))
    assert about(found) == units
    assert {unit for reject in found.rejects for unit in reject.units} == units


@pytest.mark.parametrize(
    ("file", "sheet", "heading", "units"),
    [
        ("cong-chuc-dau-moi-huyen-yen-the.xlsx", "Công chức đầu mối", None, YEN_THE),
        ("huyện Yên Thế/b.xlsx", "Công chức đầu mối", None, YEN_THE),
        ("b.xlsx", "Huyện Yên Thế", None, YEN_THE),
        ("cong-chuc-cap-tinh.xlsx", "Công chức đầu mối", None, PROVINCE),
        ("so-noi-vu.xlsx", "Công chức đầu mối", None, {ANY_UNIT}),
        ("cong-chuc-cap-tinh.xlsx", "Công chức đầu mối", "II. HUYỆN YÊN THẾ", YEN_THE),
        ("b.xlsx", "Công chức đầu mối", "B. KHỐI HUYỆN", {"h1", "h2", "k1"}),
    ],
)
def test_the_names_of_file_and_sheet_and_the_heading_above_narrow_what_a_row_may_be_about(file, sheet, heading, units):
    """The nearest that names a district or a tier tells; who sent a list does not tell whose it is."""
    rows = [[*HEADER, "Phụ trách Một cửa", "Kiêm nhiệm"], ["s2", "Lê Văn Cư", "Giám đốc", "có", "có"]]
    rows += [*([[heading]] if heading else []), ["Trại giam 9", *OFFICER], ["h1", "Ngô Văn Dự", "Chủ tịch"]]
    assert about(dossier(content(file, (sheet, rows)))) == units


@pytest.mark.parametrize(
    ("file", "units", "others"),
    [
        ("cong-chuc-dau-moi-huyen-yen-the.xlsx", YEN_THE, set()),
        ("ho-so-huyen-yen-the.docx", YEN_THE, YEN_THE),
        ("Yên Thế.xlsx", YEN_THE, YEN_THE),
        ("xa-dong-ky-huyen-yen-the.xlsx", {"x1"}, {"x1"}),
        ("so-y-te/danh-sach.xlsx", {"s1"}, {"s1"}),
        ("cong-chuc-dau-moi-cap-xa.xlsx", COMMUNES, set()),
        ("so-noi-vu-tong-hop.xlsx", {ANY_UNIT}, {ANY_UNIT}),
        ("danh-sach-don-vi.xlsx", set(), set()),
        ("quet-001.xlsx", {ANY_UNIT}, {ANY_UNIT}),
    ],
)
def test_a_file_that_cannot_be_read_leaves_open_what_its_name_tells(file, units, others):
    """Of the units and datasets that it names, else of all; a list compiled of others is about others."""
    found = dossier(content(file, fault="damaged"))
    assert (about(found), about(found, "report"), about(found, "approval")) == (units, others, others)
    [reject] = [reject for reject in found.rejects if reject.file == file]
    assert ({*reject.units}, reject.is_unread) == (units, True)


@pytest.mark.parametrize(
    ("file", "titles", "units"),
    [
        ("b.xlsx", ("SỞ Y TẾ", "SỞ NỘI VỤ"), {ANY_UNIT}),
        ("b.xlsx", ("UBND HUYỆN YÊN THẾ", "UBND HUYỆN TÂN YÊN"), YEN_THE | {"h2", "y1"}),
        ("huyen-yen-the.xlsx", ("SỞ Y TẾ", "SỞ NỘI VỤ"), YEN_THE),
        ("so-y-te.xlsx", ("SỞ Y TẾ", "SỞ NỘI VỤ"), {"s1"}),
    ],
)
def test_a_table_rejected_for_want_of_a_unit_leaves_open_what_stands_around_it(file, titles, units):
    """Its rows may be of the districts of its titles or the unit of its name, and are no one's for certain."""
    rows = [*([title] for title in titles), HEADER[1:], OFFICER, ["Lê An", "Giám đốc"]]
    found = dossier(content(file, ("Công chức đầu mối", rows)))
    assert [reject.reason for reject in found.rejects] == ["missing_column"]
    assert about(found) == {*found.rejects[0].units} == units
