"""The due days that an office sets for itself: the YAML that ``kstt calendar --due`` reads, shown and filled in."""

import datetime as dt
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final

from kstt_rules.base.errors import UsageError
from kstt_rules.base.write_yaml import yaml_text
from kstt_rules.model.report_calendar import DueRule, PeriodKind
from kstt_rules.outputs.target import atomic_file
from kstt_rules.pack import Pack
from kstt_rules.pack.due_days import with_due_days
from kstt_rules.pack.model import Calendar
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import text_of
from kstt_rules.web.texts import due_days as words

NAME: Final = "due-days.yaml"
_NONE: Final = "due: {}\n"


def due_days_path(desk: Desk) -> Path:
    """Return where the due days lie, if any are kept."""
    return desk.workspace.folder / "due" / NAME


def pack_with_due_days(desk: Desk) -> Pack:
    """Return the rules with the due days that are kept. Raises InputError where these do not fit the pack."""
    path = due_days_path(desk)
    return with_due_days(desk.pack, path) if path.exists() else desk.pack


def keep(desk: Desk, content: str) -> None:
    """Keep due days, none where nothing is said. Raises InputError, and keeps those before, for what is not allowed."""
    path = due_days_path(desk)
    with desk.tried(path):
        with atomic_file(path) as stream:
            stream.write(content.encode())
        with_due_days(desk.pack, path)
        if content == _NONE:
            path.unlink()


def reports_of(pack: Pack) -> list[tuple[str, PeriodKind]]:
    """Return the tiers that report, from the highest, each with the kinds of period that it reports on."""
    tier_of, order = pack.vocabulary.tier_of, list(pack.vocabulary.tiers())
    found = {
        (tier, kind)
        for item in pack.calendar.expects
        for tier, kind in product(filter(None, map(tier_of, item.kinds)), item.periods)
    }
    return sorted(found, key=lambda one: (order.index(one[0]), list(words.KINDS).index(one[1])))


def rule_of(calendar: Calendar, tier: str, kind: PeriodKind) -> DueRule | None:
    """Return when a report falls due, None where no day is set."""
    return (calendar.due or {}).get(tier, {}).get(kind)


def filled_in(form: Mapping[str, object], pack: Pack) -> str:
    """Return the file that a form makes. Raises UsageError for a number or a day that is none."""
    due: dict[str, dict[str, Any]] = {}
    for tier, kind in reports_of(pack):
        day, after = (_number(form, f"{name}.{tier}.{kind}") for name in ("day", "after"))
        if day is not None:
            due.setdefault(tier, {})[kind] = {"day": day, **({"months_after": after} if after else {})}
    document: dict[str, Any] = {"due": due}
    if (policy := text_of(form, "policy")) and policy != pack.calendar.weekend_policy:
        document["weekend_policy"] = policy
    if days := {day: is_worked for name, is_worked in words.SWAPPED.items() for day in _days(form, name)}:
        document["working_day_overrides"] = days
    return yaml_text(document) if due or len(document) > 1 else _NONE


def swapped(calendar: Calendar, pack: Pack, *, is_worked: bool) -> str:
    """Return the days, a line each, that are worked or off by what is kept, beside those of the pack."""
    own, days = pack.calendar.working_day_overrides, calendar.working_day_overrides
    return "\n".join(
        f"{day:%d/%m/%Y}" for day, worked in sorted(days.items()) if worked == is_worked and day not in own
    )


def _number(form: Mapping[str, object], name: str) -> int | None:
    text = text_of(form, name)
    if text and not (text.isascii() and text.isdecimal()):
        raise UsageError(words.NOT_A_NUMBER.format(text=text))
    return int(text) if text else None


def _days(form: Mapping[str, object], name: str) -> list[dt.date]:
    return [_day(line.strip()) for line in text_of(form, name).splitlines() if line.strip()]


def _day(text: str) -> dt.date:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise UsageError(words.NOT_A_DAY.format(text=text))
