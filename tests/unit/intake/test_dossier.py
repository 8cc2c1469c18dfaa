"""Sheets to a dossier: units, what other columns say, faults, doubts, repeated rows, and that no row is lost."""

from datetime import date

import numpy as np
import pandas as pd
import xlsxwriter

from kstt_rules.intake import finish_reading, from_frames, read_dossier, start_reading
from kstt_rules.model.dossier import ANY_UNIT, Source
from kstt_rules.model.read_vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()
UNITS = {
    "Mã đơn vị": ["so-y-te", "215", "216", "x1", "x2"],
    "Tên đơn vị": ["Sở Y tế", "UBND huyện Yên Thế", "UBND huyện Tân Yên", "UBND xã Phúc Sơn", "UBND xã Phúc Hòa"],
    "Cấp": ["tỉnh", "huyện", "huyện", "xã", "xã"],
    "Loại": ["Sở", "UBND huyện", "UBND huyện", "UBND xã", "UBND xã"],
    "Trực thuộc": ["UBND tỉnh", "UBND tỉnh", "UBND tỉnh", "216", "UBND huyện Tân Yên"],
}


def dossier(**frames):
    """Take columns by dataset."""
    return from_frames({name: pd.DataFrame(columns) for name, columns in frames.items()}, VOCABULARY)


def rows(table, *fields):
    """Return some fields of all rows."""
    return list(table.frame[list(fields)].itertuples(index=False, name=None))


def reasons(found):
    """Return the row and reason of every reject."""
    return [(reject.row, reject.reason) for reject in found.rejects]


def counts(found):
    """Return the counts of the only input."""
    (file,) = found.inputs
    return file.read, file.accepted, file.rejected, file.ignored


