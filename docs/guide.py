"""The dossier that the Vietnamese guide works on, and what its reader does by hand in Excel between the commands.

``python docs/guide.py FOLDER`` lays the dossier out in a new folder. ``docs/huong-dan.md`` gives each command in a
block of its own and names each deed of the hand in a comment, ``<!-- by hand: name -->``. ``docs/guide_pictures.py``
and the tests lay the dossier out in an empty folder and follow the page.
"""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

DOCS: Final = Path(__file__).parent
PAGE: Final = DOCS / "huong-dan.md"
EXAMPLES: Final = DOCS.parent / "examples"
DISTRICT: Final = "UBND huyện Yên Thế"
UNCLEAR: Final = "Người được phân công"
"""What the district calls the column of names: a header that is not understood."""
MENDED: Final = "UBND xã Đồng Kỳ"
"""The commune that mends its report."""

_TITLE_CELLS: Final = 2
_WIDTHS: Final = {"Đơn vị": 28, "Tên đơn vị": 28, "Chức vụ": 30, "Phòng/bộ phận": 24, "Email": 36}
_STEP: Final = re.compile(
    r"<!-- by hand: (?P<hand>[a-z-]+) -->|^```(?P<kind>sh|text)\n(?P<block>.*?)^```$", re.MULTILINE | re.DOTALL
)


def lay_out(folder: Path) -> None:
    """Save what came by mail: the files of one district this quarter and of last year, and the letterhead."""
    sent, earlier = EXAMPLES / "bac-giang-2022", EXAMPLES / "bac-giang-2022-previous"
    units = {row[1] for row in _rows(sent / "don-vi.xlsx") if DISTRICT in row}
    now, before = folder / "quy-1-2022", folder / "quy-4-2021"
    for place in (now, before):
        place.mkdir()
        _copy(sent / "don-vi.xlsx", place / "don-vi.xlsx", lambda row: row[1] in units, {})
    for source, target in (
        (sent / "cong-chuc-dau-moi-huyen-yen-the.xlsx", now / "dau-moi.xlsx"),
        (earlier / "cong-chuc-dau-moi-2021.xlsx", before / "dau-moi.xlsx"),
        (sent / "bao-cao-2022.xlsx", now / "bao-cao.xlsx"),
        (sent / "bao-cao-2021.xlsx", before / "bao-cao.xlsx"),
    ):
        heads = {"Họ và tên": UNCLEAR} if target == now / "dau-moi.xlsx" else {}
        _copy(source, target, lambda row: row[0] in units, heads)
    shutil.copyfile(EXAMPLES / "letterhead.yaml", folder / "cong-van.yaml")


def send_again(folder: Path) -> None:
    """Mend a report in the marked files, as its commune would, and save what came back in a folder of its own."""
    from openpyxl import load_workbook  # noqa: PLC0415 - of the tests; the dossier is laid out without it

    shutil.copytree(folder / "danh-dau", folder / "quy-1-2022-sua")
    path = folder / "quy-1-2022-sua" / "bao-cao.xlsx"
    book = load_workbook(path)
    row = next(row for row in book["Báo cáo"].iter_rows() if row[0].value == MENDED and row[3].value)
    row[4].value, row[5].value = "Chủ tịch UBND", date(2022, 3, 16)
    book.save(path)


def set_aside(folder: Path) -> None:
    """Fill in a row of the sheet of waivers."""
    from openpyxl import load_workbook  # noqa: PLC0415 - of the tests; the dossier is laid out without it

    path = folder / "mien-tru.xlsx"
    book = load_workbook(path)
    given = {
        "Đơn vị": "UBND xã Tam Tiến",
        "Điều khoản": "điểm c khoản 1 Điều 5",
        "Lý do": "đang kiện toàn, chờ tuyển dụng",
        "Người cho phép": "Chủ tịch UBND tỉnh",
        "Đến ngày": date(2022, 6, 30),
    }
    for cell in book["Miễn trừ"][1]:
        cell.offset(row=1).value = given.get(cell.value)
    book.save(path)


BY_HAND: Final[dict[str, Callable[[Path], None]]] = {"send-again": send_again, "set-aside": set_aside}


def steps() -> Iterator[tuple[str, str]]:
    """Yield the page's steps in their order: ("hand", name), ("sh", command) and ("text", what it showed)."""
    for found in _STEP.finditer(PAGE.read_text("utf-8")):
        if found["hand"]:
            yield "hand", found["hand"]
        else:
            yield found["kind"], found["block"].strip()


def _rows(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)


def _copy(source: Path, target: Path, keep: Callable[[list[Any]], bool], heads: dict[str, str]) -> None:
    """Write the rows above the header, the header, and of those below it the ones to keep; headers may be renamed."""
    rows = _rows(source)
    top = next(number for number, row in enumerate(rows) if len(list(filter(None, row))) > _TITLE_CELLS)
    rows[top] = [heads.get(head, head) for head in rows[top]]
    with Workbook(target) as book:
        font = {"font_name": "Times New Roman", "font_size": 12}
        plain, head, day = (book.add_format(font | more) for more in ({}, {"bold": True}, {"num_format": "dd/mm/yyyy"}))
        sheet = book.add_worksheet(CalamineWorkbook.from_path(source).sheet_names[0])
        for column, text in enumerate(rows[top]):
            sheet.set_column(column, column, max(_WIDTHS.get(text, 0), len(text) + 4))
        for number, row in enumerate((*rows[: top + 1], *filter(keep, rows[top + 1 :]))):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value != "":
                    sheet.write(number, column, value, head if number <= top else plain)
        sheet.freeze_panes(top + 1, 0)


if __name__ == "__main__":
    practice = Path(sys.argv[1])
    practice.mkdir()
    lay_out(practice)
