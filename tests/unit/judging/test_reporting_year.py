"""The reports of a year: who, which periods, the data of which days, due when and why."""

from datetime import date

import pandas as pd
import pytest
from pack_factory import write_pack

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import UsageError
from kstt_rules.intake import from_frames
from kstt_rules.judging.reporting_year import reporting_year
from kstt_rules.model.citation import Provision
from kstt_rules.pack import load_pack

QUARTERS = ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"]


def units_of(pack, *rows):
    """Return a register of units from rows of id, name, tier, kind and parent."""
    columns = ["id", "name", "tier", "kind", "parent"]
    return from_frames({"unit": pd.DataFrame(rows, columns=columns)}, pack.vocabulary).tables["unit"]


@pytest.fixture
def pack(tmp_path):
    """Return the small pack: departments report every quarter and year, due by local parameters."""
    return load_pack(write_pack(tmp_path))


def test_every_unit_that_reports_has_every_period(pack):
    """Units of the kinds that report have four quarters and the year, in order; others have none."""
    units = units_of(pack, ("A", "Sở A", "Tỉnh", "Sở", None), ("X", "UBND xã X", "Xã", "UBND xã", None))
    found = reporting_year(pack, 2022, units)
    assert [(report.reporter.id, report.period.id) for report in found.reports] == [
        ("A", period) for period in (*QUARTERS, "2022")
    ]
    assert found.reporters == 1
    assert {report.provision for report in found.reports} == {Provision(7, 3)}


def test_data_close_on_the_14th(pack):
    """The first quarter's data run from 15 December to 14 March, the year's to 14 December."""
    reports = {report.period.id: report for report in reporting_year(pack, 2022).reports if report.reporter.id == "so"}
    assert (reports["2022-Q1"].first, reports["2022-Q1"].last) == (date(2021, 12, 15), date(2022, 3, 14))
    assert (reports["2022"].first, reports["2022"].last) == (date(2021, 12, 15), date(2022, 12, 14))


def test_a_local_due_day_is_called_local(pack):
    """The small pack sets the 18th and the end of January without a provision."""
    reports = {report.period.id: report for report in reporting_year(pack, 2022).reports if report.reporter.id == "so"}
    assert (reports["2022-Q1"].due, reports["2022-Q1"].source) == (date(2022, 3, 18), "local")
    assert (reports["2022"].due, reports["2022"].source) == (date(2023, 1, 31), "local")


def test_a_due_day_of_the_regulation_is_called_so(tmp_path):
    """A day with its provision is the regulation's."""
    stated = ("pack.yaml", "quarter: {day: 18}", "quarter: {day: 18, provision: khoản 3 Điều 7}")
    reports = reporting_year(load_pack(write_pack(tmp_path, stated)), 2022).reports
    assert {report.source for report in reports if report.period.kind == "quarter"} == {"regulation"}


def test_without_a_due_table_no_day_is_made_up(tmp_path):
    """Where nothing sets a day there is none, and no source."""
    rules = "  due:\n    tinh:\n      quarter: {day: 18}\n      year: {day: 31, months_after: 1}\n"
    pack = load_pack(write_pack(tmp_path, ("pack.yaml", rules, "  due: null\n")))
    assert {(report.due, report.source) for report in reporting_year(pack, 2022).reports} == {(None, None)}


def test_a_tier_without_a_due_day_has_none(pack):
    """The due days of one tier are not those of another."""
    units = units_of(pack, ("A", "Sở A", "Huyện", "Sở", None))
    assert {report.due for report in reporting_year(pack, 2022, units).reports} == {None}


def test_a_due_day_moves_off_a_day_of_rest_by_policy(tmp_path):
    """18 September 2022 is a Sunday: it stays as stated, or becomes Monday."""
    days = {}
    stated = set()
    for policy in ("as_stated", "next_working_day"):
        changed = ("pack.yaml", "  working_day_overrides", f"  weekend_policy: {policy}\n  working_day_overrides")
        found = reporting_year(load_pack(write_pack(tmp_path / policy, changed)), 2022)
        third = [report for report in found.reports if report.period.id == "2022-Q3"]
        days[found.moved] = {report.due for report in third}
        stated |= {(report.stated, report.at_rest) for report in third}
    assert days == {False: {date(2022, 9, 18)}, True: {date(2022, 9, 19)}}
    assert stated == {(date(2022, 9, 18), True)}


def test_without_a_register_kinds_of_unit_report(pack):
    """Each kind that reports stands for its units, by its label and tier."""
    found = reporting_year(pack, 2022)
    assert {report.reporter.id: report.reporter.name for report in found.reports} == {
        "so": Bilingual("Sở", "Provincial department"),
        "bql_kcn": Bilingual("Ban Quản lý các Khu công nghiệp", "Industrial zones authority"),
    }
    assert {report.reporter.tier for report in found.reports} == {"tinh"}


def test_units_of_one_name_are_called_by_their_codes(pack):
    """A name that two units have would be ambiguous when it is read back; a name of its own is kept."""
    units = units_of(
        pack, ("1", "Sở A", "Tỉnh", "Sở", None), ("2", "Sở A", "Tỉnh", "Sở", None), ("3", "Sở B", "Tỉnh", "Sở", None)
    )
    written = {report.reporter.id: report.reporter.written for report in reporting_year(pack, 2022, units).reports}
    assert written == {"1": "1", "2": "2", "3": "Sở B"}


def test_units_of_unknown_kind_are_named(pack):
    """A unit of which the register tells no kind has no reports, and is not passed over in silence."""
    units = units_of(pack, ("A", "Sở A", "Tỉnh", "Sở", None), ("T", "Trung tâm T", "Tỉnh", None, None))
    assert reporting_year(pack, 2022, units).unknown == ("Trung tâm T",)


def test_there_is_no_calendar_before_the_first_year(pack):
    """The pack says from which year on reports are expected."""
    with pytest.raises(UsageError, match="tiny expects no reports before 2021: there is no calendar of 2020"):
        reporting_year(pack, 2020)


def test_units_may_be_chosen_by_id_name_and_tier(pack):
    """Only what is asked for is kept, and a name that none has is refused with what was meant."""
    units = units_of(
        pack, ("A", "Sở A", "Tỉnh", "Sở", None), ("B", "Sở B", "Tỉnh", "Sở", None), ("C", "Sở C", "Huyện", "Sở", None)
    )

    def chosen(**options):
        return {report.reporter.id for report in reporting_year(pack, 2022, units, **options).reports}

    assert chosen(only=["A", "Sở C"]) == {"A", "C"}
    assert chosen(tier="tinh") == {"A", "B"}
    assert chosen(only=["A", "Sở C"], tier="tinh") == {"A"}
    with pytest.raises(UsageError, match=r"no unit that could report is called 'Sở D'; did you mean 'Sở"):
        chosen(only=["Sở D"])
    assert {report.reporter.id for report in reporting_year(pack, 2022, only=["so"]).reports} == {"so"}
