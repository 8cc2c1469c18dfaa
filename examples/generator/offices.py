"""Which office sends which file: the province's rows laid out as tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from . import (
    approvals,
    changes,
    consolidated,
    documents,
    drafts,
    inspections,
    payments,
    petitions,
    procedures,
    reports,
    roster,
    trainings,
)
from .names import ascii_letters
from .province import Province, Row
from .units import KIND_LABELS, TIER_LABELS, Unit, written_names
from .write import Table, write_table

UNIT_HEADERS = ("Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Trực thuộc", "Tên khác", "Có phương án đơn giản hóa")
ROSTER_SHEET = "Công chức đầu mối"
ROSTER_TITLE = "DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH"

_ROSTER_FORMATS = {"216": ".csv", "218": ".ods", "223": ".xls"}


def send_all(province: Province, folder: Path) -> None:
    """Write every file of the dossier into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "don-vi.xlsx", _register(province))
    for keeper, rows in province.rosters.items():
        suffix = _ROSTER_FORMATS.get(keeper, ".xlsx")
        heading = () if suffix == ".csv" else (_keeper_name(province, keeper).upper(), ROSTER_TITLE)
        path = folder / f"cong-chuc-dau-moi-{_slug(province, keeper)}{suffix}"
        write_table(path, _table(province, ROSTER_SHEET, roster.HEADERS, rows, heading))
    before, since = _parted(province.reports, lambda row: str(row["Kỳ báo cáo"]).endswith("2021"))
    of_province, of_others = _parted(province.documents, lambda row: province.units[str(row["Đơn vị"])].tier == "tinh")
    datasets: Iterable[tuple[str, str, Sequence[str], list[Row]]] = (
        ("phe-duyet", "Phê duyệt", approvals.HEADERS, province.approvals),
        ("thay-doi", "Thay đổi", changes.HEADERS, province.changes),
        ("bao-cao-2021", "Báo cáo", reports.HEADERS, before),
        ("bao-cao-2022", "Báo cáo", reports.HEADERS, since),
        ("chi-tra-ho-tro", "Chi trả hỗ trợ", payments.HEADERS, province.payments),
        ("bien-che-phong-nc-kstthc", "Biên chế Phòng NC-KSTTHC", roster.STAFF_HEADERS, province.staff),
        ("ho-so-cap-tinh", "Hồ sơ", documents.HEADERS, of_province),
        ("ho-so-cap-huyen-cap-xa", "Hồ sơ", documents.HEADERS, of_others),
        ("tthc", "TTHC", procedures.HEADERS, province.procedures),
        ("du-thao", "Dự thảo VBQPPL", drafts.HEADERS, province.drafts),
        ("phan-anh-kien-nghi", "Phản ánh kiến nghị", petitions.HEADERS, province.petitions),
        ("tap-huan", "Tập huấn", trainings.HEADERS, province.trainings),
        ("danh-sach-tong-hop", "Danh sách tổng hợp", consolidated.HEADERS, province.consolidated),
        ("kiem-tra", "Kiểm tra", inspections.HEADERS, province.inspections),
    )
    for name, sheet, headers, rows in datasets:
        write_table(folder / f"{name}.xlsx", _table(province, sheet, headers, rows))


def send_previous(province: Province, folder: Path) -> None:
    """Write the register and the consolidated roster that the provincial office kept at the end of 2021."""
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "don-vi.xlsx", _register(province))
    rows = [row for rows in province.rosters.values() for row in rows]
    write_table(folder / "cong-chuc-dau-moi-2021.xlsx", _table(province, ROSTER_SHEET, roster.HEADERS, rows))


def _register(province: Province) -> Table:
    names = written_names(province.units)
    rows = [
        (
            unit.code,
            unit.name,
            TIER_LABELS[unit.tier],
            KIND_LABELS[unit.kind],
            names.get(unit.parent),
            unit.aliases or None,
            province.simplified.get(unit.code),
        )
        for unit in province.units.values()
    ]
    return Table("Đơn vị", UNIT_HEADERS, rows)


def _table(
    province: Province, sheet: str, headers: Sequence[str], rows: Iterable[Row], heading: Sequence[str] = ()
) -> Table:
    names = written_names(province.units)
    shown = [row | {"Đơn vị": _written(row, names)} for row in rows]
    return Table(sheet, headers, [[row[header] for header in headers] for row in shown], heading)


def _written(row: Row, names: Mapping[str, str]) -> object:
    name = names.get(str(row["Đơn vị"]), row["Đơn vị"])
    return f"{name}{row[approvals.SCOPE]}" if row.get(approvals.SCOPE) else name


def _keeper_name(province: Province, keeper: str) -> str:
    return "UBND tỉnh Bắc Giang" if keeper == "tinh" else province.units[keeper].name


def _slug(province: Province, keeper: str) -> str:
    district: Unit | None = province.units.get(keeper)
    return ascii_letters(district.place).replace(" ", "-") if district else "cap-tinh"


def _parted(rows: Iterable[Row], belongs: Callable[[Row], bool]) -> tuple[list[Row], list[Row]]:
    first: list[Row] = []
    others: list[Row] = []
    for row in rows:
        (first if belongs(row) else others).append(row)
    return first, others
