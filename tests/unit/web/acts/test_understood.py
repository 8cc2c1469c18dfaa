"""What is corrected of how files are understood is read at once and stays; a mistake changes nothing."""

import pytest
from layouts.grid import Grid
from workspaces import REGISTER, open_desk

from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.web.acts import columns, dataset, forget, mapping, meanings
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.downloads.mapping import write
from kstt_rules.web.texts import understood as words
from kstt_rules.web.views.understood import view

pytestmark = pytest.mark.usefixtures("read_here")

DS = {"file": "danh sách.xlsx", "sheet": "DS", "entity": "officer"}


@pytest.fixture
def desk(tmp_path):
    """A roster with a sheet of other things, and its register."""
    return open_desk(tmp_path)


def roster(desk):
    """Return the rows of the roster that were accepted."""
    return desk.inspection.dossier.tables["officer"].frame


def column_lines(**fields):
    """Return the fields of the form of a table."""
    lines = {f"letters.{at}": letters for at, letters in enumerate(fields)}
    return DS | lines | {f"field.{at}": value for at, value in enumerate(fields.values())}


def test_a_column_is_read_as_the_field_that_was_chosen(desk):
    """Only what differs is kept, and the desk that is opened anew reads it, too."""
    done = columns.act(
        desk,
        column_lines(A="", B="unit", C="name", D="title", E="phone")
        | {"from": "understood?file=danh+s%C3%A1ch.xlsx&page=2"},
    )
    assert (done.to, done.said) == ("understood?file=danh+s%C3%A1ch.xlsx&page=2", words.READ_AGAIN)
    assert "phone" in roster(desk)
    assert "E: phone" in desk.workspace.mapping.read_text(encoding="utf-8").replace('"', "")
    again = Desk(desk.workspace.folder)
    again.open()
    assert "phone" in roster(again)


def test_columns_that_are_left_as_they_are_change_nothing(desk):
    """There is no mapping file then."""
    assert columns.act(desk, column_lines(A="", B="unit")).said is None
    assert not desk.workspace.mapping.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"D": "title", "E": "title"}, "Hai cột không thể cùng là “Chức vụ”"),
        ({"E": "person"}, "'person' không phải thông tin"),
    ],
)
def test_a_field_that_cannot_be_is_told(desk, fields, said):
    """And nothing is changed."""
    with pytest.raises(UsageError) as error:
        columns.act(desk, column_lines(**fields))
    assert said in error.value.message.vi
    assert not desk.workspace.mapping.exists()


def test_a_sheet_is_left_out_or_holds_a_dataset(desk):
    """What was not a dataset may be one, and a roster none."""
    dataset.act(desk, {"file": "danh sách.xlsx", "sheet": "Khác", "dataset": "none"})
    assert view(desk, {})["sheets"]["items"] == []
    dataset.act(desk, {"file": "danh sách.xlsx", "sheet": "DS", "dataset": "consolidated", "header": "2"})
    assert "consolidated" in {table.entity for table in desk.inspection.tables}
    with pytest.raises(UsageError, match="not the number of a row"):
        dataset.act(desk, {"file": "danh sách.xlsx", "sheet": "DS", "dataset": "officer", "header": "hai"})


def test_units_and_titles_mean_what_was_chosen(desk):
    """A unit by its name, or with its code where several are called so; chosen or typed, several at once."""
    lines = {
        "text.0": "UBND xã Đồng Kì",
        "chosen.0": "UBND xã Đồng Sơn, huyện Yên Thế (07302)",
        "typed.0": "Đồng Kỳ - huyện Yên Thế",
    }
    more = {"text.1": "UBND xã Đồng Sơn", "chosen.1": "UBND xã Đồng Sơn, huyện Lục Ngạn (07401)", "typed.1": ""}
    sheet = {"file.0": "", "sheet.0": "", "file.1": "danh sách.xlsx", "sheet.1": "DS"}
    meanings.act(desk, {"kind": "unit", **lines, **more, **sheet})
    title = {"text.0": "Theo dõi KSTT", "chosen.0": "chủ tịch", "file.0": "", "sheet.0": "", "typed.0": ""}
    meanings.act(desk, {"kind": "title", **title})
    assert sorted(roster(desk)["unit"]) == ["07301", "07401"]
    assert roster(desk)["role"].notna().all()
    assert desk.inspection.unclear == ()
    shown = view(desk, {})["mapping"]
    assert shown["texts"][0]["said"].vi == "“Theo dõi KSTT” nghĩa là Chủ tịch"


@pytest.mark.parametrize(
    ("typed", "said"), [("UBND xã Đồng Sơn", "is not one unit of the register"), ("", "choose at least one")]
)
def test_what_is_not_one_unit_is_told(desk, typed, said):
    """And nothing is changed."""
    line = {"text.0": "UBND xã Đồng Kì", "chosen.0": "", "typed.0": typed, "file.0": "", "sheet.0": ""}
    with pytest.raises(UsageError, match=said):
        meanings.act(desk, {"kind": "unit", **line})
    assert not desk.workspace.mapping.exists()


