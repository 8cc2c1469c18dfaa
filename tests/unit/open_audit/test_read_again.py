"""After any edit the cells of an open audit are read to what reading them from the start gives, wherever they stand."""

import re
from dataclasses import replace
from datetime import date

import pytest
from same_dossiers import assert_same_dossier

from kstt_rules.base.memo import Memo
from kstt_rules.intake.files.cells import Content, Merge, Sheet
from kstt_rules.intake.files.child_cells import encode
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.rows import linked_rows
from kstt_rules.judging.steps import new_run, with_dossier
from kstt_rules.open_audit.kept_cells import KeptCells
from kstt_rules.pack import load_pack

pytestmark = pytest.mark.usefixtures("read_here")

PACK = load_pack("bac-giang-2021")
RUN = new_run(PACK, as_of=date(2022, 3, 31))
UNITS = [
    ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Trực thuộc"],
    ["h1", "UBND huyện Một", "huyện", "UBND huyện", None],
    *([f"x{at}", f"UBND xã {name}", "xã", "UBND xã", "h1"] for at, name in enumerate(("Hai", "Ba", "Bốn"))),
    ["so-y", "Sở Y tế", "tỉnh", "Sở", None],
]
OFFICERS = [
    ["DANH SÁCH CÔNG CHỨC ĐẦU MỐI UBND HUYỆN MỘT"],
    ["STT", "Đơn vị", "Họ và tên", "Năm sinh", "Chức vụ", "Từ ngày"],
    [1.0, "UBND xã Hai", "Lê Văn An", 1980.0, "Chủ tịch", "31/12/2021"],
    [2.0, None, "Trần Thị Bình", None, "Công chức", "05/01/2022"],
    [3.0, "UBND xã Ba", "Phạm Văn Chi", None, "Chủ tịch", "06/01/2022"],
    [4.0, "UBND xã Ba", "Đỗ Thị Dung (1985)", None, "Công chức", None],
    [5.0, "UBND xã Ba", "Phạm Văn Chi", None, "Chủ tịch", "06/01/2022"],
]
OTHERS = [*OFFICERS[:2], [1.0, "Sở Y tế", "Vũ Thị Giang", 1979.0, "Giám đốc", "31/12/2021"]]
REPORTS = [
    ["Đơn vị", "Kỳ báo cáo", "Hạn gửi", "Ngày gửi", "Nơi nhận"],
    ["UBND xã Hai", "Quý IV/2021", None, encode(date(2021, 12, 20)), "UBND huyện Một"],
    ["UBND xã Ba", "Quý IV/2021", None, "20/12/2021", "UBND huyện Một; Phòng Nội vụ"],
    ["UBND xã Bốn", "Quý IV/2021", None, encode(date(2021, 12, 5)), None],
    ["Sở Y tế", "Năm 2021", encode(date(2021, 12, 15)), None, "Văn phòng UBND tỉnh"],
]
TWO = [
    ["Đơn vị", "Họ và tên", "Kỳ chi trả", "Số tiền"],
    ["UBND xã Hai", "Lê Văn An", "Quý IV/2021", 20000.0],
    ["UBND xã Ba", "Phạm Văn Chi", "Quý IV/2021", 20000.0],
    ["Nội dung tập huấn năm 2021"],
    ["Đơn vị", "Nội dung", "Ngày tổ chức", "Số người dự"],
    ["UBND xã Hai", "Kiểm soát thủ tục", encode(date(2021, 11, 2)), 12.0],
]


def sheet(name, rows, **more):
    """Return a sheet of rows, the first of them numbered 1."""
    return Sheet(name, [*range(1, len(rows) + 1)], Grid.of([[*row] for row in rows]), **more)


CONTENTS = (
    Content("bao-cao.xlsx", "1", (sheet("Báo cáo", REPORTS, hidden_rows=[3]),)),
    Content("cong-chuc.xlsx", "2", (sheet("Công chức đầu mối", OFFICERS, merges={3: [Merge(3, 1, 4, 1)]}),)),
    Content("danh-sach.xlsx", "5", (sheet("Danh sách", OTHERS),)),
    Content("don-vi.xlsx", "3", (sheet("Đơn vị", UNITS),)),
    Content("hai-bang.xlsx", "4", (sheet("Chi trả hỗ trợ", TWO),)),
)
FRESH = KeptCells(contents=CONTENTS, vocabulary=PACK.vocabulary)


def read(kept):
    """Return what cells are read and completed to, in a round of their memo."""
    dossier = kept.read().dossier
    run = with_dossier(RUN, dossier, None, kept.memo)
    kept.memo.end_round()
    return dossier, run


def assert_as_from_the_start(kept):
    """Hold what the next round gives against what reading the same cells with an empty memo gives."""
    (dossier, run), (fresh, whole) = read(kept), read(replace(kept, memo=Memo()))
    assert_same_dossier(dossier, fresh)
    assert_same_dossier(run.dossier, whole.dossier)
    assert (run.received, run.submissions) == (whole.received, whole.submissions)


