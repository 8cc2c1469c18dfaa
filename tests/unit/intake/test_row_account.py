"""No row is lost without a word: what is read must be accounted for, also where asserts are switched off."""

import subprocess
import sys
from collections import Counter

import pytest

from kstt_rules.base.errors import InternalError
from kstt_rules.intake.files.cells import Content, Sheet
from kstt_rules.intake.layout.blocks import Blocks
from kstt_rules.intake.row_account import RowAccount

SHEET = Sheet("Danh sách", [1, 2, 3], [["a"], ["b"], ["c"]])
LOSES_A_ROW = """
from collections import Counter
from kstt_rules.intake.files.cells import Content
from kstt_rules.intake.row_account import RowAccount
RowAccount(read=Counter({"a.xlsx": 3}), accepted=Counter({"a.xlsx": 2})).close([Content("a.xlsx", "0", ())])
"""


def test_a_file_with_a_row_unaccounted_for_stops_the_audit():
    """The error names the file, and how many rows there are."""
    account = RowAccount(read=Counter({"a.xlsx": 3}), accepted=Counter({"a.xlsx": 2}))
    with pytest.raises(InternalError, match=r"^a\.xlsx: 3 rows were read but 2 are accounted for"):
        account.close([Content("a.xlsx", "0", ())])


def test_a_sheet_with_a_row_in_no_table_and_not_beside_them_stops_the_audit():
    """The error names the file and the sheet."""
    with pytest.raises(InternalError, match=r"^a\.xlsx, Danh sách: 3 rows were read but 2 are"):
        RowAccount().open_sheet("a.xlsx", SHEET, Blocks((), 2))


def test_rows_are_counted_where_asserts_are_switched_off():
    """``python -O`` drops asserts, but not this."""
    ended = subprocess.run([sys.executable, "-O", "-c", LOSES_A_ROW], capture_output=True, text=True, check=False)
    assert ended.returncode
    assert "InternalError: a.xlsx: 3 rows were read but 2 are accounted for" in ended.stderr