def test_a_mapping_file_of_another_dossier_is_taken_and_can_be_had_again(desk):
    """As it was given, with its comments; a faulty one is told with its line, and the one before stays."""
    text = "# của năm trước\ntexts:\n  - {text: UBND xã Đồng Kì, unit: UBND xã Đồng Kỳ}\n"
    mapping.act(desk, {"mapping": text.replace("\n", "\r\n")})
    assert "07301" in set(roster(desk)["unit"])
    with pytest.raises(InputError, match=r"mapping.yaml:1:9"):
        mapping.act(desk, {"mapping": "texts: [{text: A, unit: Không có}]"})
    assert write(desk, {}).path.read_text(encoding="utf-8") == text
    mapping.act(desk, {"mapping": " "})
    assert not desk.workspace.mapping.exists()


def test_a_correction_is_taken_back(desk):
    """And the files are read as before."""
    dataset.act(desk, {"file": "danh sách.xlsx", "sheet": "Khác", "dataset": "none"})
    forget.act(desk, {"entry": "0"})
    assert len(view(desk, {})["sheets"]["items"]) == 1


SIDEWAYS = [
    ["DANH SÁCH CÔNG CHỨC ĐẦU MỐI"],
    ["Họ và tên", "Nguyễn Văn An", "Trần Thị Bình"],
    ["Đơn vị", "UBND xã Đồng Kỳ", "UBND xã Đồng Kỳ"],
    ["Chức vụ", "Chủ tịch", "Văn phòng"],
    ["Liên hệ", "0912345678", "0912345679"],
]
STACKED = [
    ["Đơn vị", "Kỳ báo cáo", "Ngày gửi"],
    ["UBND xã Đồng Kỳ", "Quý I/2022", "14/03/2022"],
    ["Họ và tên", "Chức vụ", "Phụ trách Một cửa", "Phụ trách KSTTHC", "Liên hệ"],
    ["1. UBND xã Đồng Kỳ"],
    ["Nguyễn Văn An", "Chủ tịch", "có", "không", "0912345678"],
]


@pytest.mark.parametrize(("rows", "letters"), [(SIDEWAYS, "5"), (STACKED, "E")])
def test_columns_of_tables_on_their_side_and_beside_others_are_corrected(tmp_path, rows, letters):
    """The page shows their first values, offers their fields, and keeps what is chosen."""
    desk = open_desk(tmp_path, {"a.xlsx": [Grid("A", rows)], "đơn vị.xlsx": [Grid("Đơn vị", REGISTER)]})
    (table,) = (item for item in view(desk, {"file": "a.xlsx"})["tables"] if item["entity"] == "officer")
    (column,) = (item for item in table["columns"] if item["letters"] == letters)
    assert column["samples"][0] == "0912345678"
    before = {name: len(item) for name, item in desk.inspection.dossier.tables.items()}
    lines = {f"letters.{at}": item["letters"] for at, item in enumerate(table["columns"])}
    lines |= {f"field.{at}": item["value"] for at, item in enumerate(table["columns"])}
    lines[f"field.{table['columns'].index(column)}"] = "phone"
    place = {name: str(table[name]) for name in ("file", "sheet", "entity", "header")}
    columns.act(desk, place | lines)
    assert roster(desk)["phone"][0] == "0912345678"
    assert {name: len(item) for name, item in desk.inspection.dossier.tables.items()} == before


def test_a_sheet_that_was_not_understood_is_said_to_lie_on_its_side(tmp_path):
    """Its rows are then read as columns are."""
    rows = [["Ai", "Nguyễn Văn An"], ["Đơn vị", "UBND xã Đồng Kỳ"], ["Chức vụ", "Chủ tịch"], ["x", "y"]]
    desk = open_desk(tmp_path, {"a.xlsx": [Grid("A", rows)], "đơn vị.xlsx": [Grid("Đơn vị", REGISTER)]})
    dataset.act(desk, {"file": "a.xlsx", "sheet": "A", "dataset": "officer", "header": "1", "turned": "1"})
    place = {"file": "a.xlsx", "sheet": "A", "entity": "officer", "header": "1"}
    columns.act(desk, place | {"letters.0": "1", "field.0": "name"})
    assert roster(desk)["name"].tolist() == ["Nguyễn Văn An"]


def test_of_columns_with_several_records_of_a_row_it_is_told_why_none_is_offered(tmp_path):
    """In a sentence above the table; the other columns of it are offered."""
    rows = [["BÁO CÁO NĂM 2022"], ["Đơn vị", "Quý I", "Quý II"], ["UBND xã Đồng Kỳ", "14/3/2022", "14/6/2022"]]
    desk = open_desk(tmp_path, {"a.xlsx": [Grid("Báo cáo", rows)], "đơn vị.xlsx": [Grid("Đơn vị", REGISTER)]})
    (table,) = view(desk, {"file": "a.xlsx"})["tables"]
    assert table["note"] == words.SPREAD
    assert [column["is_fixed"] for column in table["columns"]] == [False, True, True]
    assert all(item["note"] is None for item in view(desk, {"file": "đơn vị.xlsx"})["tables"])
