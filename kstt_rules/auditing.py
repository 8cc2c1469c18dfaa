"""The one function that walks the whole way: from what was submitted to the findings."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstt_rules.bilingual import Bilingual
from kstt_rules.citation import Provision
from kstt_rules.conclude import Concluder
from kstt_rules.derive import derive
from kstt_rules.dossier import Dossier, Table
from kstt_rules.engine.facts import Facts
from kstt_rules.engine.judge import Judgement, judge
from kstt_rules.engine.law import Law
from kstt_rules.expression.values import Setting
from kstt_rules.findings import AuditResult, PackRef, RegulationRef, Verdict
from kstt_rules.intake import Reading, finish_reading, from_frames, read_dossier
from kstt_rules.pack import Pack, load_pack
from kstt_rules.pack.strata import stratify
from kstt_rules.roster_changes import add_changes
from kstt_rules.settings import Choices, changes_of, choose
from kstt_rules.waivers import Waiver, waive

if TYPE_CHECKING:
    import pandas as pd

    Source = Dossier | Reading | Sequence[Path] | Mapping[str, pd.DataFrame]

DEFAULT_PACK = "bac-giang-2021"

_UNSET = Bilingual(
    "Số, ngày ban hành và ngày có hiệu lực của văn bản còn để trống; chưa loại trừ việc xảy ra trước khi có hiệu lực.",
    "The regulation's number, date and effect are unset; nothing is left out as earlier than its effect.",
)
_CHOSEN = Bilingual("Người dùng đặt {key} = {value}.", "The user set {key} = {value}.")


@dataclass(frozen=True)
class Submission:
    """What is judged and by what: a dossier with all that it implies, the pack, and the user's choices."""

    dossier: Dossier
    pack: Pack
    as_of: dt.date
    choices: Choices
    effective_from: dt.date | None


def audit(  # noqa: PLR0913 - the options of the command line, keyword-only
    source: "Source",
    *,
    as_of: dt.date,
    pack: Pack | Path | str = DEFAULT_PACK,
    effective_from: dt.date | None = None,
    settings: Mapping[str, str] | None = None,
    units: Path | None = None,
    mapping: Path | None = None,
    previous: "Source | None" = None,
    waivers: Sequence[Waiver] = (),
    texts: Mapping[Provision, str] | None = None,
    verify: bool = False,
) -> AuditResult:
    """Audit a dossier by a rule pack, as the facts stand on the day ``as_of``.

    ``source`` is a dossier, paths of workbooks and folders, a reading of them, or data frames by dataset.
    ``effective_from`` is the day the regulation came into force; what lies before it is not applicable. ``settings``
    override parameters and readings by their dotted keys. ``units`` is a file with the unit register, ``previous`` an
    earlier roster to compare with, ``mapping`` a file that says what the columns of either hold where intake would not
    see it. ``waivers`` set breaches aside, ``texts`` holds the official wording by provision. ``verify`` compares
    engine and masks on every subject.

    Raises PackError, UsageError for a setting, EngineError; unreadable files become rejects of the result.
    """
    submission = submit(
        source,
        as_of=as_of,
        pack=pack,
        effective_from=effective_from,
        settings=settings,
        units=units,
        mapping=mapping,
        previous=previous,
    )
    result = conclude(submission, judge_submission(submission, verify=verify), texts or {})
    return _with_waivers(result, submission, waivers)


def submit(  # noqa: PLR0913 - as above
    source: "Source",
    *,
    as_of: dt.date,
    pack: Pack | Path | str = DEFAULT_PACK,
    effective_from: dt.date | None = None,
    settings: Mapping[str, str] | None = None,
    units: Path | None = None,
    mapping: Path | None = None,
    previous: "Source | None" = None,
) -> Submission:
    """Read a dossier, and an earlier roster by the dossier's register, to be judged as ``audit`` does.

    Raises PackError, UsageError for a setting; unreadable files become rejects of the dossier.
    """
    chosen = pack if isinstance(pack, Pack) else load_pack(pack)
    submitted = _read(source, chosen, units, mapping)
    earlier = None if previous is None else _read(previous, chosen, units, mapping, submitted.tables.get("unit"))
    return prepare(submitted, chosen, as_of=as_of, effective_from=effective_from, settings=settings, previous=earlier)


