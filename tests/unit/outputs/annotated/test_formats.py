"""Files of other formats handed back as an .xlsx with the same cells; what cannot be written is told."""

import io
from datetime import date

import pytest
import xlwt
from annotated_factory import (
    MARKING,
    RESULT_SHEET,
    SHEET,
    about,
    annotated,
    colour,
    opened,
    packed,
    parts,
    reject,
    written,
)
from ods_factory import ODS, about_ods, ods
from result_factory import result

from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.intake import read_dossier
from kstt_rules.intake.files.reread import submitted_files
from kstt_rules.model.dossier import Reject
from kstt_rules.model.files import SubmittedSheet
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.outputs.annotated import annotate, texts
from kstt_rules.outputs.annotated.levels import Level

pytestmark = pytest.mark.usefixtures("read_here")


def submitted(path):
    """Return a file as intake hands it on."""
    (file,) = submitted_files([path])
    return file


def handed_back(tmp_path, name, data, *findings, rejects=()):
    """Return the outcome and the workbook for a file that is read again to be copied."""
    _, entry = written(tmp_path, name, data)
    place = tmp_path / "out.xlsx"
    outcomes = annotate(
        result(inputs=(entry,), findings=findings, rejects=rejects),
        [submitted(tmp_path / name)],
        place,
        language="vi",
        single=True,
        marking=MARKING,
    )
    return outcomes[0], opened(place.read_bytes())


