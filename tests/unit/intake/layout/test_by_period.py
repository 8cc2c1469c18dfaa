"""Columns for periods of the kinds that the calendar of a pack knows."""

from dataclasses import replace

import pytest
from layouts.grid import Grid
from layouts.reading import read

from kstt_rules.intake.layout.by_period import is_period
from kstt_rules.model.read_vocabulary import base_vocabulary

MONTHLY = frozenset({"month", "half_year", "ad_hoc"})


def reports(*header):
    days = [f"{10 + place}/3/2022" for place in range(len(header))]
    grid = Grid("Báo cáo", [["BÁO CÁO NĂM 2022"], ["Đơn vị", *header], ["Sở Y tế", *days]], [])
    vocabulary = replace(base_vocabulary(), period_kinds=MONTHLY)
    return read(grid, vocabulary=vocabulary).dossier.tables["report"].frame


def test_months_and_half_years_head_columns_where_reports_are_by_them():
    """In the year that the title names, or in their own."""
    found = reports("Tháng 1", "Tháng 02/2021", "6 tháng đầu năm", "6 tháng cuối")
    sent = {row["period"]: row["sent_on"].day for row in found.to_dict("records")}
    assert sent == {"2022-01": 10, "2021-02": 11, "2022-H1": 12, "2022-H2": 13}


@pytest.mark.parametrize("label", ["Tháng 1", "T12", "6 tháng đầu năm", "Tháng 01/2022"])
def test_a_month_heads_no_column_of_a_calendar_without_months(label):
    """It is a header like others."""
    assert is_period(label, MONTHLY)
    assert not is_period(label)


@pytest.mark.parametrize("label", ["Quý I", "Q2/2022", "Năm", "Năm 2022"])
def test_a_quarter_heads_no_column_of_a_calendar_by_months(label):
    """And the other way round."""
    assert is_period(label)
    assert not is_period(label, MONTHLY)
