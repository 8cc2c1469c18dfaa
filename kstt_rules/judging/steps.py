"""The steps of an audit: a run gets its dossier, the rules judge it, and the verdicts are put into words."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import KsttError
from kstt_rules.base.kept import made_once
from kstt_rules.base.labelled import label_of
from kstt_rules.base.memo import Memo
from kstt_rules.base.progress import Watcher, unwatched
from kstt_rules.base.version import VERSION
from kstt_rules.engine import adapter
from kstt_rules.judging.cite import Named
from kstt_rules.judging.complete import derive, with_unread
from kstt_rules.judging.count_outcomes import OutcomeCounts, coverage_of
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement, judge
from kstt_rules.judging.labels import Labels, labels_of
from kstt_rules.judging.newest_day import newest_day
from kstt_rules.judging.part import Part
from kstt_rules.judging.received import ByUnit, received_of
from kstt_rules.judging.roster_changes import add_changes
from kstt_rules.judging.selection import of_units, selected, told_of, with_units
from kstt_rules.judging.settings import Choices, changes_of, choose
from kstt_rules.judging.submissions import Submissions, asked_of, lacking_in, submissions_of
from kstt_rules.judging.time_judged import TimeJudged
from kstt_rules.judging.verdict_codes import Codes
from kstt_rules.judging.write_findings import Concluder
from kstt_rules.language import walk
from kstt_rules.language.nodes import Field, Submission
from kstt_rules.language.values import Setting
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Dossier, InputFile, Reject, Table
from kstt_rules.model.findings import (
    NO_ENGINE,
    AuditResult,
    EngineRef,
    Finding,
    PackRef,
    RegulationRef,
    RuleRef,
    Undecided,
    UnitRecord,
    prefaces,
)
from kstt_rules.model.outcomes import Outcomes
from kstt_rules.model.report_calendar import check_day
from kstt_rules.model.selection import Only, Selection
from kstt_rules.pack import Pack, Rule
from kstt_rules.pack.digests import datasets_of
from kstt_rules.pack.strata import strata_of

_UNSET = both(
    "The regulation's number, date and effective date are not set, so events before it took effect are audited too."
)
_UNREAD = both(
    "Not read: {count} files, sheets or columns; what they hold was not judged (see the data that were not accepted)."
)
_CHOSEN = both("The user set {key} = {value}.")

EngineAbsent = Literal["stop", "masks"]
"""What to do where the rule engine is not on the machine: end with what to do, or let columns judge alone."""


@dataclass(frozen=True)
class AuditRun:
    """What is judged and by what: the pack, the day, the user's choices, and a dossier with all that it implies.

    ``waived`` holds the units, by id or name, and the rules or provisions whose breaches are set aside; ``every`` asks
    for a finding of each undetermined verdict. ``received`` is what was taken from each unit, ``submissions``
    what the rules ask of what was submitted. All is judged, but only
    the ``selection`` is told of; its units are as the user named them until the dossier is there. ``by_columns``:
    there is no rule engine, and the user wants a result all the same.
    """

    pack: Pack
    as_of: dt.date
    choices: Choices
    effective_from: dt.date | None
    dossier: Dossier
    waived: frozenset[tuple[str, str | Provision]] = frozenset()
    every: bool = False
    received: ByUnit = field(default_factory=dict)
    submissions: Submissions = field(default_factory=dict)
    selection: Selection | None = None
    by_columns: bool = False

    @cached_property
    def told(self) -> Pack:
        """The pack with the rules and provisions that are told of."""
        return self.pack if self.selection is None else told_of(self.pack, self.selection)

    @cached_property
    def law(self) -> Law:
        """What the conditions of the rules are given besides rows, as it changes with time."""
        pack, choices = self.pack, self.choices
        changes = changes_of(pack)
        readings = {f"readings.{name}": option for name, option in choices.readings.items()}
        days = (dt.date.min, *changes)
        settings = tuple(
            Setting(self.as_of, {**choices.on(day), **readings}, pack.calendar.working_days_between) for day in days
        )
        local = tuple(map(choices.local_on, days))
        return Law(self.as_of, changes, settings, self.effective_from, pack.regulation.addressees_until, local)

    @property
    def time(self) -> TimeJudged:
        """The time that the audit speaks of."""
        return TimeJudged(self.as_of, self.effective_from, self.pack.regulation.addressees_until)


@dataclass(frozen=True)
class Found:
    """What the rules came to: counted by rule, by its id, and by unit; told of one subject and of many at once."""

    outcomes: Mapping[str, Outcomes]
    findings: Sequence[Finding]
    undecided: tuple[Undecided, ...]
    units: Sequence[UnitRecord]


def new_run(  # noqa: PLR0913 - options of the command line, keyword-only
    pack: Pack,
    *,
    as_of: dt.date,
    effective_from: dt.date | None = None,
    settings: Mapping[str, Any] | None = None,
    waived: frozenset[tuple[str, str | Provision]] = frozenset(),
    every: bool = False,
    only: Only | None = None,
    engine_absent: EngineAbsent = "stop",
) -> AuditRun:
    """Begin a run that has no dossier yet; where there is no rule engine, ``engine_absent`` says what then.

    Raises UsageError for a setting or a day that is not allowed, and for what was named that the pack does not have;
    EngineError where there is no rule engine and the user did not let columns judge alone.
    """
    check_day(as_of)
    effective = effective_from or pack.regulation.effective_from
    choices, selection = choose(pack, settings or {}), selected(pack, only) if only else None
    by_columns = engine_absent == "masks" and adapter.is_absent()
    if not by_columns:
        adapter.checked_engine()
    return AuditRun(
        pack, as_of, choices, effective, Dossier({}), waived, every, selection=selection, by_columns=by_columns
    )


def with_register(run: AuditRun, register: Table | None) -> AuditRun:
    """Find the units that were named in the register. Raises UsageError where it does not have one."""
    return run if run.selection is None else replace(run, selection=with_units(run.selection, register))


def with_dossier(
    run: AuditRun, dossier: Dossier, previous: Dossier | None = None, memo: Memo | None = None
) -> AuditRun:
    """Give a run its dossier, completed with what it implies and with the changes since an earlier roster.

    With a ``memo`` what follows from the same tables as before is the same value. Raises UsageError where units were
    named that it does not have.
    """
    run = with_register(run, dossier.tables.get("unit"))
    complete = derive(with_unread(dossier, memo), run.pack.calendar, time=run.time, memo=memo)
    if previous is not None:
        complete = add_changes(complete, derive(previous, run.pack.calendar, time=run.time), run.effective_from)
    return with_received(replace(run, dossier=complete), dossier, lacking_in(dossier.rejects), memo)


def begin_to_complete(run: AuditRun, dossier: Dossier, memo: Memo) -> None:
    """Do what can be done of a dossier of which more may come; with the same memo ``with_dossier`` does it no more.

    What is wrong is said when all is there, if it still is.
    """
    with suppress(KsttError):
        derive(with_unread(dossier, memo), run.pack.calendar, time=run.time, memo=memo)


def with_received(run: AuditRun, dossier: Dossier, lacking: AbstractSet[str], memo: Memo | None = None) -> AuditRun:
    """Note what was received, before anything was added; ``lacking`` as in ``submissions_of``."""
    vocabulary, asked = run.pack.vocabulary, asked_of(run.pack)
    return replace(
        run,
        received=received_of(dossier, vocabulary, memo),
        submissions=submissions_of(dossier, vocabulary, asked, lacking=lacking, memo=memo),
    )


def judge_run(
    run: AuditRun,
    *,
    verify: bool = False,
    part: Part | None = None,
    facts: Facts | None = None,
    known: Mapping[str, Codes] = MappingProxyType({}),
    watch: Watcher = unwatched,
) -> Judgement:
    """Judge every rule on every subject; of a part of a dossier, on those that the part is about.

    The verdicts of some rules may be ``known``, and the ``facts`` prepared.
    """
    pack, choices = run.pack, run.choices
    return judge(
        strata_of(pack),
        facts or Facts(run.dossier, pack.vocabulary, part, run.submissions),
        run.law,
        {rule.id: rule.severity_in(choices.readings) for rule in pack.rules},
        by_columns=run.by_columns,
        verify=verify,
        waived=run.waived,
        known=known,
        watch=watch,
    )


def conclude(run: AuditRun, judgement: Judgement, texts: Mapping[Provision, str]) -> AuditResult:
    """Put a judgement into words, with its citations and cells, and the official wording of what ``texts`` holds."""
    dossier = run.dossier
    number, newest = judgement.by_engine, newest_day(dossier, run.pack.vocabulary, run.as_of)
    found = found_by(run, judgement, texts)
    return result_of(run, dossier.inputs, dossier.rejects, found, by_engine=number, newest=newest)


def found_by(run: AuditRun, judgement: Judgement, texts: Mapping[Provision, str]) -> Found:
    """Count what a judgement came to, and put it into words; all of it, or of what was selected."""
    if run.selection is not None:
        judgement = of_units(judgement, run.told, run.selection)
    counts = OutcomeCounts(run.told, judgement, run.choices.readings)
    concluder = concluder_of(run, judgement, texts)
    return Found(
        counts.by_rule(),
        concluder.findings(every=run.every),
        () if run.every else concluder.undecided(),
        counts.units(run.received, labels_of(run.pack)),
    )


def gathered(entries: Iterable[Undecided]) -> tuple[Undecided, ...]:
    """Put entries about the same together, in the order of outputs."""
    found: dict[Undecided, list[Undecided]] = {}
    for item in entries:
        found.setdefault(replace(item, subjects=0, units=0), []).append(item)
    summed = (
        replace(key, subjects=sum(item.subjects for item in items), units=sum(item.units for item in items))
        for key, items in found.items()
    )
    return tuple(sorted(summed, key=lambda item: item.sort_key))


def concluder_of(run: AuditRun, judgement: Judgement, texts: Mapping[Provision, str]) -> Concluder:
    """Return what puts the verdicts of a judgement into words."""
    pack, choices = run.told, run.choices
    return Concluder(pack, judgement, run.law, choices.readings, named(pack), texts)


def result_of(
    run: AuditRun,
    inputs: Sequence[InputFile],
    rejects: Sequence[Reject],
    found: Found,
    *,
    by_engine: int,
    newest: dt.date | None = None,
) -> AuditResult:
    """Return the result of an audit from what was read, what was found, and how many subjects the engine judged.

    ``newest`` is the newest day in the data.
    """
    pack, choices, labels = run.pack, run.choices, labels_of(run.pack)
    engine = _engine_of(run, by_engine)
    told = sorted(_with_needs(rejects, pack), key=lambda item: item.sort_key)
    return AuditResult(
        pack=PackRef(pack.id, pack.version, pack.sha256),
        regulation=_regulation(run, labels, prefaces(run.selection, engine), sum(item.is_unread for item in told)),
        as_of=run.as_of,
        readings=labels.readings(choices.readings),
        settings=labels.settings(choices.stated),
        engine=engine,
        inputs=tuple(sorted(inputs, key=lambda item: item.file)),
        rejects=tuple(told),
        coverage=coverage_of(run.told, found.outcomes),
        findings=found.findings,
        undecided=found.undecided,
        units=found.units,
        tiers=tuple(pack.vocabulary.tiers().values()),
        newest_day=newest,
        rules=tuple(
            RuleRef(rule.id, rule.sha256, datasets, rule.title, rule.provision, found.outcomes[rule.id])
            for rule, datasets in _with_datasets(run.told)
        ),
        selection=run.selection,
    )


@made_once
def _with_datasets(pack: Pack) -> list[tuple[Rule, tuple[str, ...]]]:
    """Return the rules in the order of their ids, each with the datasets that it looks at."""
    return [(rule, datasets_of(rule)) for rule in sorted(pack.rules, key=lambda rule: rule.id)]


def _engine_of(run: AuditRun, judged: int) -> EngineRef:
    return EngineRef(NO_ENGINE, VERSION, 0) if run.by_columns else EngineRef(adapter.NAME, adapter.version(), judged)


def _with_needs(rejects: Iterable[Reject], pack: Pack) -> Iterator[Reject]:
    """Leave of the fields that columns may hold those that some rule asks for."""
    asked = fields_asked(pack)
    for item in rejects:
        yield replace(item, lacking=tuple(name for name in item.lacking if name in asked)) if item.lacking else item


@made_once
def fields_asked(pack: Pack) -> frozenset[str]:
    """Return the fields that conditions name, as ``officer.role``, among them those of whose columns they ask."""
    conditions = [expr for rule in pack.rules for expr in (rule.applies, rule.breach) if expr is not None]
    parts = (part for expr in conditions for part in walk(expr))
    return frozenset(f"{part.entity}.{part.name}" for part in parts if isinstance(part, (Field, Submission)))


@made_once
def _annexed_to(pack: Pack) -> Bilingual | None:
    """Name the decision that issues the regulation as its annex, with a blank where its number is unset."""
    text, number = pack.regulation.annexed_to, pack.regulation.number or pack.regulation.blank_number
    return None if text is None else Bilingual(text.vi.replace("{number}", number), text.en.replace("{number}", number))


@made_once
def named(pack: Pack) -> Named:
    """Return how provisions of the pack name the regulation that they belong to."""
    regulation = pack.regulation
    return Named(regulation.called, _annexed_to(pack), regulation.number or regulation.blank_number)


def _regulation(run: AuditRun, labels: Labels, first: Sequence[Bilingual], unread: int) -> RegulationRef:
    regulation = run.pack.regulation
    unset = run.effective_from is None
    stated = labels.settings(run.choices.stated)
    changed = [_CHOSEN.format(key=label_of(key), value=label_of(value)) for key, value in sorted(stated.items())]
    notices = (
        *first,
        *([_UNREAD.format(count=unread)] if unread else []),
        *([_UNSET] if unset else []),
        *changed,
        *run.pack.notes,
    )
    return RegulationRef(
        title=regulation.title,
        number=regulation.number,
        date=regulation.date,
        effective_from=run.effective_from,
        notices=tuple(notices),
        annexed_to=_annexed_to(run.pack),
        citations=run.pack.vocabulary.citations,
        called=regulation.called,
        matter=regulation.matter,
    )
