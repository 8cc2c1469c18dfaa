"""What is made of the first sheets of a file, before the others have come, is what would be made of them at last."""

from dataclasses import replace
from itertools import permutations

import pytest
from same_dossiers import assert_same_dossier

from kstt_rules.base.memo import Memo
from kstt_rules.intake.assemble import assemble, begin_to_assemble
from kstt_rules.intake.frames import content_of_rows
from kstt_rules.intake.layout.mapping import Mappings
from kstt_rules.intake.rows import linked_rows
from kstt_rules.model.inspection import TextMeaning
from kstt_rules.model.read_vocabulary import base_vocabulary

UNITS = ("Đơn vị", [["Mã đơn vị", "Tên đơn vị", "Cấp"], ["a", "Sở A", "tỉnh"], ["b", "Sở B", "tỉnh"]])
OFFICERS = (
    "Công chức đầu mối",
    [["Đơn vị", "Họ và tên", "Chức vụ"], ["Sở A", "Trần An", "Chuyên viên"], ["Sở C", "Lê Ba", "Chuyên viên"]],
)
MORE_UNITS = ("Thêm", [["Mã đơn vị", "Tên đơn vị", "Cấp"], ["c", "Sở C", "tỉnh"]])
REPORTS = ("Báo cáo", [["Đơn vị", "Kỳ báo cáo", "Ngày gửi"], ["Sở B", "Quý I/2022", "15/03/2022"], ["?", "x", "y"]])


def of_sheets(*sheets):
    """Return a file with sheets."""
    return content_of_rows("a.xlsx", sheets)


def early(content, memo, **options):
    """Begin with each of the sheets that come first."""
    for count in range(1, len(content.sheets) + 1):
        part = replace(content, sheets=content.sheets[:count])
        begin_to_assemble([part], base_vocabulary(), **{"known": None, "mappings": None, "memo": memo} | options)


@pytest.mark.parametrize("sheets", [*permutations([UNITS, OFFICERS, MORE_UNITS, REPORTS])])
def test_a_dossier_is_the_same_whatever_was_begun(sheets):
    """In whatever order its sheets come: a register that is not whole yet leaves nothing behind."""
    content, memo = of_sheets(*sheets), Memo()
    early(content, memo)
    found = assemble([content], base_vocabulary(), memo=memo)
    assert_same_dossier(found.dossier, assemble([content], base_vocabulary()).dossier)


def test_rows_that_were_linked_by_the_whole_register_are_not_linked_again(monkeypatch):
    """Those of the sheets that come last are linked at last."""
    linked, link = [], linked_rows._linked
    monkeypatch.setattr(linked_rows, "_linked", lambda *given: linked.append(given[0]) or link(*given))
    content, memo = of_sheets(UNITS, OFFICERS, REPORTS), Memo()
    early(replace(content, sheets=content.sheets[:2]), memo)
    assert linked == ["officer"]
    assemble([content], base_vocabulary(), memo=memo)
    assert linked == ["officer", "report"]


def test_what_is_wrong_with_a_part_alone_is_not_said():
    """The unit that a mapping names may still come."""
    mappings = Mappings(texts=(TextMeaning("Sở Cũ", unit="c", where="map.yaml:1:1"),))
    content, memo = of_sheets(UNITS, OFFICERS, MORE_UNITS), Memo()
    early(content, memo, mappings=mappings)
    found = assemble([content], base_vocabulary(), mappings=mappings, memo=memo)
    assert_same_dossier(found.dossier, assemble([content], base_vocabulary(), mappings=mappings).dossier)
