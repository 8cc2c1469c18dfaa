"""The mapping file of ``kstt inspect --fix``: it says how tables were read, and read back it gives what it says."""

import pytest
from layouts.grid import Grid, write

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.intake import inspect_reading, start_reading
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.outputs.mapping_file import mapping_text

pytestmark = pytest.mark.usefixtures("read_here")

VOCABULARY = base_vocabulary()
LIST = [
    ["SỞ Y TẾ"],
    ["DANH SÁCH CÔNG CHỨC ĐẦU MỐI"],
    ["TT", "2. Họ và tên", "Liên hệ", None, "Chức vụ, đơn vị công tác", "Quê quán"],
    [None, None, "Điện thoại", "Email"],
    [1, "Nguyễn Văn An", "0912345678", "a@x.vn", "Giám đốc, Sở Y tế", "Hà Nội"],
    [2, "Trần Thị Bình", "0912345679", "b@x.vn", "Chuyên viên, Sở Y tế", "Huế"],
]
REGISTER = [["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại"], ["syt", "Sở Y tế", "tỉnh", "Sở"]]


def inspected(path, mapping=None):
    """Inspect a file."""
    with start_reading([path], mapping=mapping) as reading:
        return inspect_reading(reading, VOCABULARY)


@pytest.fixture
def file(tmp_path):
    """A messy list beside its register, with a sheet of other things."""
    write(
        [Grid("DS", LIST), Grid("Đơn vị", REGISTER), Grid("Khác", [["a", "b"], ["c", "d"]])], tmp_path / "ds [1].xlsx"
    )
    return tmp_path / "ds [1].xlsx"


def test_read_back_it_gives_the_same_rows(file, tmp_path):
    """Whatever signs the name of the sheet has, with parts of columns and groups of headers."""
    plain = inspected(file)
    mapping = tmp_path / "map.yaml"
    mapping.write_text(mapping_text(plain), encoding="utf-8")
    again = inspected(file, mapping)
    assert [table.columns[1].how for table in again.tables] == ["mapping", "mapping"]
    for name, table in plain.dossier.tables.items():
        assert again.dossier.tables[name].frame.equals(table.frame)
    assert mapping_text(again) == mapping_text(plain)


def test_it_says_what_was_not_read_and_what_a_column_may_be(file):
    """For a person to correct; a sheet that is none of the datasets may be ignored."""
    text = mapping_text(inspected(file))
    assert "      # F:  # “Quê quán”: không đọc" in text
    assert "      E: [title, unit]  # “Chức vụ, đơn vị công tác”: Chức vụ, Đơn vị" in text
    assert '  # - file: "ds [[]1].xlsx"\n  #   sheet: "Khác"\n  #   ignore: true' in text


def test_a_column_that_may_be_a_required_field_is_given_to_it(tmp_path):
    """Told to be checked."""
    rows = [
        ["DANH SÁCH CÔNG CHỨC ĐẦU MỐI"],
        ["Địa bàn", "Họ và tên", "Chức vụ"],
        ["Sở Y tế", "Nguyễn Văn An", "Giám đốc"],
    ]
    write([Grid("Sheet1", rows), Grid("Đơn vị", REGISTER)], tmp_path / "ds.xlsx")
    text = mapping_text(inspected(tmp_path / "ds.xlsx"))
    assert "      A: unit  # “Địa bàn”: có thể là unit: kiểm tra" in text
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    assert inspected(tmp_path / "ds.xlsx", tmp_path / "map.yaml").dossier.tables["officer"].frame["unit"][0] == "syt"


def test_the_command_writes_beside_its_input_and_over_nothing(file, capsysbinary):
    """Once: a file that is there stays."""
    assert main(["inspect", "--fix", str(file)]) == Exit.FINDINGS
    beside = file.with_name("ds [1].mapping.yaml")
    assert beside.read_text(encoding="utf-8").startswith("# Cách hiểu")
    beside.write_text("mine", encoding="utf-8")
    assert main(["inspect", "--fix", str(file)]) == Exit.USAGE
    before = file.read_bytes()
    assert main(["inspect", "--fix", str(file), "-o", str(file)]) == Exit.USAGE
    assert main(["inspect", str(file), "-o", str(beside)]) == Exit.USAGE
    assert (beside.read_text(encoding="utf-8"), file.read_bytes()) == ("mine", before)
    capsysbinary.readouterr()


def test_a_mapping_may_say_that_a_sheet_is_no_dataset(file, tmp_path):
    """Nothing is said of it then, and its rows are counted as outside."""
    mapping = tmp_path / "map.yaml"
    mapping.write_text('tables: [{sheet: "Khác", ignore: true}, {sheet: "DS*", ignore: true}]', encoding="utf-8")
    found = inspected(file, mapping).dossier
    assert set(found.tables) == {"unit"}
    assert found.rejects == ()
    assert found.inputs[0].ignored == 9


def test_a_mapping_may_take_no_header_for_one_that_it_is_nearly(tmp_path):
    """Then it is a column that was not read."""
    rows = [["Đơn vị", "Họ và tên", "Chức vụ", "Điện thoạii"], ["Sở Y tế", "Nguyễn Văn An", "Giám đốc", "0912345678"]]
    write([Grid("Công chức đầu mối", rows), Grid("Đơn vị", REGISTER)], tmp_path / "ds.xlsx")
    (tmp_path / "map.yaml").write_text("tables: [{slips: false}]", encoding="utf-8")
    assert [item.reason for item in inspected(tmp_path / "ds.xlsx").dossier.rejects] == ["fuzzy_column"]
    exact = inspected(tmp_path / "ds.xlsx", tmp_path / "map.yaml").dossier
    assert [item.reason for item in exact.rejects] == ["unknown_column"]


@pytest.mark.parametrize(
    "rows",
    [
        [*LIST[:2], [*LIST[2][:4], "Chức vụ, đơn vị công tác"], [], LIST[3], LIST[4], LIST[5]],
        [*LIST[1:5], *LIST[2:4], LIST[5]],
    ],
    ids=["with an empty row between its rows", "repeated further down"],
)
def test_a_header_is_read_back_where_it_stands(rows, tmp_path):
    """Its rows are those of the sheet, and it is no row of data where it is repeated."""
    write([Grid("DS", rows), Grid("Đơn vị", REGISTER)], tmp_path / "ds.xlsx")
    plain = inspected(tmp_path / "ds.xlsx")
    (tmp_path / "map.yaml").write_text(mapping_text(plain), encoding="utf-8")
    again = inspected(tmp_path / "ds.xlsx", tmp_path / "map.yaml")
    assert len(plain.dossier.tables["officer"]) == 2
    assert [(table.header_rows, table.accepted, table.rejected, table.ignored) for table in again.tables] == [
        (table.header_rows, table.accepted, table.rejected, table.ignored) for table in plain.tables
    ]
