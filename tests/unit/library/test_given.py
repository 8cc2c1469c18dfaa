"""What a caller may give: paths, rows and days in any of their usual forms, and nothing that is not meant."""

import datetime as dt
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from kstt_rules import audit
from kstt_rules.base.errors import UsageError
from kstt_rules.library.given import day_given, frames_given, path_given, source_given

DAY = dt.date(2022, 3, 31)
HANOI = dt.timezone(dt.timedelta(hours=7))


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        "2022-03-31",
        " 2022-03-31\n",
        dt.datetime(2022, 3, 31, 23, 59),  # noqa: DTZ001
        dt.datetime(2022, 3, 31, 0, 30, tzinfo=HANOI),  # still the 30th in Greenwich
        pd.Timestamp("2022-03-31 12:00"),
    ],
)
def test_a_day_is_a_date_a_datetime_or_an_iso_text(value):
    """Of a datetime its own date counts, in its own time zone."""
    assert day_given(value, "as_of") == DAY
    assert type(day_given(value, "as_of")) is dt.date


@pytest.mark.parametrize("value", ["31/03/2022", "2022-02-30", "20220331", "2022-W13-4", "", "٢٠٢٢-٠٣-٣١"])
def test_another_text_is_no_day(value):
    """It is refused with what is allowed, as a ValueError."""
    with pytest.raises(ValueError, match=r"as_of is .*; give a day of the calendar as year-month-day"):
        day_given(value, "as_of")


@pytest.mark.parametrize("value", [None, 20220331, pd.NaT, b"2022-03-31"])
def test_what_is_no_day_at_all_is_of_the_wrong_type(value):
    """Python would take some of them for a day."""
    with pytest.raises(TypeError, match=r"effective_from: give a date, a datetime, or a text such as '2022-03-31'"):
        day_given(value, "effective_from")


@pytest.mark.parametrize("source", ["a", Path("a"), ["a"], (Path("a"),), {"a": None}.keys(), (name for name in "a")])
def test_paths_come_alone_or_as_many(source):
    """As texts or paths, in whatever holds them."""
    assert source_given(source) == [Path("a")]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (None, "give a path, a list of paths, or a dict of data frames or lists of dicts by dataset, not NoneType"),
        (b"a", "not bytes"),
        (pd.DataFrame({"name": ["An"]}), r"name the dataset .* such as \{'officer': frame\}"),
        ([3], "give a path as a str or a Path, not int"),
        ({"officer": "a.csv"}, "officer: give a data frame or a list of dicts, not str"),
        ({"officer": {"name": ["An"]}}, "not dict"),
        ({"officer": [["An"]]}, "not a list that holds list"),
    ],
)
def test_what_is_neither_is_of_the_wrong_type(source, told):
    """The message says what to give."""
    with pytest.raises(TypeError, match=told):
        source_given(source)


def test_an_empty_path_is_none():
    """It would be the folder that one is in."""
    with pytest.raises(UsageError, match="no path is given"):
        path_given("")


def test_dicts_are_rows():
    """What one has and another lacks is missing there; whole numbers stay whole."""
    frame = frames_given({"officer": [{"name": "An", "birth_year": 1980}, {"name": "Ba", "role": "specialist"}]})[
        "officer"
    ]
    assert list(frame) == ["name", "birth_year", "role"]
    assert frame["birth_year"].tolist()[0] == 1980
    assert frame.isna().to_numpy().tolist() == [[False, False, True], [False, True, False]]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"detail": "al"}, "detail is 'al'; choose from own, all"),
        ({"settings": 5}, "settings: give a dict of values by key"),
        ({"only": ["D5.1"]}, r"only: give an Only, such as Only\(units=\['Sở Y tế'\]\), not list"),
        ({"texts": 5}, "texts: give a dict of texts by provision, not int"),
        ({"waivers": [1]}, "waivers: give a list of Waiver, not int"),
        ({"progress": 3}, "progress: give a function that takes a Progress, not int"),
        ({"pack": 7}, "give a path as a str or a Path, not int"),
    ],
)
def test_an_option_of_a_wrong_kind_is_refused(options, told):
    """In one sentence that says what may be given, before anything is read."""
    with pytest.raises((TypeError, UsageError), match=told):
        audit({}, as_of=DAY, **options)


def test_a_language_that_is_none_is_refused(tmp_path):
    """It would be taken for another."""
    result = audit({}, as_of=DAY)
    for write in (result.to_frame, partial(result.write, tmp_path / "result.csv")):
        with pytest.raises(UsageError, match="language is 'fr'; choose from vi, en"):
            write(language="fr")
