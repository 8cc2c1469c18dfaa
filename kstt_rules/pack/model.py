"""A rule pack as the rest of the program sees it: plain frozen values, every one checked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import UsageError
from kstt_rules.base.suggestion import hint
from kstt_rules.engine.compile import Conditions
from kstt_rules.language import Expr
from kstt_rules.language.values import CodeTable
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import CALLED, MATTER
from kstt_rules.model.outcomes import Severity
from kstt_rules.model.report_calendar import (
    CUT_OFF,
    DuePolicy,
    DueTable,
    Period,
    PeriodKind,
    WorkingCalendar,
    apply_policy,
    span,
)
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.pack.claims import Claim, Exclusive, NothingWhen, OneFindingWhen
from kstt_rules.pack.message import Message

_NO_RULE: Final = both("{pack} has no rule {name!r}{hint}")

Norm = Literal["definition", "principle", "power", "duty", "prohibition", "right"]
ParameterType = Literal[
    "text",
    "integer",
    "number",
    "boolean",
    "date",
    "texts",
    "numbers",
    "dates",
    "text_table",
    "number_table",
    "date_table",
]
LAST_YEAR: Final = "last_year"  # in place of a field: the last day of the last year that is over
ParameterValue = str | int | float | bool | dt.date | tuple[str | float | dt.date, ...] | CodeTable | None


@dataclass(frozen=True, slots=True)
class Regulation:
    """The regulation that a pack holds; what is blank in the source is None.

    ``blank_number`` stands in its citation where it has no number. ``addressees_until`` is the last day on which there
    was anybody whom it binds. ``annexed_to`` is the decision that issues it as its annex, None where none does;
    ``called`` is what it is called for short, ``matter`` what it is about.
    """

    title: Bilingual
    issuer: Bilingual
    annexed_to: Bilingual | None
    number: str | None
    date: dt.date | None
    effective_from: dt.date | None
    year: int
    blank_number: str = "…"
    addressees_until: dt.date | None = None
    called: Bilingual = CALLED
    matter: Bilingual = MATTER


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a parameter is from ``start`` to ``until``, both included and None for open.

    A value of None is unset. ``provision`` or another ``act`` sets it by law; ``local`` marks a local choice.
    """

    start: dt.date | None
    until: dt.date | None
    value: ParameterValue
    provision: Provision | None
    local: bool
    act: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated value that rules use under its dotted key; ``values`` are in order and do not overlap.

    ``file``, ``line`` and ``column`` say where it stands.
    """

    key: str
    type: ParameterType
    label: Bilingual
    values: tuple[DatedValue, ...]
    file: str = ""
    line: int = 1
    column: int = 1

    def at(self, day: dt.date) -> DatedValue | None:
        """Return what holds on a day, or None where no value covers it."""
        for value in self.values:
            if (value.start or dt.date.min) <= day <= (value.until or dt.date.max):
                return value
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """Ways to read a provision: the options by id, and which one holds unless the user chooses."""

    label: Bilingual
    default: str
    options: Mapping[str, Bilingual]


@dataclass(frozen=True, slots=True)
class Expectation:
    """The kinds of unit that report on the kinds of period, and the provision that says so."""

    kinds: tuple[str, ...]
    periods: tuple[PeriodKind, ...]
    provision: Provision


@dataclass(frozen=True)
class Calendar:
    """Who reports on which periods from which year on, and when reports fall due (None: no date is set).

    ``cut_off`` is the last day of a period's data in its last month. ``first_day_counts`` tells whether a count of
    working days begins with its first day or with the one after.
    """

    first_year: int
    expects: tuple[Expectation, ...]
    due: DueTable | None
    weekend_policy: DuePolicy
    working_day_overrides: Mapping[dt.date, bool]
    cut_off: int = CUT_OFF
    first_day_counts: bool = False

    @cached_property
    def working(self) -> WorkingCalendar:
        """The working days of Viet Nam with the pack's overrides."""
        return WorkingCalendar.for_vietnam(overrides=self.working_day_overrides)

    def span(self, period: Period) -> tuple[dt.date, dt.date]:
        """Give the first and the last day whose data a period's report covers; ValueError for an ad-hoc request."""
        return span(period, self.cut_off)

    def moved(self, day: dt.date) -> dt.date:
        """Apply the weekend policy to a due day."""
        if self.weekend_policy == "as_stated":
            return day  # without the calendar, which is slow to load
        return apply_policy(day, self.weekend_policy, self.working)

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """Count the working days after one day, or from it on where the first counts, up to and including another."""
        return self.working.working_days_between(start, end, with_first=self.first_day_counts)


