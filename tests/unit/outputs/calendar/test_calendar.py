"""The report calendar as a workbook that can be read back, and as iCalendar."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import icalendar
import openpyxl
import pandas as pd
import pytest
from pack_factory import write_pack

from kstt_rules.intake import from_frames, read_dossier
from kstt_rules.judging.reporting_year import reporting_year
from kstt_rules.outputs import outputs_of
from kstt_rules.pack import load_pack

pytestmark = pytest.mark.usefixtures("read_here")

NO_DUE = (
    "pack.yaml",
    "  due:\n    tinh:\n      quarter: {day: 18}\n      year: {day: 31, months_after: 1}\n",
    "  due: null\n",
)
UNITS = pd.DataFrame(
    {
        "id": ["A", "B", "C", "T"],
        "name": ["Sở A", "Sở Trùng", "Sở Trùng", "Trung tâm T"],
        "tier": ["Tỉnh"] * 4,
        "kind": ["Sở", "Sở", "Sở", None],
    }
)


@pytest.fixture
def year(tmp_path):
    """Return the reports of 2022 for a small register, due by local parameters."""
    return year_of(write_pack(tmp_path))


def year_of(folder):
    """Return the reports of 2022 for the small register by a pack."""
    pack = load_pack(folder)
    return reporting_year(pack, 2022, from_frames({"unit": UNITS}, pack.vocabulary).tables["unit"])


def written(year, name, language="vi"):
    """Return the bytes of a calendar in a format."""
    stream = BytesIO()
    outputs_of("calendar")[name].render(year, stream, language=language)
    return stream.getvalue()


def rows_of(year, sheet, language):
    """Return the rows of a sheet, its days as dates."""
    rows = openpyxl.load_workbook(BytesIO(written(year, "xlsx", language)))[sheet].iter_rows(values_only=True)
    return [tuple(cell.date() if isinstance(cell, datetime) else cell for cell in row) for row in rows]


def notes_of(year):
    """Return the notes of the guide."""
    return [row[0] for row in rows_of(year, "Hướng dẫn", "vi") if row[0] and row[0].startswith("•")]


def events_of(year, language="vi"):
    """Return the events of a calendar."""
    return icalendar.Calendar.from_ical(written(year, "ics", language)).walk("VEVENT")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("changes", [(), (NO_DUE,)])
def test_the_workbook_reads_back_as_a_calendar(language, changes, tmp_path):
    """In either language every report is taken with its unit, period and due day, and nothing is rejected."""
    year = year_of(write_pack(tmp_path, *changes))
    (tmp_path / "lich.xlsx").write_bytes(written(year, "xlsx", language))
    UNITS.rename(columns={"id": "Mã đơn vị", "name": "Tên đơn vị", "tier": "Cấp", "kind": "Loại"}).to_csv(
        tmp_path / "don-vi.csv", index=False
    )
    vocabulary = load_pack(tmp_path / "tiny").vocabulary
    dossier = read_dossier([tmp_path / "don-vi.csv", tmp_path / "lich.xlsx"], vocabulary)
    assert dossier.rejects == ()
    frame = dossier.tables["report"].frame
    days = [None if pd.isna(day) else day.date() for day in frame["due_on"]]
    assert set(zip(frame["unit"], frame["period"], days, strict=True)) == {
        (report.reporter.id, report.period.id, report.due) for report in year.reports
    }
    assert len(frame) == len(year.reports) == 15
    assert frame["sent_on"].isna().all()


def test_the_sheet_of_reports_is_the_canonical_one(year):
    """It bears the sheet's name and headers, with the fields that are known filled in."""
    rows = rows_of(year, "Báo cáo", "en")
    assert rows[0][:4] == ("Đơn vị", "Kỳ báo cáo", "Hạn gửi", "Ngày gửi")
    assert rows[1][:4] == ("Sở A", "Quý I/2022", date(2022, 3, 18), None)
    assert {row[0] for row in rows[1:]} == {"Sở A", "B", "C"}


def test_the_guide_gives_the_days_and_where_they_come_from(year):
    """Per unit and period stand the days of the data, the due day and its source."""
    rows = rows_of(year, "Hướng dẫn", "vi")
    assert (
        "Sở A",
        "tỉnh",
        "Quý I/2022",
        date(2021, 12, 15),
        date(2022, 3, 14),
        date(2022, 3, 18),
        "tham số địa phương, không phải quy định của văn bản",
        None,
        "Khoản 3 Điều 7",
    ) in rows
    notes = notes_of(year)
    assert any("Mọi ngày phải gửi đã ghi đều lấy từ tham số địa phương" in note for note in notes)
    assert any("theo Nghị định số 09/2019/NĐ-CP, không phải quy định của văn bản này" in note for note in notes)
    assert any(note.endswith("không cho biết loại đơn vị: Trung tâm T.") for note in notes)


