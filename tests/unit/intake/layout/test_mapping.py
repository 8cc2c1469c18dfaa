"""A mapping file: what it may say, its faults with their places, and what it changes."""

import re

import pytest
import xlsxwriter
from repository import ROOT

from kstt_rules.base.errors import InputError
from kstt_rules.intake import inspect_reading, read_dossier, start_reading
from kstt_rules.intake.layout.mapping import mapping_for
from kstt_rules.intake.layout.read_mapping import read_mapping
from kstt_rules.model.read_vocabulary import base_vocabulary

pytestmark = pytest.mark.usefixtures("read_here")

VOCABULARY = base_vocabulary()


@pytest.fixture
def mapping(tmp_path):
    """Write a mapping file and return its path."""

    def write(text):
        path = tmp_path / "map.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def workbook(path, *rows):
    """Write rows to the only sheet of a workbook."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_columns_are_named_by_letters_or_header_and_fields_by_id_or_header(mapping):
    """A list of fields is a combined column, nothing is a column that is not read."""
    text = """\
tables:
  - file: "bao-cao-*.xlsx"
    sheet: "Trang ?"
    header: 3
    header_rows: 2
    entity: Công chức đầu mối
    columns: {A: unit, Cán bộ: Họ và tên, C: [title, division], D: null}