@dataclass(frozen=True, slots=True)
class Obliged:
    """The body that must act where it is not the unit concerned.

    Either the nearest unit from it upwards that ``above`` holds for, or the one of the register that ``body`` holds
    for; ``name`` is what it is called where the register does not hold it.
    """

    above: Expr | None
    body: Expr | None
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is obliged from one day to another, both included and None for open."""

    start: dt.date | None
    until: dt.date | None
    obliged: Obliged


@dataclass(frozen=True, slots=True)
class Succession:
    """Who is obliged, one holder after another without a gap."""

    holders: tuple[Holder, ...]

    def at(self, day: dt.date) -> Obliged:
        """Return who is obliged on a day: before the first one that one, after the last one the last."""
        begun = [holder for holder in self.holders if (holder.start or dt.date.min) <= day]
        return (begun or self.holders[:1])[-1].obliged


@dataclass(frozen=True, slots=True)
class ProvisionEntry:
    """One provision of the regulation: its kind of norm, whom it binds, what it says in our words.

    ``obliged`` is who must act, None for the unit concerned. ``not_checked`` is the reason why no rule cites it; None
    where rules do.
    """

    provision: Provision
    norm: Norm
    bearer: Bilingual
    obliged: Succession | None
    summary: Bilingual
    not_checked: Bilingual | None
    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Rule:
    """One check of one provision on every subject of one entity.

    ``applies`` None: to all subjects. ``dated`` names the field that says on which day the fact happened, or is
    LAST_YEAR; None: the entity's. ``severities`` holds the severity by option of the rule's reading, or
    under None where it depends on none. ``parameters`` are those that the conditions rest on. ``file``,
    ``line`` and ``column`` say where the rule stands. ``sha256`` identifies all that decides its verdicts. ``labels``
    name terms of the conditions, by their text, where words made from their parts would read badly.
    """

    id: str
    provision: Provision
    subject: str
    applies: Expr | None
    breach: Expr
    severities: Mapping[str | None, Severity]
    reading: str | None
    local: bool
    title: Bilingual
    message: Message
    undetermined: Message | None
    remedy: Message
    note: Bilingual | None
    obliged: Succession | None
    start: dt.date | None
    until: dt.date | None
    applies_text: str | None
    breach_text: str
    parameters: frozenset[str]
    file: str
    line: int
    column: int
    dated: str | None = None
    sha256: str = ""
    labels: Mapping[str, Bilingual] = field(default_factory=dict)

    @cached_property
    def conditions(self) -> Conditions:
        """When the rule applies and is breached, as the engine takes it."""
        return Conditions(self.applies, self.breach)

    @property
    def expressions(self) -> tuple[Expr, ...]:
        """All expressions of the rule: its conditions, and those that its messages fill in."""
        conditions = (self.breach,) if self.applies is None else (self.applies, self.breach)
        messages = (message for message in (self.message, self.undetermined, self.remedy) if message is not None)
        return (*conditions, *(part for message in messages for part in message.expressions))

    def severity_in(self, readings: Mapping[str, str]) -> Severity:
        """Return the severity of a breach under the readings in use (reading → option)."""
        if None in self.severities:
            return self.severities[None]
        assert self.reading is not None, "a severity by option names its reading"
        return self.severities[readings[self.reading]]


@dataclass(frozen=True)
class Pack:
    """A rule pack: one regulation's provisions and rules, with their parameters, readings and vocabulary.

    ``sha256`` identifies the pack's YAML files, its cases left out. ``parameters`` are keyed by their dotted
    names. ``provisions`` are in the order of the regulation, ``rules`` by provision, then id. ``same_terms`` are
    groups of terms that the regulation uses for one thing. ``claims`` are what must be so of the rules. ``base`` is the
    pack that it builds on.
    """

    id: str
    version: str
    sha256: str
    title: Bilingual
    regulation: Regulation
    notes: tuple[Bilingual, ...]
    same_terms: tuple[tuple[str, ...], ...]
    parameters: Mapping[str, Parameter]
    readings: Mapping[str, Reading]
    calendar: Calendar
    provisions: tuple[ProvisionEntry, ...]
    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    folder: Path
    claims: tuple[Claim, ...] = ()
    base: "Pack | None" = None
    ceased_units: Succession | None = None

    def rule(self, name: str) -> Rule:
        """Return a rule by its id; raises UsageError with the nearest known id if there is none."""
        for rule in self.rules:
            if rule.id == name:
                return rule
        near = hint(name, (rule.id for rule in self.rules))
        raise UsageError(_NO_RULE.format(pack=self.id, name=name, hint=near))

    def entry(self, provision: Provision) -> ProvisionEntry:
        """Return what the pack says of a provision; KeyError where it does not list it."""
        for entry in self.provisions:
            if entry.provision == provision:
                return entry
        raise KeyError(provision)

    def rules_for(self, provision: Provision) -> tuple[Rule, ...]:
        """Return the rules that cite a provision itself, not what it contains."""
        return self._rules_by_provision.get(provision, ())

    def rules_of(self, claim: Claim) -> tuple[Rule, ...]:
        """Return the rules that a claim speaks of: those it names, else those of its provision, else all.

        Where it is about one kind of subject, those that judge others are left out.
        """
        if isinstance(claim, Exclusive):
            return tuple(map(self.rule, claim.rules))
        place = claim.provision
        subject = claim.subject if isinstance(claim, (OneFindingWhen, NothingWhen)) else None
        cited = (rule for rule in self.rules if place is None or place.contains(rule.provision))
        return tuple(rule for rule in cited if subject in (None, rule.subject))

    @cached_property
    def _rules_by_provision(self) -> Mapping[Provision, tuple[Rule, ...]]:
        by_provision: dict[Provision, tuple[Rule, ...]] = {}
        for rule in self.rules:
            by_provision[rule.provision] = (*by_provision.get(rule.provision, ()), rule)
        return by_provision
