"""Makes the dossier of the ministry: ``python -m examples.generator.ministry [FOLDER]``."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from .expected import Expected
from .ministry_plants import plant
from .ministry_records import HEADERS, People, Records, orderly_records
from .write import Table, write_table

NAME = "bo-cong-thuong-2019"

_VERDICTS = {"breach": "vi phạm · breach", "undetermined": "chưa đủ căn cứ · undetermined"}
_HEADING = ("BỘ CÔNG THƯƠNG (VÍ DỤ)", "DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH")
_FILES: Sequence[tuple[str, str, str]] = (
    ("units", "don-vi.xlsx", "Đơn vị"),
    ("officers", "cong-chuc-dau-moi.xlsx", "Công chức đầu mối"),
    ("decisions", "quyet-dinh-dau-moi.xlsx", "Quyết định đầu mối"),
    ("acts", "van-ban-qppl.xlsx", "Văn bản QPPL"),
    ("announcements", "quyet-dinh-cong-bo.xlsx", "Quyết định công bố"),
    ("procedures", "tthc.xlsx", "TTHC"),
    ("papers", "ke-hoach-danh-muc.xlsx", "Kế hoạch, danh mục năm"),
    ("visits", "kiem-tra-nghiep-vu.xlsx", "Kiểm tra nghiệp vụ"),
    ("petitions", "phan-anh-kien-nghi.xlsx", "Phản ánh kiến nghị"),
    ("reviews", "ra-soat.ods", "Rà soát TTHC"),
    ("requests", "yeu-cau-bao-cao.csv", "Yêu cầu báo cáo"),
    ("courses", "tap-huan.xlsx", "Tập huấn"),
    ("rewards", "khen-thuong.xlsx", "Khen thưởng"),
    ("works", "viec-da-lam.xlsx", "Việc đã làm"),
)
_UNIT_COLUMNS = ("Đơn vị", "Đơn vị trình", "Đơn vị chủ trì", "Đơn vị xử lý")


def make_dossier(folder: Path) -> None:
    """Write ``bo-cong-thuong-2019`` into a folder, with what is planted in it and the page that says so."""
    target = folder / NAME
    target.mkdir(parents=True, exist_ok=True)
    people = People()
    records = orderly_records(people)
    planted = sorted(plant(records, people))
    names = {str(row["Mã đơn vị"]): str(row["Tên đơn vị"]) for row in records["units"]}
    _send(records, names, target)
    plan = json.dumps([asdict(item) for item in planted], ensure_ascii=False, indent=1)
    (target / "planted.json").write_text(plan + "\n", encoding="utf-8", newline="\n")
    lines = "\n".join(_line(item, names) for item in planted)
    text = Path(__file__).with_name("ministry_readme.md").read_text(encoding="utf-8")
    (target / "README.md").write_text(text.replace("{table}", lines), encoding="utf-8", newline="\n")


def _send(records: Records, names: Mapping[str, str], folder: Path) -> None:
    for dataset, file, sheet in _FILES:
        headers = HEADERS[dataset]
        shown = [
            row | {key: names.get(str(row[key]), row[key]) for key in _UNIT_COLUMNS if key in row}
            for row in records[dataset]
        ]
        heading = _HEADING if dataset == "officers" else ()
        write_table(
            folder / file, Table(sheet, headers, [[row[header] for header in headers] for row in shown], heading)
        )


def _line(item: Expected, names: Mapping[str, str]) -> str:
    code, slash, rest = item.subject.partition("/")
    subject = f"{names[code]} ({code}){slash}{rest}" if code in names else item.subject
    return f"| {item.rule} | {_VERDICTS[item.verdict]} | {subject} | {item.why} |"


if __name__ == "__main__":
    make_dossier(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
