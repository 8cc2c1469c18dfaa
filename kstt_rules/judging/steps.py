"""A dossier on its way to a result: completed and put before the rules, judged, and put into words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.judging.complete import derive
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement, judge
from kstt_rules.judging.portion import Portion
from kstt_rules.judging.roster_changes import add_changes
from kstt_rules.judging.settings import Choices, changes_of, choose
from kstt_rules.judging.write_findings import Concluder
from kstt_rules.language.values import Setting
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Dossier, InputFile, Reject
from kstt_rules.model.findings import AuditResult, Coverage, Finding, PackRef, RegulationRef
from kstt_rules.model.report_calendar import check_day
from kstt_rules.pack import Pack
from kstt_rules.pack.strata import stratify

_UNSET = both("The regulation's number, date and effect are unset; nothing is left out as earlier than its effect.")
_CHOSEN = both("The user set {key} = {value}.")


@dataclass(frozen=True)
class Submission:
    """What is judged and by what: a dossier with all that it implies, the pack, and the user's choices."""

    dossier: Dossier
    pack: Pack
    as_of: dt.date
    choices: Choices
    effective_from: dt.date | None


def prepare(
    dossier: Dossier,
    pack: Pack,
    *,
    as_of: dt.date,
    effective_from: dt.date | None = None,
    settings: Mapping[str, Any] | None = None,
    previous: Dossier | None = None,
) -> Submission:
    """Complete a dossier with what it implies and settle the parameters and readings.

    Raises UsageError for a setting or a day that is not allowed.
    """
    check_day(as_of)
    choices = choose(pack, settings or {})
    complete = derive(dossier, pack.calendar, as_of=as_of)
    if previous is not None:
        complete = add_changes(complete, derive(previous, pack.calendar, as_of=as_of))
    return Submission(complete, pack, as_of, choices, effective_from or pack.regulation.effective_from)


def judge_submission(submission: Submission, *, verify: bool = False, portion: Portion | None = None) -> Judgement:
    """Judge every rule on every subject; of a part of a dossier, on those that the part is about."""
    pack, choices = submission.pack, submission.choices
    return judge(
        stratify(pack.rules),
        Facts(submission.dossier, pack.vocabulary, portion),
        law_of(submission),
        {rule.id: rule.severity_in(choices.readings) for rule in pack.rules},
        verify=verify,
    )


def conclude(submission: Submission, judgement: Judgement, texts: Mapping[Provision, str]) -> AuditResult:
    """Put a judgement into words, with its citations and cells, and the official wording of what ``texts`` holds."""
    concluder = concluder_of(submission, judgement, texts)
    dossier = submission.dossier
    return result_of(submission, dossier.inputs, dossier.rejects, concluder.coverage(), concluder.findings())


def concluder_of(submission: Submission, judgement: Judgement, texts: Mapping[Provision, str]) -> Concluder:
    """Return what puts the verdicts of a judgement into words."""
    pack, choices = submission.pack, submission.choices
    return Concluder(pack, judgement, law_of(submission), choices.readings, _annexed_to(pack), texts)


def result_of(
    submission: Submission,
    inputs: Sequence[InputFile],
    rejects: Sequence[Reject],
    coverage: tuple[Coverage, ...],
    findings: Sequence[Finding],
) -> AuditResult:
    """Return the result of an audit from what was read and what was found."""
    pack, choices = submission.pack, submission.choices
    return AuditResult(
        pack=PackRef(pack.id, pack.version, pack.sha256),
        regulation=_regulation(submission),
        as_of=submission.as_of,
        readings=choices.readings,
        settings=choices.stated,
        inputs=tuple(sorted(inputs, key=lambda item: item.file)),
        rejects=tuple(sorted(rejects, key=lambda item: item.sort_key)),
        coverage=coverage,
        findings=findings,
    )


def law_of(submission: Submission) -> Law:
    """Return what the conditions of a submission's rules are given besides its rows, as it changes with time."""
    pack, choices = submission.pack, submission.choices
    changes = changes_of(pack)
    readings = {f"readings.{name}": option for name, option in choices.readings.items()}
    settings = tuple(
        Setting(submission.as_of, {**choices.on(day), **readings}, pack.calendar.working_days_between)
        for day in (dt.date.min, *changes)
    )
    return Law(submission.as_of, changes, settings, submission.effective_from, pack.regulation.addressees_until)


def _annexed_to(pack: Pack) -> Bilingual:
    """Name the decision that issues the regulation, with a blank where its number is unset."""
    text, number = pack.regulation.annexed_to, pack.regulation.number or f"…/{pack.regulation.year}/QĐ-UBND"
    return Bilingual(text.vi.replace("{number}", number), text.en.replace("{number}", number))


def _regulation(submission: Submission) -> RegulationRef:
    regulation = submission.pack.regulation
    unset = submission.effective_from is None
    changed = [_CHOSEN.format(key=key, value=value) for key, value in sorted(submission.choices.stated.items())]
    notices = (*([_UNSET] if unset else []), *changed, *submission.pack.notes)
    return RegulationRef(
        title=regulation.title,
        number=regulation.number,
        date=regulation.date,
        effective_from=submission.effective_from,
        notices=tuple(notices),
        annexed_to=_annexed_to(submission.pack),
    )
