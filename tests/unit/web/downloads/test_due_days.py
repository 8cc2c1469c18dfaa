"""Due days that an office sets for itself are filled in or sent, kept, and stand in the calendar."""

import icalendar
import pytest
from small_desk import had_of, small_desk

from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.web.acts import due_days
from kstt_rules.web.views import due_days as page
from kstt_rules.web.views import results

pytestmark = pytest.mark.usefixtures("read_here")

FORM = {"day.tinh.quarter": "19", "after.tinh.quarter": "1", "policy": "next_working_day", "off": "19/04/2022\n"}


@pytest.fixture
def desk(tmp_path):
    """Return an open desk."""
    return small_desk(tmp_path / "desk")


def days(desk):
    """Return the due days of the first quarter in the calendar."""
    calendar = icalendar.Calendar.from_ical(had_of(desk, "calendar", year="2022", format="ics"))
    return {event["dtstart"].dt.isoformat() for event in calendar.walk("VEVENT") if "I/2022" in event["summary"]}


def test_days_that_are_filled_in_stand_in_the_calendar(desk):
    """With what happens on days of rest; the form shows them again, and the file is the one of the command line."""
    due_days.act(desk, FORM)
    assert "2022-04-20" in days(desk)
    told = page.view(desk, {})
    assert {item["key"]: (item["day"], item["after"]) for item in told["reports"]}["tinh.quarter"] == (19, 1)
    assert (told["policy"], told["swapped"]) == ("next_working_day", {"worked": "", "off": "19/04/2022"})
    assert results.view(desk, {})["has_due_days"]
    content = had_of(desk, "due_days")
    due_days.act(desk, dict.fromkeys(FORM, ""))
    assert not results.view(desk, {})["has_due_days"]
    (desk.workspace.folder / "incoming" / "han.yaml").write_bytes(content)
    due_days.act(desk, {"due": ["han.yaml"]})
    assert "2022-04-20" in days(desk)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"day.tinh.quarter": "x"}, UsageError),
        ({"day.tinh.quarter": "32"}, InputError),
        ({"off": "31/02/2022"}, UsageError),
        ({"policy": "later"}, InputError),
    ],
)
def test_what_is_not_allowed_keeps_those_before(desk, wrong, error):
    """With a sentence."""
    due_days.act(desk, FORM)
    before = had_of(desk, "due_days")
    with pytest.raises(error):
        due_days.act(desk, {**FORM, **wrong})
    assert had_of(desk, "due_days") == before
