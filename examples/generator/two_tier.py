"""Makes the dossier of the invented two-tier province: ``python -m examples.generator.two_tier [FOLDER]``."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from . import two_tier_records as records_of
from .expected import Expected
from .province import Row
from .two_tier_plants import plant
from .two_tier_records import People, Records, orderly_records
from .write import Table, write_table

_VERDICTS = {"breach": "vi phạm · breach", "undetermined": "chưa đủ căn cứ · undetermined"}
_HEADING = ("VÍ DỤ HƯ CẤU", "DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH")


def make_dossier(folder: Path) -> None:
    """Write ``two-tier-2026`` into a folder, with what is planted in it and the page that says so."""
    target = folder / "two-tier-2026"
    target.mkdir(parents=True, exist_ok=True)
    people = People()
    records = orderly_records(people)
    planted = sorted(plant(records, people))
    _send(records, target)
    plan = json.dumps([asdict(item) for item in planted], ensure_ascii=False, indent=1)
    (target / "planted.json").write_text(plan + "\n", encoding="utf-8", newline="\n")
    _write_readme(target / "README.md", records, planted)


def _send(records: Records, folder: Path) -> None:
    provincial = [row for row in records.officers if _tier(records, row) == "tỉnh"]
    communal = [row for row in records.officers if _tier(records, row) != "tỉnh"]
    rosters = "Công chức đầu mối"
    datasets: Sequence[tuple[str, str, Sequence[str], Iterable[Row]]] = (
        ("cong-chuc-dau-moi-cap-xa.csv", rosters, records_of.ROSTER_HEADERS, communal),
        ("phe-duyet.xlsx", "Phê duyệt", records_of.APPROVAL_HEADERS, records.approvals),
        ("thay-doi.xlsx", "Thay đổi", records_of.CHANGE_HEADERS, records.changes),
        ("ban-giao.xlsx", "Bàn giao", records_of.HANDOVER_HEADERS, records.handovers),
        ("bao-cao-2026.xlsx", "Báo cáo", records_of.REPORT_HEADERS, records.reports),
        ("chi-tra-ho-tro.xlsx", "Chi trả hỗ trợ", records_of.PAYMENT_HEADERS, records.payments),
        ("ho-so.xlsx", "Hồ sơ", records_of.DOCUMENT_HEADERS, records.documents),
    )
    register = [[row[header] for header in records_of.UNIT_HEADERS] for row in records.units.values()]
    write_table(folder / "don-vi.xlsx", Table("Đơn vị", records_of.UNIT_HEADERS, register))
    path = folder / "cong-chuc-dau-moi-cap-tinh.xlsx"
    write_table(path, _table(records, rosters, records_of.ROSTER_HEADERS, provincial, _HEADING))
    for name, sheet, headers, rows in datasets:
        write_table(folder / name, _table(records, sheet, headers, rows))


def _tier(records: Records, row: Row) -> object:
    return records.units.get(str(row["Đơn vị"]), {}).get("Cấp")


def _table(
    records: Records, sheet: str, headers: Sequence[str], rows: Iterable[Row], heading: Sequence[str] = ()
) -> Table:
    """Lay out rows as a sheet, in which units stand by their names."""
    names = _names(records)
    shown = [row | {"Đơn vị": names.get(str(row["Đơn vị"]), row["Đơn vị"])} for row in rows]
    return Table(sheet, headers, [[row[header] for header in headers] for row in shown], heading)


def _names(records: Records) -> Mapping[str, str]:
    return {code: str(row["Tên đơn vị"]) for code, row in records.units.items()}


def _write_readme(path: Path, records: Records, planted: Sequence[Expected]) -> None:
    names = _names(records)
    lines = [_line(item, names) for item in planted]
    text = Path(__file__).with_name("two_tier_readme.md").read_text(encoding="utf-8")
    path.write_text(text.replace("{table}", "\n".join(lines)), encoding="utf-8", newline="\n")


def _line(item: Expected, names: Mapping[str, str]) -> str:
    code, slash, rest = item.subject.partition("/")
    subject = f"{names[code]} ({code}){slash}{rest}" if code in names else code
    return f"| {item.rule} | {_VERDICTS[item.verdict]} | {subject} | {item.why} |"


if __name__ == "__main__":
    make_dossier(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
