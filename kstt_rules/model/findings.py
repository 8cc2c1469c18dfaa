"""What an audit says: plain frozen values that know nothing of how they were made or will be shown."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from typing import Final, Literal

from kstt_rules.base.alphabet import alphabetical
from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.citation_numbers import INSERTED, Number, number_order
from kstt_rules.model.correction import Correction, corrected
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.outcomes import Cause, Outcome, Outcomes, Severity, Verdict, added_up, waived
from kstt_rules.model.selection import Selection

Value = bool | int | float | str | dt.date | None
Operator = Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in", "contains", "not contains"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule judged: the entity's name, an id that is stable under row order, the unit's tier.

    ``name`` is Labelled where it is not the same in both languages.
    """

    kind: Labelled
    id: str
    name: str
    tier: Tier | None


@dataclass(frozen=True, slots=True)
class UnitRef:
    """The unit that a finding is filed under; id None for a unit that the register does not have."""

    id: str | None
    name: str

    @property
    def sort_key(self) -> tuple[str, str]:
        """Order by the Vietnamese alphabet."""
        return (alphabetical(self.name), self.id or "")


OF_WHOLE: Final = both("The whole dossier")
WHOLE: Final = UnitRef(None, OF_WHOLE.vi)
"""What is filed under no unit."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a value would have to be for the rule to be kept, as ``<= 3`` or ``in`` several values; None: missing."""

    operator: Operator
    value: Value | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A term of the condition, its value, and the cells that it rests on. ``value`` None: missing.

    A value that is a code, such as one of a closed set, is Labelled: it carries what it stands for.
    ``scope`` marks a term that only says why the rule applies; nothing is wrong with its cells. ``expected`` is what
    the condition compares the value with, None where it compares it with nothing.
    """

    field: Labelled
    value: Value
    sources: tuple[Source, ...]
    scope: bool = False
    expected: Expected | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach, or what could not be determined, of one rule on one subject.

    ``unit`` is the unit concerned, ``bearer`` the body that the provision obliges, which may be another one.
    ``text`` is the official wording where the user supplied it; ``reading`` the reading of the law in use where the
    rule depends on one; ``missing`` names the fields or datasets whose absence left the verdict undetermined.
    """

    pack: str
    rule: str
    verdict: Verdict
    severity: Severity
    provision: Provision
    citation: Bilingual
    subject: Subject
    unit: UnitRef
    bearer: UnitRef
    title: Bilingual
    message: Bilingual
    remedy: Bilingual
    reading: Labelled | None = None
    missing: tuple[Labelled, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    text: str | None = None

    @property
    def weight(self) -> int:
        """How grave it is: the rank of a breach's severity, 0 for anything else."""
        return self.severity.rank if self.verdict is Verdict.BREACH else 0

    @property
    def outcome(self) -> Outcome:
        """What the rule comes to on the subject."""
        return Outcome.of(self.verdict, self.severity)

    @property
    def would_be(self) -> Severity | None:
        """What a breach would weigh, where that is undetermined."""
        return self.severity if self.verdict is Verdict.UNDETERMINED else None

    @property
    def fingerprint(self) -> str:
        """Identify the finding over re-runs and row moves: 32 hex digits of pack, rule and subject."""
        identity = f"{self.pack}\x1f{self.rule}\x1f{self.subject.kind}\x1f{self.subject.id}"
        return hashlib.sha256(identity.encode()).hexdigest()[:32]

    @property
    def sort_key(self) -> tuple[str, str, Provision, str, str]:
        """Order by unit, provision, rule, subject."""
        return (*self.unit.sort_key, self.provision, self.rule, self.subject.id)


@dataclass(frozen=True, slots=True)
class Undecided:
    """What one rule leaves undetermined on all subjects that lack the same, for a cause that they share.

    ``kind`` says what was judged, ``would_be`` what a breach would weigh, ``remedy`` what to supply. ``subjects`` and
    ``units`` count those it is about; where nothing was submitted to judge, the dossier counts as one subject of no
    unit.
    """

    rule: str
    provision: Provision
    citation: Bilingual
    title: Bilingual
    kind: Labelled
    would_be: Severity
    cause: Cause
    missing: tuple[Labelled, ...]
    message: Bilingual
    remedy: Bilingual
    subjects: int
    units: int

    @property
    def is_of_all(self) -> bool:
        """Tell whether nothing was submitted to judge, so that it speaks of the whole dossier."""
        return self.missing == (self.kind,)

    @property
    def sort_key(self) -> tuple[Provision, str, tuple[str, ...], str, str]:
        """Order by provision, rule, and what is missing."""
        return (self.provision, self.rule, self.missing, self.cause, self.remedy.en)


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken of one dataset from one unit: how many rows, and from which files."""

    dataset: Labelled
    rows: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit of the register: what was received from it, and what all rules came to on its subjects.

    ``not_asked`` are the datasets that the pack asks of no unit of its kind.
    """

    unit: UnitRef
    tier: Tier | None
    parent: UnitRef | None
    received: tuple[Received, ...]
    outcomes: Outcomes
    not_asked: tuple[Labelled, ...] = ()

    @property
    def sort_key(self) -> tuple[str, str]:
        """Order by the Vietnamese alphabet."""
        return self.unit.sort_key

    def with_outcomes(self, outcomes: Outcomes) -> "UnitRecord":
        """Return the same where its rules came to something else."""
        return UnitRecord(self.unit, self.tier, self.parent, self.received, outcomes, self.not_asked)

    def with_waived(self, numbers: Outcomes) -> "UnitRecord":
        """Return the same with those of its breaches counted as waived."""
        return self.with_outcomes(waived(self.outcomes, numbers))


@dataclass(frozen=True, slots=True)
class Coverage:
    """One provision of the regulation and the outcomes of its rules; ``status`` is ``checked`` or ``not_checked``.

    ``reason`` says why a provision has no rule.
    """

    provision: Provision
    citation: Bilingual
    summary: Bilingual
    status: str
    outcomes: Outcomes
    reason: Bilingual | None = None

    def with_waived(self, numbers: Outcomes) -> "Coverage":
        """Return the same with those of its breaches counted as waived."""
        return replace(self, outcomes=waived(self.outcomes, numbers))


@dataclass(frozen=True, slots=True)
class PackRef:
    """Which rule pack judged: its id, version, and the SHA-256 of its files."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RuleRef:
    """A rule that judged: its id, the SHA-256 of all that decides its verdicts, and the datasets that it looks at.

    Words, and whatever else changes no verdict, do not count. ``outcomes`` is what it came to on all its subjects;
    this, its title and its provision are not there in results that older versions wrote.
    """

    id: str
    sha256: str
    datasets: tuple[str, ...]
    title: Bilingual | None = None
    provision: Provision | None = None
    outcomes: Outcomes = field(default_factory=dict)

    def with_waived(self, numbers: Outcomes) -> "RuleRef":
        """Return the same with those of its breaches counted as waived."""
        return replace(self, outcomes=waived(self.outcomes, numbers))


@dataclass(frozen=True, slots=True)
class EngineRef:
    """Which rule engine judged, and how many subjects in this run.

    How many are screened out before depends on how the audit was run, not on what it found; so ``subjects`` does not
    count where results are compared.
    """

    name: str
    version: str
    subjects: int = field(compare=False)

    @property
    def is_absent(self) -> bool:
        """Tell whether no engine judged."""
        return self.name == NO_ENGINE


NO_ENGINE: Final = "masks"
"""What stands for the engine where columns judged alone."""
_WITHOUT_ENGINE: Final = both(
    "The rule engine is not on this machine: columns judged alone, and nothing was checked a second way."
)


def prefaces(
    selection: Selection | None, engine: EngineRef, corrections: Sequence[Correction] = ()
) -> tuple[Bilingual, ...]:
    """Return what stands before all else: what alone is told of, that no engine judged, that data were corrected."""
    return (
        *(() if selection is None else (selection.told,)),
        *((_WITHOUT_ENGINE,) if engine.is_absent else ()),
        *((corrected(len(corrections)),) if corrections else ()),
    )


CALLED: Final = both("regulation")
"""What a regulation is called for short unless its pack says otherwise."""
MATTER: Final = both("focal officers for administrative-procedure control")
"""What a regulation is about unless its pack says otherwise."""


@dataclass(frozen=True, slots=True)
class RegulationRef:
    """The regulation as the pack and the user know it. Blank in the source is None.

    ``annexed_to`` names the decision that issues it as its annex, with its number or the blank left for it, None where
    none does. ``called`` is what it is called for short, ``matter`` what it is about; ``citations`` is the
    form of its own in which the pack cites.
    """

    title: Bilingual
    number: str | None
    date: dt.date | None
    effective_from: dt.date | None
    notices: tuple[Bilingual, ...]
    annexed_to: Bilingual | None = None
    called: Bilingual = CALLED
    matter: Bilingual = MATTER
    citations: CitationForm | None = None


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The whole outcome of one audit, in an order that depends on nothing but its content.

    ``readings`` holds the options in use by reading, ``settings`` what the user stated by key: Labelled, as all names
    in a result, where the pack has a label. ``tiers`` are the pack's, from the highest.
    ``findings`` are the breaches and what is undetermined for a reason of its own, ``undecided`` what is undetermined
    for a reason that many subjects share; ``units`` are those of the register, in the order of findings.
    ``newest_day`` is the latest up to ``as_of`` on which something happened by the data. ``rules`` are those that
    judged, by id. ``selection`` is what alone is told of, where not all was asked for. ``corrections`` are the changes
    of what was submitted that were made before it was judged; they do not count where results are compared.
    """

    pack: PackRef
    regulation: RegulationRef
    as_of: dt.date
    readings: Mapping[str, str]
    settings: Mapping[str, str]
    engine: EngineRef
    inputs: tuple[InputFile, ...]
    rejects: tuple[Reject, ...]
    coverage: tuple[Coverage, ...]
    findings: Sequence[Finding]
    undecided: tuple[Undecided, ...] = ()
    units: Sequence[UnitRecord] = ()
    tiers: tuple[Tier, ...] = ()
    newest_day: dt.date | None = None
    rules: tuple[RuleRef, ...] = ()
    selection: Selection | None = None
    corrections: tuple[Correction, ...] = field(default=(), compare=False)

    @property
    def prefaces(self) -> tuple[Bilingual, ...]:
        """What every output says before all else."""
        return prefaces(self.selection, self.engine, self.corrections)

    @property
    def notices(self) -> tuple[Bilingual, ...]:
        """What a reader has to know beside the findings."""
        told = (corrected(len(self.corrections)),) if self.corrections else ()
        return (*told, *self.regulation.notices)

    @property
    def summary(self) -> dict[Outcome, int]:
        """Count what all rules came to on all subjects."""
        return added_up(row.outcomes for row in self.coverage)

    @property
    def is_by_unit(self) -> bool:
        """Tell whether it speaks of units: not where all that was found is of the dossier as a whole."""
        return bool(self.units) or not self.findings or any(finding.unit != WHOLE for finding in self.findings)

    @property
    def unreadable(self) -> tuple[Reject, ...]:
        """The files that could not be read at all."""
        return tuple(reject for reject in self.rejects if reject.is_unreadable)

    @property
    def passed_over(self) -> tuple[Reject, ...]:
        """The files that lie beside the workbooks, such as scans: told, not read."""
        return tuple(reject for reject in self.rejects if reject.is_passed_over)

    @property
    def unread(self) -> tuple[Reject, ...]:
        """The files, tables, and columns that some rule needs, of which nothing was read."""
        return tuple(reject for reject in self.rejects if reject.is_unread)


@lru_cache(1 << 10)
def finding_place(provision: Provision) -> Mapping[str, float | str | None]:
    """Return where a finding stands, by the fields of the dataset ``finding`` that rules may ask about.

    A number with a letter equals no whole one and sorts after its own: "12a" is 12.01. Where a pack cites in a form of
    its own, they are the values of its levels, for the first two only numbers.
    """
    return {
        "article": _order(provision.article),
        "clause": _order(provision.clause),
        "point": None if provision.point is None else str(provision.point),
        "provision": provision.key,
    }


def _order(number: Number | None) -> float | None:
    is_number = isinstance(number, int) or (number is not None and INSERTED.fullmatch(number) is not None)
    return number_order(number) if is_number and number is not None else None