def prepare(
    dossier: Dossier,
    pack: Pack,
    *,
    as_of: dt.date,
    effective_from: dt.date | None = None,
    settings: Mapping[str, Any] | None = None,
    previous: Dossier | None = None,
) -> Submission:
    """Complete a dossier with what it implies and settle the parameters and readings. Raises UsageError."""
    choices = choose(pack, settings or {})
    complete = derive(dossier, pack.calendar, as_of=as_of)
    if previous is not None:
        complete = add_changes(complete, derive(previous, pack.calendar, as_of=as_of))
    return Submission(complete, pack, as_of, choices, effective_from or pack.regulation.effective_from)


def judge_submission(submission: Submission, *, verify: bool = False) -> Judgement:
    """Judge every rule on every subject."""
    pack, choices = submission.pack, submission.choices
    return judge(
        stratify(pack.rules),
        Facts(submission.dossier, pack.vocabulary),
        law_of(submission),
        {rule.id: rule.severity_in(choices.readings) for rule in pack.rules},
        verify=verify,
    )


def conclude(submission: Submission, judgement: Judgement, texts: Mapping[Provision, str]) -> AuditResult:
    """Put a judgement into words, with its citations and cells, and the official wording of what ``texts`` holds."""
    pack, choices = submission.pack, submission.choices
    concluder = Concluder(pack, judgement, law_of(submission), choices.readings, _annexed_to(pack), texts)
    return AuditResult(
        pack=PackRef(pack.id, pack.version, pack.sha256),
        regulation=_regulation(submission),
        as_of=submission.as_of,
        readings=choices.readings,
        settings=choices.stated,
        inputs=tuple(sorted(submission.dossier.inputs, key=lambda item: item.file)),
        rejects=tuple(sorted(submission.dossier.rejects, key=lambda item: item.sort_key)),
        coverage=concluder.coverage(),
        findings=concluder.findings(),
    )


def _with_waivers(result: AuditResult, submission: Submission, waivers: Sequence[Waiver]) -> AuditResult:
    """Set aside what the waivers cover; the counts of each provision follow."""
    if not waivers:
        return result
    frame = submission.dossier.tables["unit"].frame if "unit" in submission.dossier.tables else None
    waived = waive(
        result.findings,
        waivers,
        as_of=submission.as_of,
        rules=[(rule.id, rule.provision) for rule in submission.pack.rules],
        units=frozenset() if frame is None else frozenset([*frame["id"], *frame["name"]]),
    )
    moved = Counter(finding.provision for finding in waived.findings if finding.verdict is Verdict.WAIVED)
    return replace(
        result,
        findings=waived.findings,
        coverage=tuple(row.with_waived(moved[row.provision]) for row in result.coverage),
        regulation=replace(result.regulation, notices=(*waived.notices, *result.regulation.notices)),
    )


def _annexed_to(pack: Pack) -> Bilingual:
    """Name the decision that issues the regulation, with a blank where its number is unset."""
    text, number = pack.regulation.annexed_to, pack.regulation.number or f"…/{pack.regulation.year}/QĐ-UBND"
    return Bilingual(text.vi.replace("{number}", number), text.en.replace("{number}", number))


def law_of(submission: Submission) -> Law:
    """Return what the conditions of a submission's rules are given besides its rows, as it changes with time."""
    pack, choices = submission.pack, submission.choices
    changes = changes_of(pack)
    readings = {f"readings.{name}": option for name, option in choices.readings.items()}
    settings = tuple(
        Setting(submission.as_of, {**choices.on(day), **readings}, pack.calendar.working_days_between)
        for day in (dt.date.min, *changes)
    )
    return Law(submission.as_of, changes, settings, submission.effective_from)


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


def _read(
    source: "Source", pack: Pack, units: Path | None, mapping: Path | None, known: Table | None = None
) -> Dossier:
    if isinstance(source, Dossier):
        return source
    if isinstance(source, Reading):
        return finish_reading(source, pack.vocabulary, known=known)
    if isinstance(source, Mapping):
        return from_frames(source, pack.vocabulary)
    return read_dossier(source, pack.vocabulary, units=units, mapping=mapping, known=known)
