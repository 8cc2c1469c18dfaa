"""A file that is named as the register is one by the word of who names it; only its bad rows are rejected."""

import pytest

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.intake import read_dossier
from kstt_rules.model.read_vocabulary import base_vocabulary

pytestmark = pytest.mark.usefixtures("read_here")

BAD_ROW = "Mã,Tên\n1,Sở Y tế\n2,\n3,UBND huyện Yên Thế\n"
WHOLE = "Mã,Tên\n1,Sở Y tế\n2,UBND xã Đồng Kỳ\n"


def written(path, text):
    """Write a register."""
    file = path / "a.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_register_of_few_columns_loses_its_bad_rows_only(tmp_path):
    """Each of them is told."""
    found = read_dossier([], base_vocabulary(), units=written(tmp_path, BAD_ROW))
    assert found.tables["unit"].frame["id"].tolist() == ["1", "3"]
    assert [(item.row, item.reason) for item in found.rejects] == [(3, "missing_value")]


def test_a_file_that_is_not_named_as_the_register_says_itself_what_it_is(tmp_path):
    """Two columns of any list do not."""
    found = read_dossier([written(tmp_path, BAD_ROW)], base_vocabulary())
    assert "unit" not in found.tables


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [(WHOLE, Exit.CLEAN, ""), (BAD_ROW, Exit.UNREADABLE, "row 3"), ("Cột,Ghi chú\n1,2\n", Exit.UNREADABLE, "units")],
)
def test_a_command_needs_all_units_of_a_register(tmp_path, capsys, text, code, told):
    """A row that is rejected is told with its place."""
    options = ["calendar", "--year", "2022", "-o", str(tmp_path / "lich.xlsx")]
    assert main([*options, "--units", str(written(tmp_path, text))]) == code
    assert told in capsys.readouterr().err


DISTRICTS = "Mã,Tên,Cấp\n016,Huyện Sóc Sơn,Huyện\n"
COMMUNES = (
    "Mã,Tên,Cấp,Mã QH,Quận Huyện\n00379,Xã Bắc Sơn,Xã,016,Huyện Soc Sơn\n00001,Phường Phúc Xá,Phường,001,Quận Ba Đình\n"
)


@pytest.mark.parametrize(
    ("texts", "parents", "told"),
    [
        ((DISTRICTS, COMMUNES), {"016": None, "00379": "016", "00001": None}, ["Quận Ba Đình"]),
        ((COMMUNES,), {"00379": None, "00001": None}, ["Huyện Soc Sơn", "Quận Ba Đình"]),
        (
            (DISTRICTS, COMMUNES.replace(",Quận Huyện", "").replace(",Huyện Soc Sơn", "").replace(",Quận Ba Đình", "")),
            {"016": None, "00379": "016", "00001": None},
            ["Trực thuộc"],
        ),
    ],
)
def test_the_official_register_gives_the_code_of_the_parent(tmp_path, texts, parents, told):
    """It goes before the name where a row has that code; a parent that no row is, is told and none."""
    for number, text in enumerate(texts):
        (tmp_path / f"danh muc {number}.csv").write_text(text, encoding="utf-8")
    found = read_dossier([tmp_path], base_vocabulary())
    frame = found.tables["unit"].frame
    assert frame.set_index("id")["parent"].to_dict() == parents
    assert "parent_code" not in frame
    messages = [item.message.vi for item in found.rejects if item.reason == "unknown_parent"]
    assert len(messages) == len(told)
    assert all(any(name in message for message in messages) for name in told)