SITUATIONS = {
    "a value": ["bao-cao!D2=21/12/2021"],
    "a value that is wrong": ["bao-cao!B2=hỏng", "bao-cao!B2=Quý III/2021"],
    "a header": ["bao-cao!D1=Ghi chú", "bao-cao!D1=Ngày gửi"],
    "a header of another dataset": ["bao-cao!B1=Họ và tên"],
    "a header that becomes data": ["cong-chuc!C2=Lê Văn Em"],
    "merged cells": ["cong-chuc!B3=UBND xã Bốn", "cong-chuc!B4=UBND xã Hai", "cong-chuc!B3="],
    "a title above the table": ["cong-chuc!A1=DANH SÁCH CỦA SỞ Y TẾ", "cong-chuc!A1="],
    "a title that becomes a row": ["cong-chuc!B1=UBND xã Ba", "cong-chuc!C1=Lê Văn Bảy"],
    "the name of a unit": ["bao-cao!A2=UBND xã Bốn", "bao-cao!A2=xã lạ", "bao-cao!A2="],
    "the register": ["don-vi!B3=UBND xã Mới", "don-vi!A3=so-y", "don-vi!D6=UBND xã"],
    "a row that becomes a note": ["bao-cao!B5=", "bao-cao!C5=", "bao-cao!E5=", "bao-cao!A5=Ghi chú: gộp"],
    "a row that becomes a total": ["cong-chuc!B6=Tổng cộng", "cong-chuc!C6="],
    "a row that becomes a signature": ["cong-chuc!B5=Người lập biểu", "cong-chuc!C5=CHỦ TỊCH"],
    "a duplicate that becomes unique": ["cong-chuc!E7=Công chức", "cong-chuc!E7=Chủ tịch"],
    "what a duplicate repeats": ["cong-chuc!C5=Phạm Văn Chín", "cong-chuc!C5=Phạm Văn Chi"],
    "a row that becomes a duplicate": [
        "bao-cao!A3=UBND xã Hai",
        "bao-cao!D3=20/12/2021",
        "bao-cao!E3=UBND huyện Một",
    ],
    "a hidden row": ["bao-cao!D3=22/12/2021", "bao-cao!A3=Sở Y tế"],
    "two tables on a sheet": [
        "hai-bang!D2=30000",
        "hai-bang!C6=03/11/2021",
        "hai-bang!A4=Khác",
        "hai-bang!B5=Kỳ chi trả",
    ],
    "a row that is emptied": ["hai-bang!A6=", "hai-bang!B6=", "hai-bang!C6=", "hai-bang!D6="],
    "a row that is new": ["bao-cao!A6=UBND xã Hai", "bao-cao!B6=Quý IV/2021", "bao-cao!A8=Sở Y tế"],
    "a column that is new": ["bao-cao!F1=Người ký", "bao-cao!F3=Lê Văn An"],
    "days that a program swapped": ["bao-cao!D2=05/12/2021", "bao-cao!D3=05/12/2021", "bao-cao!D3='21/12/2021"],
    "a year of birth": ["cong-chuc!D3=hỏng", "cong-chuc!C5=Lê Văn An", "cong-chuc!C6=Đỗ Thị Dung"],
    "a table that goes and comes": ["danh-sach!C2=Nội dung", "danh-sach!B2=Khác", "danh-sach!E2=?", "danh-sach!C2=x"],
    "nobody": ["cong-chuc!C4=Không có", "cong-chuc!C4=0", "cong-chuc!C4="],
    "several people": ["cong-chuc!C6=1. Đỗ Thị Dung\n2. Lê Văn Bảy", "cong-chuc!C6=Đỗ Thị Dung"],
}


@pytest.mark.parametrize("edits", SITUATIONS.values(), ids=SITUATIONS)
def test_cells_are_read_again_as_from_the_start(edits):
    """After each edit of a sequence, and of its way back."""
    kept, done = replace(FRESH, memo=Memo()), []
    read(kept)
    names = {content.label.removesuffix(".xlsx"): content.sheets[0].name for content in CONTENTS}
    for edit in edits:
        file, cell, text = re.fullmatch(r"(.+)!(\w+)=(.*)", edit, re.DOTALL).groups()
        done.append(kept.typed(f"{file}.xlsx", names[file], cell, text))
        kept = kept.made(done[-1])
        assert_as_from_the_start(kept)
    for edit in reversed(done):
        kept = kept.taken_back(edit)
        assert_as_from_the_start(kept)


def test_what_an_edit_leaves_as_it_was_is_the_same_value():
    """Tables of other sheets, and in the table of the row that differs the columns beside."""
    kept = replace(FRESH, memo=Memo())
    before, _ = read(kept)
    after, _ = read(kept.made(kept.typed("bao-cao.xlsx", "Báo cáo", "E2", "Sở Y tế")))
    assert {name for name, table in before.tables.items() if after.tables[name] is not table} == {"report"}
    old, new = before.tables["report"], after.tables["report"]
    differing = {name for name, column in old.columns.items() if column is not new.columns[name]}
    assert differing == {"recipient_name", "recipients"}
    assert new.origin is old.origin


def test_the_rows_of_other_tables_stay_linked_where_one_goes_and_comes(monkeypatch):
    """Only its own are linked once it is there again."""
    kept, linked = replace(FRESH, memo=Memo()), []
    read(kept)
    link = linked_rows.link
    monkeypatch.setattr(
        linked_rows, "link", lambda raw, *given: linked.append((raw.entity, len(raw))) or link(raw, *given)
    )
    gone = kept.made(kept.typed("danh-sach.xlsx", "Danh sách", "C2", "Nội dung"))
    assert len(read(gone)[0].tables["officer"]) == len(read(FRESH)[0].tables["officer"]) - 1
    linked.clear()
    back = gone.made(gone.typed("danh-sach.xlsx", "Danh sách", "C2", "Họ và tên"))
    assert_same_dossier(read(back)[0], read(replace(FRESH, memo=Memo()))[0])
    assert ("officer", 1) in linked