def old_workbook():
    """Return an .xls with text, numbers, a date and merged cells."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET)
    sheet.write_merge(0, 0, 0, 2, "Tiêu đề")
    for column, value in enumerate(["0912", 4.5, date(2022, 3, 1)]):
        look = xlwt.easyxf(num_format_str="dd/mm/yyyy") if column == 2 else xlwt.Style.default_style
        sheet.write(2, column, value, look)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_xls_comes_back_as_an_xlsx_with_the_same_cells(tmp_path):
    """Text stays text, numbers numbers, days days, merges merges; the file and the outcome say what is lost."""
    outcome, book = handed_back(tmp_path, "so.xls", old_workbook(), about("B3", file="so.xls"))
    sheet = book[SHEET]
    assert [cell.value for cell in sheet[3]][:2] == ["0912", 4.5]
    assert sheet["C3"].value.date() == date(2022, 3, 1)
    assert str(sheet.merged_cells) == "A1:C1"
    assert colour(sheet["B3"]) == Level.VIOLATION.value
    assert sheet["B3"].comment.text.startswith("Vi phạm")
    assert outcome.remark == texts.REWRITTEN
    assert book[RESULT_SHEET]["A6"].value == texts.REWRITTEN.vi


def test_a_csv_comes_back_as_an_xlsx_and_no_text_becomes_a_formula(tmp_path):
    """Its sheet has the name of the file, cut to what a sheet may have, and links follow."""
    name = "danh-sach-cong-chuc-dau-moi-huyen-tan-yen.csv"
    data = '=1+1,+2,-3,@x,{=4}\nhttp://a.b,0912,"hai\ndòng",\u200b,\n'.encode()
    finding = about("B2", file=name, sheet=name.removesuffix(".csv"))
    _, book = handed_back(tmp_path, name, data, finding)
    sheet = book.worksheets[0]
    assert sheet.title == name[:31]
    assert [cell.value for cell in sheet[1]] == ["=1+1", "+2", "-3", "@x", "{=4}"]
    assert {cell.data_type for row in sheet["A1:C2"] for cell in row} == {"s"}
    assert sheet["C2"].value == "hai\ndòng"
    assert sheet["A2"].hyperlink is None
    assert colour(sheet["B2"]) == Level.VIOLATION.value
    assert book[RESULT_SHEET]["B8"].hyperlink.location == f"'{name[:31]}'!B2"


def test_a_web_page_under_the_name_of_a_workbook_comes_back_as_an_xlsx(tmp_path):
    """Tables are sheets, as they were read."""
    page = "<table><tr><td colspan=2>Tiêu đề</td></tr><tr><td>a</td><td>b</td></tr></table>".encode()
    finding = about("B2", file="so.xls", sheet="Bảng 1")
    _, book = handed_back(tmp_path, "so.xls", page, finding, rejects=(reject(1, file="so.xls", sheet="Bảng 1"),))
    sheet = book["Bảng 1"]
    assert (sheet["A1"].value, sheet["B2"].value) == ("Tiêu đề", "b")
    assert (colour(sheet["A1"]), colour(sheet["B2"])) == (Level.REJECTED.value, Level.VIOLATION.value)


def test_an_xlsx_under_the_name_of_another_format_is_marked_as_what_it_is(tmp_path):
    """Nothing of it is lost because of its name."""
    data = annotated(tmp_path, handed := packed(parts(_small())), name="so.xls", out="out.xlsx", findings=())
    assert parts(data)["xl/worksheets/sheet1.xml"] == parts(handed)["xl/worksheets/sheet1.xml"]


def _small():
    import xlsxwriter  # noqa: PLC0415

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet(SHEET).write("A1", "x")
    return stream.getvalue()


def test_long_and_odd_text_is_written_as_a_sheet_takes_it(tmp_path):
    """Names of sheets are told apart; text that is too long is cut and says so; hidden ones stay hidden."""
    sheets = (
        SubmittedSheet("a/b", ((1, ("x" * 40_000, True, None, 2.0)),), hidden=True),
        SubmittedSheet("A_B", ((2, ("y",)),), merges=((1, 0, 1, 1), (1, 1, 1, 2)), hidden_rows=(2,)),
    )
    file, entry = written(tmp_path, "so.xls", b"cu", lambda: sheets)
    annotate(
        result(inputs=(entry,), findings=(), rejects=()),
        [file],
        tmp_path / "o.xlsx",
        language="vi",
        single=True,
        marking=MARKING,
    )
    book = opened((tmp_path / "o.xlsx").read_bytes())
    assert book.sheetnames[:2] == ["a_b", "A_B (2)"]
    assert book["a_b"]["A1"].value.endswith("[đã cắt bớt]")
    assert [cell.value for cell in book["a_b"][1]][1:] == [True, None, 2]
    assert book["a_b"].sheet_state == "hidden"
    assert book["A_B (2)"].row_dimensions[2].hidden


def test_the_sheet_of_findings_is_passed_over_when_the_file_is_read(tmp_path):
    """Its rows are ignored, and nothing is said of it."""
    (tmp_path / "so.xlsx").write_bytes(annotated(tmp_path, _small(), findings=(about("A1"),)))
    (tmp_path / "so.ods").write_bytes(ods(tmp_path, about_ods("B3"))[0])
    for name in ("so.xlsx", "so.ods"):
        dossier = read_dossier([tmp_path / name], base_vocabulary())
        assert {reject.sheet for reject in dossier.rejects} <= {SHEET}
        assert dossier.inputs[0].read == dossier.inputs[0].ignored + dossier.inputs[0].rejected


@pytest.mark.parametrize(
    ("name", "data", "out", "told"),
    [
        ("so.xlsx", _small(), "o.ods", "comes back as .xlsx"),
        ("so.ods", ODS, "o.xlsx", "comes back as .ods"),
    ],
)
def test_the_file_to_write_must_bear_the_right_suffix(name, data, out, told, tmp_path):
    """A file of one format under the name of another opens in no program without complaint."""
    with pytest.raises(UsageError, match=told):
        annotated(tmp_path, data, name=name, out=out, findings=())
    assert not (tmp_path / out).exists()


def broken(member, change):
    members = parts(_small())
    members[member] = change(members[member])
    return packed(members)


@pytest.mark.parametrize(
    "data",
    [
        broken("xl/styles.xml", lambda part: part[:-20]),
        broken("xl/workbook.xml", lambda part: part.replace(b"<sheets>", b"<x>").replace(b"</sheets>", b"</x>")),
        broken("_rels/.rels", lambda _: b"<Relationships/>"),
        broken("xl/worksheets/sheet1.xml", lambda part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part[55:]),
        broken("[Content_Types].xml", lambda _: b""),
    ],
)
def test_a_workbook_that_breaks_the_standard_is_not_written(data, tmp_path):
    """It is told as such, and nothing is left behind."""
    with pytest.raises(InputError, match=r"so\.xlsx"):
        annotated(tmp_path, data, findings=(about("A1"),))
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_an_unread_or_changed_file_is_not_written(tmp_path):
    """What was never read, and what is no longer what was read, is told and left alone; the others are written."""
    files = [written(tmp_path / "in", f"{name}.xlsx", _small()) for name in ("a", "b", "c")]
    (tmp_path / "in" / "b.xlsx").write_bytes(_small() + b" ")
    unread = [
        Reject("c.xlsx", None, None, "password", reject().message),
        Reject("d.xlsx", None, None, "not_found", reject().message),
    ]
    out = tmp_path / "out"
    outcomes = annotate(
        result(inputs=tuple(entry for _, entry in files), findings=(), rejects=tuple(unread)),
        [file for file, _ in files],
        out,
        language="vi",
        single=False,
        marking=MARKING,
    )
    told = {outcome.label: outcome for outcome in outcomes}
    assert sorted(path.name for path in out.iterdir()) == ["Kết quả rà soát.xlsx", "a.xlsx"]
    assert told["a.xlsx"].remark is None
    assert told["b.xlsx"].remark == texts.CHANGED
    assert "Ngày không có." in told["c.xlsx"].remark.vi
    assert told["d.xlsx"].written is None
    guide = opened((out / "Kết quả rà soát.xlsx").read_bytes())["Hướng dẫn"]
    assert [row[1].value for row in guide.iter_rows(min_row=2)] == [None, "a.xlsx", None, None]


def test_the_index_leads_into_the_files(tmp_path):
    """Every finding is there, also one without a cell, with a link to the annotated file."""
    names = ("thư mục/số 1.xlsx", "b.csv")
    data = (_small(), b"x,y\n")
    files = [written(tmp_path / "in", name, content) for name, content in zip(names, data, strict=True)]
    submitted = submitted_files([tmp_path / "in"])
    findings = (about("A1", file=names[0]), about("B1", file="b.csv", sheet="b"), about("A1", rule="Z", evidence=()))
    out = tmp_path / "out"
    annotate(
        result(inputs=tuple(entry for _, entry in files), findings=findings, rejects=()),
        submitted,
        out,
        language="vi",
        single=False,
        marking=MARKING,
    )
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*.xlsx")) == [
        "Kết quả rà soát.xlsx",
        "b.csv.xlsx",
        "thư mục/số 1.xlsx",
    ]
    sheet = opened((out / "Kết quả rà soát.xlsx").read_bytes())[RESULT_SHEET]
    links = [(sheet[f"B{row}"].hyperlink) for row in (8, 9, 10)]
    assert [(link.target, link.location) for link in links[:2]] == [
        ("th%C6%B0%20m%E1%BB%A5c/s%E1%BB%91%201.xlsx", f"'{SHEET}'!A1"),
        ("b.csv.xlsx", "'b'!B1"),
    ]
    assert links[2] is None


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    """Each file appears whole or not at all."""
    place = tmp_path / "so.xlsx"
    place.write_bytes(b"cu")
    monkeypatch.setattr("kstt_rules.outputs.target.os.fsync", _stop)
    with pytest.raises(KeyboardInterrupt):
        annotated(tmp_path, _small(), findings=(about("A1"),))
    assert place.read_bytes() == b"cu"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "so.xlsx"]


def _stop(_):
    raise KeyboardInterrupt


def test_names_of_255_bytes_come_back(tmp_path):
    """A suffix or a number more would make them longer than a system of files takes; then they are cut."""
    names = [f"{'ệ' * 83}x.csv", f"{'ệ' * 83}y.csv", f"{'a' * 250}.xlsx"]
    data = (b"x,y\n", b"x,z\n", _small())
    files = [written(tmp_path / "in", name, content) for name, content in zip(names, data, strict=True)]
    outcomes = annotate(
        result(inputs=tuple(entry for _, entry in files), findings=(), rejects=()),
        submitted_files([tmp_path / "in"]),
        tmp_path / "out",
        language="vi",
        single=False,
        marking=MARKING,
    )
    assert len({outcome.written for outcome in outcomes} - {None}) == 3
    assert f"{'a' * 250}.xlsx" in {outcome.written for outcome in outcomes}
    assert all(len(path.name.encode()) <= 255 for path in (tmp_path / "out").iterdir())
