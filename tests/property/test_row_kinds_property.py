"""What a row of a sheet is does not depend on how many rows are looked at together."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.intake.files.cells import MARK, Sheet
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout import data_rows as rows_of_data
from kstt_rules.intake.layout.blocks import find_blocks
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.headings import Headings
from kstt_rules.intake.layout.row_kinds import (
    RowKinds,
    begins_signature,
    is_letterhead,
    is_total,
)
from kstt_rules.intake.layout.unit_finder import UnitFinder
from kstt_rules.intake.values.titles import Titles
from kstt_rules.model.read_vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()
HEADER = ["STT", "Đơn vị", "Họ và tên", "Chức vụ", "Năm sinh", "Ghi chú"]
TEXTS = (
    "1|2|I|A.|I. CẤP TỈNH|Sở Y tế|Xã Phúc Sơn|UBND huyện Yên Thế|Cấp xã|Nguyễn Văn An|TRẦN THỊ BÌNH|Giám đốc"
    "|Chuyên viên|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|Tổng cục|NGƯỜI LẬP BIỂU|Nơi nhận:|KT. CHỦ TỊCH|XÁC NHẬN|- Lưu: VT|Cộng"
    "|Tổng số|* Cộng|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Số: 12/SYT-VP|Ghi chú: x|x"
    "|Hà Nội, ngày 05 tháng 01 năm 2022|ngày    tháng    năm"
)
CELLS = st.one_of(
    st.none(), st.sampled_from([1.0, 1980.0, f"{MARK}D2022-01-05", f"{MARK}E#N/A"]), st.sampled_from(TEXTS.split("|"))
)
ROWS = st.lists(st.lists(CELLS, min_size=6, max_size=6).filter(any), max_size=14)


def trimmed(row):
    """Return a row up to its last cell, as reading gives it."""
    filled = [at for at, cell in enumerate(row) if cell is not None]
    return row[: filled[-1] + 1]


@given(ROWS)
def test_a_row_is_the_same_at_a_glance_and_looked_at_closely(rows):
    """Of whole runs of rows it is known at once that they are data; that they are says the close look too."""
    sheet = Sheet("Danh sách", list(range(1, len(rows) + 2)), [HEADER, *map(trimmed, rows)])
    blocks = find_blocks(sheet, "a.xlsx", Headers.of(VOCABULARY)).tables
    entity = VOCABULARY.entity("officer")
    for block in blocks:
        finder = UnitFinder(Titles.of(VOCABULARY.choices["unit_kind"]))
        of = (sheet, block.header, block.rows, entity, Headings(entity, block.header.held, VOCABULARY, finder))
        quick = rows_of_data.data_rows(*of)
        looks = replace(quick.looks, plain=np.zeros(len(block.rows), dtype=bool))
        assert rows_of_data.data_rows(*of, looks) == quick


@given(ROWS)
def test_a_row_is_of_the_same_kind_alone_and_among_others(rows):
    """Totals, letterheads and signatures are told by a row's own cells."""
    grid = Grid.of([*map(trimmed, rows)])
    kinds = RowKinds.of(grid)
    assert kinds.totals.tolist() == [is_total(row) for row in grid]
    assert kinds.letterheads.tolist() == [is_letterhead(row) for row in grid]
    assert kinds.signatures.tolist() == [begins_signature(row) for row in grid]
