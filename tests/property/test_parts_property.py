"""An audit in parts comes to the result of the whole, however the dossier lies in files and is split."""

import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
from comparable import as_json
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kstt_rules
from kstt_rules.base.errors import InputError
from kstt_rules.judging.steps import new_run
from kstt_rules.large import FilesGiven, Job, audit_in_parts, leader
from kstt_rules.pack import load_pack

AS_OF = date(2022, 3, 31)
PACKS = {name: load_pack(name) for name in ("bac-giang-2021", "example-two-tier")}
REGISTER = (
    ("so-a", "Sở A", "tỉnh", "Sở", None),
    ("so-b", "Sở B", "tỉnh", "Sở", None),
    ("vp", "Văn phòng UBND tỉnh", "tỉnh", "Văn phòng UBND tỉnh", None),
    ("h1", "UBND huyện Cê", "huyện", "UBND huyện", None),
    ("h2", "UBND huyện Dê", "huyện", "UBND huyện", None),
    ("x1", "UBND xã Ê", "xã", "UBND xã", "h1"),
    ("x2", "UBND xã Ê", "xã", "UBND xã", "h2"),
    ("h1/x", "UBND xã Gờ", "xã", "UBND xã", "h1"),
)
UNITS = st.sampled_from([*(row[0] for row in REGISTER), "Sở A", "UBND xã Ê", "Sở Lạ", "cấp tỉnh", "cấp xã", None])
NAMES = st.sampled_from(["Lê An", "Lê Ân", "lê  an", "Vũ Hoà", "Vũ Hòa", "x/Lê An", None])
DAYS = st.sampled_from(["01/02/2021", "15/03/2022", "31/02/2022", "01/05/2022", None])
YES = st.sampled_from(["có", "không", "?", None])
COLUMNS = {
    "Công chức đầu mối": {
        "Đơn vị": UNITS,
        "Họ và tên": NAMES,
        "Chức vụ": st.sampled_from(["Giám đốc", "Chánh Văn phòng", "PCT", "VP-TK", "Thợ", None]),
        "Kiêm nhiệm": YES,
        "Từ ngày": DAYS,
        "Đến ngày": DAYS,
        "Điện thoại": st.sampled_from(["0912345678", "0987654321", None]),
    },
    "Danh sách tổng hợp": {"Đơn vị": UNITS, "Họ và tên": NAMES, "Vai trò": st.sampled_from(["Chuyên viên", None])},
    "Phê duyệt": {
        "Đơn vị": UNITS,
        "Số quyết định": st.sampled_from(["1/QĐ", "2/QĐ", None]),
        "Ngày": DAYS,
        "Chức danh người ký": st.sampled_from(["Chủ tịch", "Phó Chủ tịch", "Giám đốc", None]),
        "Cơ quan ban hành": st.sampled_from(["UBND huyện Cê", "UBND tỉnh", "Chủ tịch UBND huyện Dê", None]),
        "Ngày gửi VP UBND tỉnh": DAYS,
    },
    "Thay đổi": {"Đơn vị": UNITS, "Ngày thay đổi": DAYS, "Công chức thôi": NAMES, "Công chức thay": NAMES},
    "Báo cáo": {
        "Đơn vị": UNITS,
        "Kỳ báo cáo": st.sampled_from(["Quý I/2022", "Q4/2021", "2021", "Đột xuất", "tháng 3"]),
        "Hạn gửi": DAYS,
        "Ngày gửi": DAYS,
        "Ngày phê duyệt": DAYS,
        "Có nội dung KSTTHC": YES,
    },
    "Chi trả hỗ trợ": {
        "Đơn vị": UNITS,
        "Họ và tên": NAMES,
        "Kỳ chi trả": st.sampled_from(["Q1/2022", "Q4/2021", "2021"]),
        "Số tiền": st.sampled_from(["100000", None]),
    },
    "Tập huấn": {
        "Đơn vị": UNITS,
        "Nội dung": st.sampled_from(["A", "B"]),
        "Đơn vị tổ chức": st.sampled_from(["vp", "Văn phòng UBND tỉnh", "Sở B", None]),
        "Năm": st.sampled_from(["2022", "2021"]),
        "Ngày": DAYS,
    },
    "Biên chế Phòng NC-KSTTHC": {"Đơn vị": UNITS, "Họ và tên": NAMES, "Là công chức": YES},
}
"""Datasets whose relations lead to other units, and those that are completed by what the whole speaks of."""


@st.composite
def files(draw, sheets):
    """Some of the columns of some datasets, each file with one; the same dataset may lie in many."""
    found = []
    for place, sheet in enumerate(draw(st.lists(st.sampled_from(sheets), max_size=6))):
        columns = COLUMNS[sheet]
        kept = [name for name in columns if name in ("Đơn vị", "Họ và tên", "Kỳ báo cáo") or draw(st.integers(0, 5))]
        rows = draw(st.lists(st.tuples(*(columns[name] for name in kept)), max_size=8))
        found.append((place, sheet, kept, rows))
    return found


@st.composite
def registers(draw):
    """The register: none, in one file or in two, maybe without the column that says what is above a unit."""
    columns = ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", *(["Trực thuộc"] if draw(st.booleans()) else [])]
    rows = [row[: len(columns)] for row in REGISTER]
    cut = draw(st.integers(0, len(rows)))
    return [] if draw(st.integers(0, 4)) == 0 else [(columns, part) for part in (rows[:cut], rows[cut:]) if part]


def write(folder, register, found):
    folder.mkdir()
    for place, (columns, rows) in enumerate(register):
        path = folder / f"don-vi-{place}.xlsx"
        pd.DataFrame(rows, columns=columns).to_excel(path, sheet_name="Đơn vị", index=False)
    for place, sheet, columns, rows in found:
        path = folder / f"{place}.xlsx"
        pd.DataFrame(rows, columns=columns).to_excel(path, sheet_name=sheet[:31], index=False)


@settings(max_examples=settings().max_examples // 10, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    register=registers(),
    found=files(sorted(COLUMNS)),
    earlier=st.none() | files(["Công chức đầu mối", "Báo cáo"]),
    earlier_register=st.booleans(),
    size=st.integers(1, 9),
    batch=st.integers(1, 4),
    pack=st.sampled_from(sorted(PACKS)),
)
def test_parts_come_to_the_result_of_the_whole(register, found, earlier, earlier_register, size, batch, pack):
    """Whatever is submitted, and however many units a part and files a batch have: the same bytes."""
    with tempfile.TemporaryDirectory() as name:
        now, before = Path(name, "now"), Path(name, "before")
        write(now, register, found)
        if earlier is not None:
            write(before, register if earlier_register else [], earlier)
        try:
            whole = kstt_rules.audit([now], as_of=AS_OF, pack=PACKS[pack], previous=[before] if earlier else None)
        except InputError:
            return
        job = Job(new_run(PACKS[pack], as_of=AS_OF), {}, verify=False)
        earlier_paths = FilesGiven([before]) if earlier else None
        kept, leader.FILES_A_BATCH = leader.FILES_A_BATCH, batch
        try:
            split, _ = audit_in_parts(job, FilesGiven([now]), earlier_paths, units_a_part=size)
        finally:
            leader.FILES_A_BATCH = kept
        assert as_json(split) == as_json(whole)
