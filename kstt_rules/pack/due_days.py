"""Due days that an office sets for itself, in a YAML file of its own, where the regulation sets none."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from pydantic import Field

from kstt_rules.base.bilingual import both, joined
from kstt_rules.base.errors import InputError, PackError, Problem
from kstt_rules.base.strict_yaml import Document, read_yaml, validate
from kstt_rules.base.suggestion import unknown
from kstt_rules.model.report_calendar import DuePolicy, DueRule, PeriodKind
from kstt_rules.model.vocabulary import Strict
from kstt_rules.pack.files import RegularPeriod
from kstt_rules.pack.model import Pack

_SET_THERE = both("due.{tier}.{kind}: the law sets this day, so remove it")


class _DueDay(Strict):
    day: int = Field(ge=1, le=31)
    months_after: int = Field(default=0, ge=0, le=12)


class _DueDaysFile(Strict):
    due: dict[str, dict[RegularPeriod, _DueDay]]
    weekend_policy: DuePolicy | None = None
    working_day_overrides: dict[dt.date, bool] = Field(default_factory=dict)


def with_due_days(pack: Pack, path: Path) -> Pack:
    """Return the pack with the due days, weekend policy and swapped days of a file, all of them local parameters.

    Raises InputError with every fault and its place: an unknown tier, or a day that the regulation itself sets.
    """
    try:
        content = _read(path, pack)
    except PackError as error:
        raise InputError(error.message) from error
    calendar = pack.calendar
    return replace(
        pack,
        calendar=replace(
            calendar,
            due=_merged(pack, content),
            weekend_policy=content.weekend_policy or calendar.weekend_policy,
            working_day_overrides={**calendar.working_day_overrides, **content.working_day_overrides},
        ),
    )


def _read(path: Path, pack: Pack) -> _DueDaysFile:
    document = read_yaml(path, name=path.name)
    content = validate(_DueDaysFile, document)
    if problems := _problems(content, document, pack):
        raise PackError(problems)
    return content


def _merged(pack: Pack, content: _DueDaysFile) -> dict[str, dict[PeriodKind, DueRule]]:
    due: dict[str, dict[PeriodKind, DueRule]] = {tier: dict(days) for tier, days in (pack.calendar.due or {}).items()}
    for tier, days in content.due.items():
        for kind, part in days.items():
            due.setdefault(tier, {})[kind] = DueRule(part.day, part.months_after)
    return due


def _problems(content: _DueDaysFile, document: Document, pack: Pack) -> list[Problem]:
    tiers, problems = pack.vocabulary.choices["tier"], []
    for tier, days in content.due.items():
        if tier not in tiers:
            told = joined(": ", [f"due.{tier}", unknown(both("tier"), tier, tiers)])
            problems.append(document.problem(("due", tier), told))
        for kind in days:
            if kind not in pack.vocabulary.period_kinds:
                told = both("due.{tier}.{kind}: no report of this pack is by {kind}").format(tier=tier, kind=kind)
                problems.append(document.problem(("due", tier, kind), told))
            rule = (pack.calendar.due or {}).get(tier, {}).get(kind)
            if rule is not None and rule.source != "local":
                told = _SET_THERE.format(tier=tier, kind=kind)
                problems.append(document.problem(("due", tier, kind), told))
    return problems