def test_the_guide_is_made_to_read_and_print(year):
    """Its table filters, and its header stands on every page."""
    guide = openpyxl.load_workbook(BytesIO(written(year, "xlsx")))["Hướng dẫn"]
    rows = [row[0] for row in guide.iter_rows(values_only=True)]
    header = rows.index("Đơn vị") + 1
    assert guide.print_title_rows == f"${header}:${header}"
    assert guide.auto_filter.ref == f"A{header}:I{header + len(year.reports)}"


def test_the_guide_says_which_days_are_the_regulation_s(tmp_path):
    """Where some or all days stand in the regulation, the note does not call all of them local."""
    quarter = ("pack.yaml", "quarter: {day: 18}", "quarter: {day: 18, provision: khoản 3 Điều 7}")
    whole = ("pack.yaml", "months_after: 1}", "months_after: 1, provision: khoản 3 Điều 7}")
    some, every = (
        notes_of(year_of(write_pack(tmp_path / str(len(changes)), *changes)))
        for changes in ((quarter,), (quarter, whole))
    )
    assert any("Một số ngày phải gửi lấy từ tham số địa phương" in note for note in some)
    assert any("Mọi ngày phải gửi đã ghi đều do văn bản quy định" in note for note in every)


def test_days_of_rest_are_told_by_policy(tmp_path):
    """18 September 2022 is a Sunday: the guide and the calendar say that it is kept, or moved from there."""
    policy = ("pack.yaml", "  working_day_overrides", "  weekend_policy: next_working_day\n  working_day_overrides")
    told = {}
    for name, changes in (("kept", ()), ("moved", (policy,))):
        found = year_of(write_pack(tmp_path / name, *changes))
        [row] = [row for row in rows_of(found, "Hướng dẫn", "vi") if row[0] == "Sở A" and row[2] == "Quý III/2022"]
        events = {str(event["summary"]): str(event["description"]) for event in events_of(found)}
        told[name] = (row[5], row[7], events["Hạn gửi báo cáo Quý III/2022: Sở A"].rpartition("\n")[2])
    kept, moved = "rơi vào ngày nghỉ, giữ nguyên", "chuyển từ ngày nghỉ 18/09/2022"
    assert told == {
        "kept": (date(2022, 9, 18), kept, "Rơi vào ngày nghỉ, giữ nguyên."),
        "moved": (date(2022, 9, 19), moved, "Chuyển từ ngày nghỉ 18/09/2022."),
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_kinds_of_unit_have_a_guide_and_nothing_to_fill_in(language, tmp_path):
    """Without a register the workbook is the guide alone, which nobody could submit."""
    kinds = reporting_year(load_pack(write_pack(tmp_path)), 2022)
    sheets = openpyxl.load_workbook(BytesIO(written(kinds, "xlsx", language)))
    assert sheets.sheetnames == [{"vi": "Hướng dẫn", "en": "Guide"}[language]]
    assert not any("Báo cáo" in note for note in notes_of(kinds))


def test_the_guide_says_where_no_day_is_set(tmp_path):
    """Without due days the cells are blank, and that none is set is said, in English too."""
    rows = rows_of(year_of(write_pack(tmp_path, NO_DUE)), "Guide", "en")
    data = (date(2021, 12, 15), date(2022, 3, 14))
    assert ("Sở A", "province", "Quarter 1/2022", *data, None, "none set", None, "Article 7, Clause 3") in rows
    assert any(row[0] and "neither the law nor a local parameter sets a due day" in row[0] for row in rows)
    assert not any(row[0] and "day off" in row[0] for row in rows)


def test_the_guide_says_that_days_are_moved(tmp_path):
    """Where the pack moves due days off days of rest, the guide says so."""
    policy = ("pack.yaml", "  working_day_overrides", "  weekend_policy: next_working_day\n  working_day_overrides")
    rows = rows_of(year_of(write_pack(tmp_path, policy)), "Hướng dẫn", "vi")
    note = next(row[0] for row in rows if row[0] and "ngày nghỉ" in row[0])
    assert note == "• Ngày phải gửi rơi vào ngày nghỉ được chuyển sang ngày làm việc tiếp theo."


def test_the_guide_says_that_days_stay(year):
    """Where due days stay on days of rest, the guide says so, and what days of rest are."""
    notes = notes_of(year)
    assert "• Ngày phải gửi rơi vào ngày nghỉ thì giữ nguyên và có ghi rõ." in notes
    assert any("Ngày nghỉ là thứ Bảy, Chủ nhật" in note for note in notes)


def test_data_close_and_reports_fall_due(year):
    """Each report has a day on which its data close and one on which it is due, over the whole day."""
    events = {str(event["summary"]): event for event in events_of(year)}
    assert len(events_of(year)) == 30
    close, due = events["Chốt số liệu báo cáo Quý I/2022: Sở A"], events["Hạn gửi báo cáo Quý I/2022: Sở A"]
    assert (close["dtstart"].dt, close["dtend"].dt) == (date(2022, 3, 14), date(2022, 3, 15))
    assert due["dtstart"].dt == date(2022, 3, 18)
    assert str(due["description"]) == (
        "Số liệu từ 15/12/2021 đến 14/03/2022 (theo Nghị định số 09/2019/NĐ-CP).\nKhoản 3 Điều 7.\n"
        "Ngày phải gửi: tham số địa phương, không phải quy định của văn bản."
    )


def test_a_cut_off_of_the_pack_is_no_day_of_the_decree(tmp_path):
    """By months, with data up to the end of each, neither the guide nor an event names the decree."""
    months = ("pack.yaml", "periods: [quarter, year]", "periods: [month]")
    end = ("pack.yaml", "  working_day_overrides", "  cut_off: 31\n  working_day_overrides")
    found = year_of(write_pack(tmp_path, months, end))
    assert any("ngày chốt số liệu mà gói quy tắc ấn định" in note for note in notes_of(found))
    assert not any("09/2019" in note for note in notes_of(found))
    events = {str(event["summary"]): event for event in events_of(found)}
    close = events["Chốt số liệu báo cáo Tháng 2/2022: Sở A"]
    assert close["dtstart"].dt == date(2022, 2, 28)
    assert str(close["description"]).startswith("Số liệu từ 01/02/2022 đến 28/02/2022.\n")


def test_without_a_due_day_only_data_close(tmp_path):
    """A day that nobody set is no event; the other one says so."""
    events = events_of(year_of(write_pack(tmp_path, NO_DUE)), "en")
    assert len(events) == 15
    assert str(events[0]["summary"]) == "Data cut-off, report of Quarter 1/2022: Sở A"
    assert str(events[0]["description"]).endswith("No due day is set.")


def test_every_event_reminds_a_week_and_a_day_before(year):
    """Reminders ring at eight in the morning of these days."""
    for event in events_of(year):
        triggers = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
        assert triggers == [timedelta(days=-7, hours=8), timedelta(days=-1, hours=8)]


def test_identifiers_and_stamps_follow_from_the_year(year):
    """No clock: an event has the same identifier in every copy of the calendar, and no other has it."""
    events = events_of(year)
    identifiers = [str(event["uid"]) for event in events]
    assert len(set(identifiers)) == len(events)
    assert identifiers == [str(event["uid"]) for event in events_of(year, "en")]
    assert {event["dtstamp"].dt for event in events} == {datetime(2022, 1, 1, tzinfo=UTC)}


def test_events_are_sorted_into_kinds_and_tiers(year):
    """A program can show the cut-offs or the due days of one tier alone."""
    found = {tuple(map(str, event["categories"].cats)) for event in events_of(year)}
    assert found == {("Chốt số liệu", "tỉnh"), ("Hạn gửi báo cáo", "tỉnh")}


def test_the_calendar_describes_itself(year):
    """Its description names the regulation and says that its days are local."""
    [line] = [str(value) for key, value in icalendar.Calendar.from_ical(written(year, "ics")).items() if "DESC" in key]
    assert "Quy chế thử" in line
    assert "Mọi ngày phải gửi đã ghi đều lấy từ tham số địa phương" in line


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_calendar_is_as_rfc_5545_asks(language, tmp_path):
    """Lines end in CRLF and are folded at 75 bytes within no letter; each part has what it must have, once."""
    year = year_of(write_pack(tmp_path))
    content = written(year, "ics", language)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode("utf-8") for line in lines[:-1])
    calendar = icalendar.Calendar.from_ical(content)
    assert (calendar["version"], calendar["calscale"]) == ("2.0", "GREGORIAN")
    assert calendar["prodid"]
    assert not [part.errors for part in calendar.walk() if part.errors]
    for event in calendar.walk("VEVENT"):
        assert all(isinstance(event[name], icalendar.prop.vDDDTypes) for name in ("dtstart", "dtend", "dtstamp"))
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert all(alarm["action"] == "DISPLAY" and alarm["description"] for alarm in event.walk("VALARM"))
    assert icalendar.Calendar.from_ical(calendar.to_ical()).to_ical() == content


@pytest.mark.parametrize("name", outputs_of("calendar"))
def test_the_same_year_gives_the_same_bytes(name, year):
    """Nothing but the calendar decides what is written."""
    assert written(year, name) == written(year, name)


def test_hostile_names_stay_text(tmp_path):
    """Names neither break lines of a calendar nor become formulas of a workbook."""
    pack = load_pack(write_pack(tmp_path))
    frame = UNITS.assign(name=["=1+1", "a\\,b;c", "x\nBEGIN:VEVENT", "T"])
    year = reporting_year(pack, 2022, from_frames({"unit": frame}, pack.vocabulary).tables["unit"])
    summaries = {str(event["summary"]).partition(": ")[2] for event in events_of(year)}
    assert summaries == {report.reporter.name.vi for report in year.reports}
    sheet = openpyxl.load_workbook(BytesIO(written(year, "xlsx")))["Báo cáo"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
