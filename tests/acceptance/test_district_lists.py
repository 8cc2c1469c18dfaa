"""The usual list of a district: bare names below its title, under headers of its own, are judged as codes are."""

from datetime import date

import orjson
import pytest
from layouts.grid import Grid, write

from kstt_rules import audit, load_pack

pytestmark = pytest.mark.usefixtures("read_here")

AS_OF = date(2022, 8, 31)
DISTRICT = "UBND huyện Yên Thế"
COMMUNES = ("Phúc Sơn", "Đồng Kỳ", "Đồng Vương", "Hồng Kỳ", "Bố Hạ")
REGISTER = [
    ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Trực thuộc"],
    ["215", DISTRICT, "huyện", "UBND huyện", None],
    ["216", "UBND huyện Tân Yên", "huyện", "UBND huyện", None],
    *([f"x{at}", f"UBND xã {name}", "xã", "UBND xã", "215"] for at, name in enumerate(COMMUNES[:-1], start=1)),
    ["x5", "UBND thị trấn Bố Hạ", "xã", "UBND xã", "215"],
    ["y1", "UBND xã Phúc Sơn", "xã", "UBND xã", "216"],
    ["y2", "UBND xã Đồng Kỳ", "xã", "UBND xã", "216"],
]
PEOPLE = [
    ("Nguyễn Văn An", "Chủ tịch UBND xã"),
    ("Trần Thị Bình", "Công chức Văn phòng - Thống kê"),
    ("Lê Văn Cường", "Phó Chủ tịch UBND xã"),
    ("Vũ Thị Dung", "Văn phòng - Thống kê"),
    ("Phạm Văn Em", "Chủ tịch UBND xã"),
    ("Đỗ Thị Giang", "Công chức Tư pháp - Hộ tịch"),
    ("Bùi Văn Hải", "Chủ tịch UBND xã"),
    ("Ngô Thị Hoa", "Chủ tịch UBND thị trấn"),
    ("Cao Văn Ích", "Văn phòng - Thống kê"),
]
"""Two a commune, but one that has too few."""


@pytest.fixture(scope="module")
def pack():
    """The rule pack that judges all forms."""
    return load_pack("bac-giang-2021")


@pytest.fixture(scope="module")
def verdicts(pack, tmp_path_factory):
    """What the canonical form of the district's lists leads to."""
    ids = [f"x{at}" for at in range(1, 6)]
    officers = [["Đơn vị", "Họ và tên", "Chức vụ", "Điện thoại"]]
    officers += [[unit, *row] for unit, row in zip(units_of(ids), rows(), strict=True)]
    reports = [["Đơn vị", "Kỳ báo cáo", "Ngày gửi", "Nơi nhận"]]
    reports += [[unit, "Quý II/2022", day, DISTRICT] for unit, day in zip(ids, days(), strict=True)]
    return judged(
        tmp_path_factory.mktemp("canonical"), pack, Grid("Công chức đầu mối", officers), Grid("Báo cáo", reports)
    )


def units_of(units):
    """Give each person their unit."""
    return [units[min(at // 2, 4)] if at < 7 else units[4] for at in range(len(PEOPLE))]


def rows():
    """Return the people with their telephones."""
    return [[*person, f"09123456{at:02}"] for at, person in enumerate(PEOPLE)]


def days():
    """Return the days of the reports; one is late."""
    return ["10/06/2022", "11/06/2022", "12/06/2022", "30/07/2022", "13/06/2022"]


def judged(folder, pack, *grids):
    """Audit sheets beside the register; return findings and counts of verdicts."""
    write([Grid("Đơn vị", REGISTER)], folder / "don-vi.xlsx")
    for at, grid in enumerate(grids):
        write([grid], folder / f"bang-{at}.xlsx")
    result = audit([folder], as_of=AS_OF, pack=pack)
    assert [reject for reject in result.rejects if reject.reason != "unit_from_name"] == []
    findings = [
        [item.fingerprint, item.rule, item.verdict, item.subject.id, item.message.vi] for item in result.findings
    ]
    counts = [
        [row.provision.key, {str(name): count for name, count in row.outcomes.items()}] for row in result.coverage
    ]
    return orjson.dumps([sorted(findings), counts])


@pytest.mark.parametrize(
    "header",
    [
        *("Xã, thị trấn", "Xã, phường, thị trấn", "Địa phương", "Tên xã", "UBND xã", "Đơn vị xã", "Tên UBND cấp xã"),
        *("2. Xã, thị trấn", "Xã/thị trấn (Commune)", "ĐV"),
    ],
)
def test_a_whole_district_in_its_usual_form_has_the_verdicts_of_the_canonical_one(header, pack, verdicts, tmp_path):
    """Officers and reports, with the district in the title only, numbered and signed."""
    officers = [
        [DISTRICT.upper(), None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH CÁN BỘ ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH"],
        ["TT", header, "Tên cán bộ đầu mối / Full name", "Chức vụ", "SĐT"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        *([at, unit, *row] for at, (unit, row) in enumerate(zip(units_of(COMMUNES), rows(), strict=True), start=1)),
        ["NGƯỜI LẬP BIỂU", None, None, "TM. ỦY BAN NHÂN DÂN"],
    ]
    reports = [
        ["LỊCH BÁO CÁO CỦA CÁC XÃ, THỊ TRẤN HUYỆN YÊN THẾ"],
        ["TT", header, "Kỳ BC", "Ngày gửi BC", "Nơi nhận báo cáo"],
        *(
            [at, *row, DISTRICT]
            for at, row in enumerate(zip(COMMUNES, ["Quý II/2022"] * 5, days(), strict=True), start=1)
        ),
    ]
    assert judged(tmp_path, pack, Grid("Sheet1", officers), Grid("Sheet1", reports)) == verdicts


def test_a_title_does_not_say_the_unit_of_rows_whose_column_names_units(pack, tmp_path):
    """Though that column's header is not known: the table is not read, and what would say so is told."""
    officers = [
        [DISTRICT],
        ["DANH SÁCH CÔNG CHỨC ĐẦU MỐI"],
        ["TT", "Địa bàn", "Họ và tên", "Chức vụ"],
        *([at, unit, *row[:2]] for at, (unit, row) in enumerate(zip(units_of(COMMUNES), rows(), strict=True), start=1)),
    ]
    write([Grid("Đơn vị", REGISTER)], tmp_path / "don-vi.xlsx")
    write([Grid("Sheet1", officers)], tmp_path / "ds.xlsx")
    result = audit([tmp_path], as_of=AS_OF, pack=pack)
    assert not [item for item in result.findings if item.verdict == "breach"]
    (told,) = (reject for reject in result.rejects if reject.reason == "unknown_column")
    assert 'tables: [{file: "ds.xlsx", sheet: "Sheet1", entity: officer, columns: {B: unit}}]' in told.message.en
