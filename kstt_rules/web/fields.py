"""The fields of a form as values. What is not allowed raises UsageError with what is."""

import datetime as dt
from collections.abc import Mapping, Sequence

from kstt_rules.base.bilingual import Language
from kstt_rules.base.errors import UsageError
from kstt_rules.web.texts import common as words


def text_of(form: Mapping[str, object], name: str) -> str:
    """Return what was typed into a field, without space around it."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def day_of(form: Mapping[str, object], name: str) -> dt.date | None:
    """Return the day of a field, None where it is blank."""
    text = text_of(form, name)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(words.BAD_DAY.format(text=text)) from None


def audit_day_of(form: Mapping[str, object]) -> dt.date:
    """Return the day for which the audit speaks."""
    day = day_of(form, "as_of")
    if day is None:
        raise UsageError(words.NO_DAY)
    return day


def one_of(name: str, allowed: Sequence[str]) -> str:
    """Return a choice: the first of what is allowed where none was made."""
    if name and name not in allowed:
        raise UsageError(words.NOT_ALLOWED.format(name=name, allowed=", ".join(allowed)))
    return name or allowed[0]


def language_of(form: Mapping[str, object]) -> Language:
    """Return the language that a form or an address asks for; Vietnamese where it asks for none."""
    return "en" if form.get("lang") == "en" else "vi"


def setting_lines(form: Mapping[str, object]) -> tuple[str, ...]:
    """Return the lines that state parameters and readings."""
    return tuple(line.strip() for line in text_of(form, "settings").splitlines() if line.strip())