"""
    (table,) = read_mapping(mapping(text), VOCABULARY).tables
    assert (table.header, table.header_rows, table.entity) == (3, 2, "officer")
    assert table.columns == {"A": ("unit",), "Cán bộ": ("name",), "C": ("title", "division"), "D": ()}
    assert mapping_for((table,), "thư mục/bao-cao-1.xlsx", "Trang 2") is table
    assert mapping_for((table,), "bao-cao-1.xlsx", "Trang 10") is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("tables:\n  - file: a\n    colums: {}", "map.yaml:3:5: tables.0.colums: unknown key; did you mean 'columns'?"),
        ("tables:\n  - entity: officers", "map.yaml:2:5: unknown dataset 'officers'; did you mean 'officer'?"),
        ("tables:\n  - entity: officer\n    columns:\n      B: nam", "map.yaml:4:7: no field 'nam' of officer"),
        ("tables:\n  - columns: {B: name}", "map.yaml:2:5: columns need the entity that their fields belong to"),
        ("tables:\n  - header: 0", "map.yaml:2:5: tables.0.header: "),
        ("tables: [", "map.yaml:2:1: not valid YAML"),
        ("texts: [{text: A}]", "map.yaml:1:9: a text means a `unit` or a `title`: give one of them"),
        ("texts: [{text: A, unit: B, title: C}]", "map.yaml:1:9: a text means a `unit` or a `title`"),
        ("texts: [{text: CV KSTT, title: Chuyen vien A}]", "map.yaml:1:25: unknown title 'Chuyen vien A'; did you"),
        ("tables: [{part: true}]", "map.yaml:1:10: a part of a sheet, or a table on its side, needs its entity"),
        ("tables: [{entity: officer, part: true, turned: true}]", "map.yaml:1:40: a table on its side is alone"),
        ("tables: [{ignore: true, part: true}]", "map.yaml:1:11: what is ignored has no entity"),
        ("tables: []", "map.yaml:1:1: the mapping says nothing; name at least one table or text, or leave it out"),
    ],
)
def test_a_faulty_file_is_an_error_with_its_place(text, fault, mapping):
    """At the key that is wrong."""
    with pytest.raises(InputError) as error:
        read_mapping(mapping(text), VOCABULARY)
    assert fault in str(error.value)


def test_a_mapping_reads_what_no_header_says(mapping, tmp_path):
    """A header row of other words, and a column that would be read as something else."""
    path = workbook(
        tmp_path / "a.xlsx",
        ("Cán bộ", "Ở đâu", "Chức vụ"),
        ("Nguyễn Văn An", "Sở Y tế", "ghi chú của Sở"),
        ("Trần Ba", "Sở Y tế"),
    )
    text = "tables: [{header: 1, entity: officer, columns: {A: name, Ở đâu: unit, C: null}}]"
    with start_reading([path], mapping=mapping(text)) as reading:
        found = inspect_reading(reading, VOCABULARY)
    assert found.dossier.rejects == ()
    frame = found.dossier.tables["officer"].frame
    assert frame["name"].tolist() == ["Nguyễn Văn An", "Trần Ba"]
    assert "title" not in frame
    assert [(column.letters, column.how) for column in found.tables[0].columns] == [
        ("A", "mapping"),
        ("B", "mapping"),
        ("C", "unread"),
    ]


def test_a_mapping_corrects_a_header_that_is_found(mapping, tmp_path):
    """The field goes to the column that the mapping says, and to no other."""
    path = workbook(
        tmp_path / "a.xlsx",
        ("STT", "Đơn vị", "Họ và tên", "Người thay", "Chức vụ"),
        (1, "Sở Y tế", "Nguyễn Văn An", "Trần Ba", "Giám đốc"),
    )
    text = 'tables: [{file: "*.xlsx", entity: officer, columns: {Người thay: name}}]'
    frame = read_dossier([path], VOCABULARY, mapping=mapping(text)).tables["officer"].frame
    assert frame[["name", "title"]].to_numpy().tolist() == [["Trần Ba", "Giám đốc"]]


def test_a_mapping_of_other_files_changes_nothing(mapping, tmp_path):
    """It is for those that its patterns name."""
    path = workbook(tmp_path / "a.xlsx", ("Đơn vị", "Họ và tên", "Chức vụ"), ("Sở Y tế", "An", "Giám đốc"))
    text = "tables: [{file: b.xlsx, entity: officer, columns: {C: division}}]"
    plain = read_dossier([path], VOCABULARY)
    assert [reject.reason for reject in plain.rejects] == ["ambiguous_sheet"]
    assert read_dossier([path], VOCABULARY, mapping=mapping(text)).rejects == plain.rejects
    named = mapping(text.replace("b.xlsx", "a.xlsx"))
    assert len(read_dossier([path], VOCABULARY, mapping=named).tables["officer"]) == 1


def test_the_mapping_on_the_page_about_intake_is_sound(tmp_path):
    """Its fields, datasets and patterns are such."""
    page = (ROOT / "docs" / "intake.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "mapping.yaml").write_text(block, encoding="utf-8")
    (table,) = (said := read_mapping(tmp_path / "mapping.yaml", VOCABULARY)).tables
    assert table.columns == {"C": ("title", "unit"), "Người phụ trách": ("name",), "H": ()}
    assert [(text.unit, text.title) for text in said.texts] == [("UBND xã Đồng Kỳ", None), (None, "Chuyên viên")]


def test_header_rows_are_rows_of_the_sheet(mapping, tmp_path):
    """An empty one among them is one of them, and no row below is taken for one."""
    path = workbook(
        tmp_path / "a.xlsx",
        ("Họ và tên", "Liên hệ", "", "Chức vụ", "Đơn vị"),
        (),
        ("", "Điện thoại", "Email"),
        ("An", "0912345678", "a@x.vn", "Giám đốc", "Sở Y tế"),
        ("Bình", "0912345679", "b@x.vn", "Chánh Văn phòng", "Sở Y tế"),
    )
    given = mapping("tables:\n  - entity: officer\n    header: 1\n    header_rows: 3\n")
    dossier = read_dossier([path], VOCABULARY, mapping=given)
    assert dossier.tables["officer"].frame["name"].tolist() == ["An", "Bình"]
    assert dossier.rejects == ()


def test_a_table_on_its_side_is_read_by_what_a_mapping_says_of_its_rows(mapping, tmp_path):
    """Also one that would not be taken for a table: it has two fields that are known."""
    path = workbook(
        tmp_path / "a.xlsx",
        ("Danh sách",),
        ("Họ và tên", "Nguyễn Văn An", "Trần Thị Bình"),
        ("Cơ quan", "Sở Y tế", "Sở Công Thương"),
        ("Làm gì", "Giám đốc", "Chuyên viên"),
    )
    text = "tables: [{entity: officer, turned: true, header: 1, columns: {'4': title, Cơ quan: unit}}]"
    table = read_dossier([path], VOCABULARY, mapping=mapping(text)).tables["officer"]
    assert sorted(table.frame[["name", "unit", "title"]].to_numpy().tolist()) == [
        ["Nguyễn Văn An", "so-y-te", "Giám đốc"],
        ["Trần Thị Bình", "so-cong-thuong", "Chuyên viên"],
    ]
    assert {table.source(at, "title").cell for at in (0, 1)} == {"B4", "C4"}


def test_each_table_of_a_sheet_is_read_by_what_a_mapping_says_of_it(mapping, tmp_path):
    """By its dataset, and by the row of its header where there are several of it."""
    rows = [
        ("Đơn vị", "Kỳ báo cáo", "Ngày gửi", "Nộp"),
        ("Sở Y tế", "Quý I/2022", "14/03/2022", "15/03/2022"),
        ("Họ và tên", "Chức vụ", "Phụ trách Một cửa", "Phụ trách KSTTHC", "Liên hệ"),
        ("1. Sở Y tế",),
        ("Nguyễn Văn An", "Giám đốc", "có", "không", "0912345678"),
    ]
    path = workbook(tmp_path / "a.xlsx", *rows)
    text = """\
tables:
  - {part: true, entity: report, columns: {C: null, D: sent_on}}
  - {part: true, entity: officer, header: 3, columns: {E: phone}}
  - {part: true, entity: officer, columns: {B: null}}
  - {entity: approval}
"""
    tables = read_dossier([path], VOCABULARY, mapping=mapping(text)).tables
    assert tables["officer"].frame["phone"].tolist() == ["0912345678"]
    assert tables["officer"].frame["title"].tolist() == ["Giám đốc"]
    assert [f"{day:%d/%m}" for day in tables["report"].frame["sent_on"]] == ["15/03"]