def write(path, **sheets):
    """Write sheets of rows to a workbook."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for name, lines in sheets.items():
            sheet = workbook.add_worksheet(name)
            for row, line in enumerate(lines):
                sheet.write_row(row, 0, line)
    return path


# -- units


def test_units_have_the_ids_tiers_kinds_and_parents_of_the_register():
    """A parent is named by code or name; the province is none."""
    found = dossier(unit=UNITS)
    assert rows(found.tables["unit"], "id", "tier", "kind", "parent") == [
        ("215", "huyen", "ubnd_huyen", None),
        ("216", "huyen", "ubnd_huyen", None),
        ("so-y-te", "tinh", "so", None),
        ("x1", "xa", "ubnd_xa", "216"),
        ("x2", "xa", "ubnd_xa", "216"),
    ]
    assert found.rejects == ()


def test_blank_ids_kinds_and_tiers_follow_from_the_name():
    """The slug of the name, with the parent where two are alike; what shows no kind has none."""
    names = ["Sở Y tế", "Xã Phúc Sơn", "Xã Phúc Sơn", "Huyện Tân Yên", "Huyện Sơn Động", "Trung tâm Phục vụ"]
    parents = [None, "Huyện Tân Yên", "Huyện Sơn Động", None, None, None]
    found = dossier(unit={"Tên đơn vị": names, "Trực thuộc": parents})
    assert rows(found.tables["unit"], "id", "kind", "tier", "parent") == [
        ("huyen-son-dong", "ubnd_huyen", "huyen", None),
        ("huyen-tan-yen", "ubnd_huyen", "huyen", None),
        ("so-y-te", "so", "tinh", None),
        ("trung-tam-phuc-vu", None, None, None),
        ("xa-phuc-son--huyen-son-dong", "ubnd_xa", "xa", "huyen-son-dong"),
        ("xa-phuc-son--huyen-tan-yen", "ubnd_xa", "xa", "huyen-tan-yen"),
    ]
    assert found.tables["unit"].absent["kind"].tolist() == [False, False, False, True, False, False]


def test_a_parent_that_the_register_lacks_is_none_and_said_to_be():
    """The row stands."""
    found = dossier(unit={"Tên đơn vị": ["Xã A"], "Trực thuộc": ["Huyện B"]})
    assert rows(found.tables["unit"], "parent") == [(None,)]
    assert reasons(found) == [(2, "unknown_parent")]
    assert counts(found) == (2, 1, 0, 1)


def test_one_code_is_one_unit():
    """A row that says the same is left out, one that differs is rejected, and nothing is found by the doubtful code."""
    units = {"Mã đơn vị": ["1", "1", "1"], "Tên đơn vị": ["Sở A", "Sở A", "Sở B"]}
    found = dossier(unit=units, officer={"Đơn vị": ["Sở A", "Sở B", "1"], "Họ và tên": ["An", "Ba", "Ca"]})
    assert rows(found.tables["unit"], "id", "name") == [("1", "Sở A")]
    assert rows(found.tables["officer"], "unit", "name") == [("1", "An")]
    assert sorted(reasons(found)) == [
        (3, "duplicate_row"),
        (3, "rejected_unit"),
        (4, "ambiguous_unit"),
        (4, "duplicate_unit"),
    ]


def test_a_unit_whose_row_is_rejected_takes_its_rows_with_it():
    """They do not stand under an unknown unit."""
    units = {"Tên đơn vị": ["Sở A"], "Cấp": ["trung ương"]}
    found = dossier(unit=units, officer={"Đơn vị": ["Sở A"], "Họ và tên": ["An"]})
    assert len(found.tables["unit"]) == len(found.tables["officer"]) == 0
    assert reasons(found) == [(2, "rejected_unit"), (2, "bad_choice")]


def test_a_register_of_its_own_wins(tmp_path):
    """On the same code; other units of the dossier remain."""
    write(tmp_path / "a.xlsx", **{"Đơn vị": [["Mã đơn vị", "Tên đơn vị"], ["1", "Sở Cũ"], ["2", "Sở B"]]})
    units = write(tmp_path / "units.xlsx", **{"Đơn vị": [["Mã đơn vị", "Tên đơn vị"], ["1", "Sở Mới"]]})
    found = read_dossier([tmp_path / "a.xlsx"], VOCABULARY, units=units)
    assert rows(found.tables["unit"], "id", "name") == [("1", "Sở Mới"), ("2", "Sở B")]
    assert [(reject.file, reject.row, reject.reason) for reject in found.rejects] == [("a.xlsx", 2, "superseded_unit")]


def test_without_a_register_the_units_are_those_that_are_named():
    """Each at the first cell that names it; spellings of one body are one unit, An and Ân two."""
    found = dossier(
        officer={
            "Đơn vị": ["Huyện Yên Thế", "UBND huyện Yên Thế", "Xã Tân An", "Xã Tân Ân"],
            "Họ và tên": ["An", "Ba", "Ca", "Da"],
        },
        approval={"Đơn vị": ["cấp tỉnh", "Sở Y tế"], "Số quyết định": ["1", "2"], "Ngày": ["1/2/2022", "1/2/2022"]},
    )
    units = found.tables["unit"]
    assert rows(units, "id", "name", "kind", "tier") == [
        ("huyen-yen-the", "Huyện Yên Thế", "ubnd_huyen", "huyen"),
        ("so-y-te", "Sở Y tế", "so", "tinh"),
        ("xa-tan-an", "Xã Tân An", "ubnd_xa", "xa"),
        ("xa-tan-an--2", "Xã Tân Ân", "ubnd_xa", "xa"),
    ]
    assert [units.source(row) for row in range(3)] == [
        Source("DataFrame", "officer", "A2"),
        Source("DataFrame", "approval", "A3"),
        Source("DataFrame", "officer", "A4"),
    ]
    assert found.tables["officer"].frame["unit"].tolist() == ["huyen-yen-the"] * 2 + ["xa-tan-an", "xa-tan-an--2"]
    assert counts(found) == (8, 6, 0, 2)


# -- what another column says


def test_a_role_is_read_from_the_title_where_it_is_blank():
    """In view of the kind of unit; a role column of its own wins, and a title that shows none leaves it blank."""
    officers = {
        "Đơn vị": ["so-y-te", "x1", "x1", "so-y-te", "x1"],
        "Họ và tên": ["An", "Ba", "Ca", "Da", "Ea"],
        "Chức vụ": ["PGĐ", "Chuyên viên", "CC VP-TK", "Giám đốc", "Công chức"],
        "Vai trò": [None, None, None, "Chuyên viên", None],
    }
    frame = dossier(unit=UNITS, officer=officers).tables["officer"].frame
    assert dict(zip(frame["name"], frame["role"], strict=True)) == {
        "An": "unit_leader",
        "Ba": None,
        "Ca": "office_clerk",
        "Da": "specialist",
        "Ea": None,
    }


def test_a_field_that_no_column_holds_or_shows_is_not_submitted():
    """Neither a role nor a title: no such column in the frame."""
    officers = dossier(unit=UNITS, officer={"Đơn vị": ["x1"], "Họ và tên": ["An"]}).tables["officer"]
    assert set(officers.frame) == {"unit", "unit_name", "name"}


def test_an_officer_of_an_unknown_unit_stands_under_the_name_as_written():
    """Which is told with the names like it, and makes their units doubtful; a known unit leaves that name blank."""
    officers = {"Đơn vị": ["Huyện Yên Th", "Sở Y tế"], "Họ và tên": ["An", "Ba"]}
    found = dossier(unit=UNITS, officer=officers)
    assert reasons(found) == [(2, "unknown_unit")]
    assert "(215)" in found.rejects[0].message.vi
    table = found.tables["officer"]
    assert rows(table, "unit", "unit_name", "name") == [(None, "Huyện Yên Th", "An"), ("so-y-te", None, "Ba")]
    assert table.doubtful == {"215": 1, "216": 1}


def test_an_approval_may_be_of_a_tier():
    """Its scope is then a tier and no unit; a body that is neither is a reject."""
    approvals = {
        "Đơn vị": ["cấp tỉnh", "Huyện Yên Thế", "Sở Lạ"],
        "Số quyết định": ["1", "2", "3"],
        "Cơ quan ban hành": ["UBND tỉnh", "Chủ tịch UBND huyện Yên Thế", None],
    }
    found = dossier(unit=UNITS, approval=approvals)
    assert rows(found.tables["approval"], "unit", "scope", "issuer", "issuer_unit") == [
        (None, "tinh", "provincial_committee", None),
        ("215", None, "district_committee", "215"),
    ]
    assert reasons(found) == [(4, "unknown_unit")]


def test_a_list_of_recipients_is_a_tuple():
    """Of all that it names."""
    documents = {"Đơn vị": ["x1"], "Nhiệm vụ": ["6.3.b"], "Nơi nhận": ["Sở Y tế; VP UBND tỉnh"]}
    table = dossier(unit=UNITS, document=documents).tables["document"]
    assert rows(table, "duty", "recipients") == [("6.3.b", ("department", "provincial_committee"))]


# -- rows


def test_columns_have_the_dtypes_of_their_fields():
    """Objects, float64 with NaN, and datetime64 with NaT."""
    payments = {
        "Đơn vị": ["x1", "x1"],
        "Họ và tên": ["An", "Ba"],
        "Kỳ": ["Q1/2022", "Q1/2022"],
        "Số tiền": ["1.500.000", None],
        "Ngày chi": [date(2022, 3, 25), None],
    }
    frame = dossier(unit=UNITS, payment=payments).tables["payment"].frame
    assert frame.dtypes.astype(str).to_dict() == {
        "unit": "object",
        "officer_name": "object",
        "period": "object",
        "amount": "float64",
        "paid_on": "datetime64[us]",
    }
    assert isinstance(frame.index, pd.RangeIndex)
    assert frame.loc[0, ["amount", "paid_on"]].tolist() == [1_500_000.0, pd.Timestamp(2022, 3, 25)]
    assert frame.loc[1, ["amount", "paid_on"]].isna().all()


def test_a_row_with_bad_values_is_rejected_with_all_of_them_named():
    """The first gives the reason; its unit becomes doubtful."""
    officers = {
        "Đơn vị": ["Sở Y tế", "Sở Y tế"],
        "Họ và tên": [None, None],
        "Kiêm nhiệm": ["một phần", "có"],
        "Từ ngày": ["31/02/2022", None],
    }
    found = dossier(unit=UNITS, officer=officers)
    assert len(found.tables["officer"]) == 0
    assert found.tables["officer"].doubtful == {"so-y-te": 2}
    assert [reject.message.vi for reject in found.rejects] == [
        (
            "Cột “Họ và tên”: không được để trống; Cột “Kiêm nhiệm” ghi “một phần”: cần ghi có hoặc không; Cột “Từ"
            " ngày” ghi “31/02/2022”: không phải ngày có trong lịch; cần ghi ngày/tháng/năm, năm đủ bốn chữ số, ví dụ"
            " 31/03/2022."
        ),
        "Cột “Họ và tên”: không được để trống.",
    ]
    assert reasons(found) == [(2, "missing_value"), (3, "missing_value")]
    assert found.rejects[1].message.en == "Column “Họ và tên”: is required."


def test_a_row_of_an_ambiguous_unit_makes_all_candidates_doubtful():
    """Any of them may be the one."""
    units = {"Mã đơn vị": ["1", "2"], "Tên đơn vị": ["Xã A", "Xã A"]}
    reports = {"Đơn vị": ["Xã A"], "Kỳ báo cáo": ["2022"], "Ngày gửi": ["1/1/2023"]}
    found = dossier(unit=units, report=reports)
    assert reasons(found) == [(2, "ambiguous_unit")]
    assert found.tables["report"].doubtful == {"1": 1, "2": 1}


def test_a_repeated_row_counts_once():
    """It is ignored, and said to be; a row that differs in anything is another."""
    officers = {
        "Đơn vị": ["Sở Y tế", "so-y-te", "Sở Y tế"],
        "Họ và tên": ["An", "An ", "An"],
        "Điện thoại": [None, "-", "0912345678"],
    }
    found = dossier(unit=UNITS, officer=officers)
    assert rows(found.tables["officer"], "name", "phone") == [("An", None), ("An", "0912345678")]
    assert reasons(found) == [(3, "duplicate_row")]
    assert "dòng 2" in found.rejects[0].message.vi
    assert counts(found) == (10, 7, 0, 3)


def test_sheets_of_one_dataset_are_stacked(tmp_path):
    """A column that only some have is absent in the rows of the others, and each value keeps its cell."""
    write(tmp_path / "a.xlsx", **{"Công chức đầu mối": [["Đơn vị", "Họ và tên", "Email"], ["Sở B", "Ba", "b@x.vn"]]})
    write(
        tmp_path / "can-bo-dau-moi.xlsx",
        Sheet1=[["TT"], [None, "Chức vụ", "Họ tên", "Đơn vị"], [1, "Giám đốc", "An", "Sở A"]],
    )
    table = read_dossier([tmp_path], VOCABULARY).tables["officer"]
    assert rows(table, "name", "email", "title") == [("An", None, "Giám đốc"), ("Ba", "b@x.vn", None)]
    assert {name: marks.tolist() for name, marks in table.absent.items()} == {
        "title": [False, True],
        "role": [False, True],
        "email": [True, False],
    }
    assert table.source(0, "title") == Source("can-bo-dau-moi.xlsx", "Sheet1", "B3")
    assert table.source(1, "email") == Source("a.xlsx", "Công chức đầu mối", "C2")
    assert table.source(1) == Source("a.xlsx", "Công chức đầu mối", "B2")


def test_rows_are_sorted_by_unit_key_and_value():
    """Whatever order they came in."""
    officers = {"Đơn vị": ["x1", "215", "x1", "215"], "Họ và tên": ["B", "D", "A", "C"]}
    table = dossier(unit=UNITS, officer=officers).tables["officer"]
    assert rows(table, "unit", "name") == [("215", "C"), ("215", "D"), ("x1", "A"), ("x1", "B")]
    assert table.row.tolist() == [5, 3, 4, 2]


# -- sheets


def test_a_sheet_with_only_its_header_is_a_dataset_without_rows():
    """It was submitted, and holds nothing."""
    table = dossier(unit=UNITS, report={"Đơn vị": [], "Kỳ báo cáo": [], "Ngày gửi": []}).tables["report"]
    assert (len(table), list(table.frame)) == (0, ["unit", "period", "sent_on"])
    assert table.frame["sent_on"].dtype == np.dtype("datetime64[us]")


def test_a_sheet_without_a_required_column_is_rejected_whole():
    """Its rows count as rejected, and without another sheet its dataset was not submitted."""
    found = dossier(unit=UNITS, report={"Đơn vị": ["x1"], "Ngày gửi": ["1/1/2022"]})
    assert "report" not in found.tables
    assert [(reject.sheet, reject.row, reject.reason) for reject in found.rejects] == [
        ("report", None, "missing_column")
    ]
    assert "“Kỳ báo cáo”" in found.rejects[0].message.vi
    assert counts(found) == (8, 5, 1, 2)


def test_a_rejected_sheet_beside_a_good_one_makes_its_units_doubtful():
    """What it would have said of them is unknown; a row that names no unit may be about any."""
    good = pd.DataFrame({"Đơn vị": ["x1"], "Kỳ báo cáo": ["2022"]})
    bad = pd.DataFrame({"Đơn vị": ["Sở Y tế", None], "Ngày gửi": ["1/1/2022", "2/1/2022"]})
    found = from_frames({"unit": pd.DataFrame(UNITS), "report": good, "Lịch báo cáo": bad}, VOCABULARY)
    assert found.tables["report"].doubtful == {ANY_UNIT: 1, "so-y-te": 1}
    assert counts(found)[2] == 2


def test_unknown_sheets_and_columns_are_said_and_their_rows_ignored(tmp_path):
    """A guide needs no word."""
    path = write(
        tmp_path / "a.xlsx",
        **{
            "Công chức đầu mối": [["Đơn vị", "Họ và tên", "Quê quán"], ["Sở A", "An", "Hà Nội", "thừa"]],
            "Khác": [["abc"], ["def"]],
            "Hướng dẫn": [["Điền theo mẫu."]],
            "Trống": [],
        },
    )
    found = read_dossier([path], VOCABULARY)
    assert [(reject.sheet, reject.row, reject.reason) for reject in found.rejects] == [
        ("Công chức đầu mối", 1, "unknown_column"),
        ("Công chức đầu mối", 1, "unknown_column"),
        ("Khác", None, "unknown_sheet"),
    ]
    assert [reject.message.vi.partition(":")[0] for reject in found.rejects[:2]] == [
        "Không đọc cột C “Quê quán”",
        "Không đọc cột D",
    ]
    assert counts(found) == (5, 1, 0, 4)


def test_unreadable_files_are_rejects_beside_the_others(tmp_path):
    """A missing one was no input."""
    write(tmp_path / "a.xlsx", **{"Đơn vị": [["Tên đơn vị"], ["Sở A"]]})
    (tmp_path / "b.xlsx").write_bytes(b"PK nothing")
    found = read_dossier([tmp_path, tmp_path / "c.xlsx"], VOCABULARY)
    assert [(reject.file, reject.sheet, reject.reason) for reject in found.rejects] == [
        ("b.xlsx", None, "damaged"),
        ("c.xlsx", None, "not_found"),
    ]
    assert [(file.file, file.read, len(file.sha256)) for file in found.inputs] == [("a.xlsx", 2, 64), ("b.xlsx", 0, 64)]
    assert rows(found.tables["unit"], "id") == [("so-a",)]


def test_a_reading_can_be_finished_later(tmp_path):
    """So that a program loads what it needs meanwhile."""
    path = write(tmp_path / "a.xlsx", **{"Đơn vị": [["Tên đơn vị"], ["Sở A"]]})
    with start_reading([path]) as reading:
        assert len(finish_reading(reading, VOCABULARY).tables["unit"]) == 1
