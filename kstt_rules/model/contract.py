"""The contract ``kstt-audit/2``: what the JSON of a result holds, as it is read and as its schema says."""

import datetime as dt
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.citation_form import CitationForm, Level
from kstt_rules.model.findings import Operator
from kstt_rules.model.outcomes import Cause, Severity

Count = Annotated[int, Field(ge=0)]
Plain = bool | int | float | str | None
SELDOM: Final = frozenset({"corrections"})
"""Keys of the whole document that are left out where they would hold nothing."""


class DocumentPart(BaseModel):
    """A part of the document; every key is always there but for those that are named as ``SELDOM``."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


class BothLanguages(DocumentPart):
    """A text in Vietnamese and in English."""

    vi: str
    en: str

    @property
    def bilingual(self) -> Bilingual:
        """The text."""
        return Bilingual(self.vi, self.en)


class NamedItem(DocumentPart):
    """A name that programs go by, and what people call it."""

    id: str
    label: BothLanguages

    @property
    def labelled(self) -> Labelled:
        """The name with its label."""
        return Labelled(self.id, self.label.bilingual)


class NumbersByOutcome(DocumentPart):
    """How often rules came to each of the seven outcomes."""

    violation: Count
    """Breaches that the text of the regulation decides."""
    review: Count
    """Breaches that a person must decide."""
    info: Count
    """Breaches for information."""
    undetermined: Count
    """Not decided for want of data, whether told one by one in ``findings`` or together in ``undecided``."""
    waived: Count
    """Breaches set aside by a waiver."""
    compliant: Count
    """Kept."""
    not_applicable: Count
    """The rule does not concern the subject."""


class PackUsed(DocumentPart):
    """The rule pack that judged."""

    id: str
    version: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    """SHA-256 of the pack's files."""


class CitationsWritten(DocumentPart):
    """A form of citations: its levels from the outermost in, and how they are written in each language."""

    levels: dict[str, Literal["number", "roman", "letter", "code"]]
    vi: str
    en: str

    @property
    def form(self) -> CitationForm:
        """The same as the value that provisions carry; CitationError where it is none."""
        return CitationForm(self.vi, self.en, tuple(Level(name, numbers) for name, numbers in self.levels.items()))


class RegulationUsed(DocumentPart):
    """The regulation as the pack and the user know it; null is a blank of the source."""

    title: BothLanguages
    annexed_to: BothLanguages | None
    """The decision that issues it."""
    number: str | None
    date: dt.date | None
    effective_from: dt.date | None
    notices: list[BothLanguages]
    """What a reader has to know first."""
    called: BothLanguages | None = None
    """What it is called for short; null in results that older versions wrote."""
    matter: BothLanguages | None = None
    """What it is about; null in results that older versions wrote."""
    citations: CitationsWritten | None = None
    """How provisions are cited where not by Điều, khoản, điểm."""


class RuleUsed(DocumentPart):
    """A rule that judged."""

    id: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    """Of all that decides its verdicts, so that two versions of a pack can be told apart rule by rule."""
    datasets: list[str]
    """Ids of the datasets that it looks at; ``finding`` where it follows from other rules."""
    title: BothLanguages | None = None
    provision: str | None = None
    outcomes: NumbersByOutcome | None = None
    """What it came to on all its subjects; null in results that older versions wrote."""


class SelectionTold(DocumentPart):
    """What alone is told of: what is named of one kind is joined, and the kinds narrow each other."""

    rules: list[NamedItem]
    provisions: list[NamedItem]
    """Each with all that it contains."""
    units: list[NamedItem]
    tiers: list[NamedItem]


class ReadingUsed(NamedItem):
    """A reading of the regulation, and the option of it in use."""

    option: str
    option_label: BothLanguages


class SettingStated(NamedItem):
    """A parameter or reading that the user stated, and its value."""

    value: str
    value_label: BothLanguages


class EngineUsed(DocumentPart):
    """The rule engine."""

    name: str
    """``masks`` where no engine was on the machine and columns judged alone."""
    version: str
    subjects: Count
    """How many subjects it judged in this run; this depends on how the audit was run, not on what it found."""


class TierUsed(NamedItem):
    """A tier of units of the pack."""

    committees: bool
    """Its units are people's committees."""
    within: bool
    """Its units are named with the unit that they are under."""


class RowCounts(DocumentPart):
    """What became of the non-empty rows of a file: read = accepted + rejected + ignored."""

    read: Count
    accepted: Count
    rejected: Count
    ignored: Count


class FileSubmitted(DocumentPart):
    """A file that was submitted."""

    file: str
    sha256: str
    rows: RowCounts
    previous: bool = False
    """A file of the earlier roster that the dossier was compared with."""


class RejectTold(DocumentPart):
    """Something that was not accepted: a row, a sheet (row null), or a file (sheet and row null)."""

    file: str
    sheet: str | None
    row: int | None
    """The row's number in its sheet, from 1."""
    reason: str
    """A code for programs."""
    unread: bool
    """A whole file or table, or a column that some rule needs, of which nothing was read."""
    message: BothLanguages
    units: list[str]
    """Ids of the units that it may be about; ``*`` alone: any."""
    cells: list[str] = []
    """Addresses of the cells at fault, where they are known."""
    lacking: list[str] = []
    """Fields, as ``officer.role``, that a column which was not read may hold; ``*`` alone: nobody said which."""


class ProvisionCovered(DocumentPart):
    """A provision of the regulation, and what its rules came to on all subjects."""

    provision: str
    citation: BothLanguages
    status: Literal["checked", "not_checked"]
    outcomes: NumbersByOutcome
    reason: BothLanguages | None
    """Why a provision has no rule."""
    summary: BothLanguages | None = None
    """What the provision says, in the words of the rule pack."""


class PartyNamed(DocumentPart):
    """A unit, or a body that has no place in the register (id null)."""

    id: str | None
    name: str


class DatasetReceived(NamedItem):
    """The rows of a dataset that were accepted from a unit, and the files that they stand in."""

    rows: Count
    files: list[str]


class UnitAudited(DocumentPart):
    """A unit of the register: what was received from it, and what all rules came to on its subjects."""

    id: str
    name: str
    tier: NamedItem | None
    parent: PartyNamed | None
    received: list[DatasetReceived]
    outcomes: NumbersByOutcome
    not_asked: list[NamedItem] = []
    """Datasets that the pack asks of no unit of its kind."""


class UndecidedRule(DocumentPart):
    """What one rule leaves undetermined on many subjects for a cause that they share."""

    rule: str
    provision: str
    citation: BothLanguages
    title: BothLanguages
    kind: NamedItem
    """What the rule judges."""
    would_be: Severity
    """What a breach would weigh."""
    cause: Cause
    missing: list[NamedItem]
    message: BothLanguages
    remedy: BothLanguages
    """What to supply."""
    subjects: Count
    """How many subjects; where nothing was submitted to judge, the dossier counts as one subject of no unit."""
    units: Count
    """How many units they belong to."""


class ProvisionCited(DocumentPart):
    """The provision that a finding rests on."""

    article: str
    clause: str | None
    point: str | None
    id: str
    citation: BothLanguages
    text: str | None
    """The official wording, where the user supplied it."""


class SubjectJudged(DocumentPart):
    """What a rule judged; its id is stable under row order."""

    kind: NamedItem
    id: str
    name: str
    """What people call it in Vietnamese."""
    label: BothLanguages
    """The same in both languages."""
    tier: str | None
    """The id of one of ``tiers``."""


class ValueExpected(DocumentPart):
    """What a value would have to be for the rule to be kept."""

    operator: Operator
    value: Plain | list[Plain]
    value_labels: list[BothLanguages | None]
    """What people call the value or each of the values, where that is something else."""


class CellCited(DocumentPart):
    """A cell of a file that was submitted."""

    file: str
    sheet: str
    cell: str


class EvidenceSeen(DocumentPart):
    """A term of the condition, its value (null: missing), and the cells that it rests on."""

    label: BothLanguages
    field: str
    """The term as programs know it."""
    value: Plain
    value_label: BothLanguages | None
    """What people call the value, where that is something else: a code or a day."""
    expected: ValueExpected | None
    scope: bool
    """The term only says why the rule applies; nothing is wrong with its cells."""
    sources: list[CellCited]


class FindingTold(DocumentPart):
    """A breach, open or waived, or what is undetermined, of one rule on one subject."""

    rule: str
    outcome: Literal["violation", "review", "info", "undetermined", "waived"]
    verdict: Literal["breach", "undetermined", "waived"]
    severity: Severity | None
    """What the breach weighs."""
    would_be: Severity | None
    """What a breach would weigh, where that is undetermined."""
    provision: ProvisionCited
    subject: SubjectJudged
    unit: PartyNamed
    """The unit concerned."""
    bearer: PartyNamed
    """The body that the provision obliges."""
    title: BothLanguages
    message: BothLanguages
    remedy: BothLanguages
    reading: NamedItem | None
    """The option of the reading that the rule depends on."""
    missing: list[NamedItem]
    evidence: list[EvidenceSeen]
    fingerprint: str = Field(pattern="^[0-9a-f]{32}$")
    """Of pack, rule and subject: stable over re-runs, row moves and a later day."""


class CorrectionMade(DocumentPart):
    """A change of one cell after the files were submitted; ``before`` and ``after`` are null where it is empty."""

    file: str
    sheet: str
    cell: str
    dataset: NamedItem | None
    field: NamedItem | None
    """What the cell holds; null where it is beside the rows of a dataset."""
    before: str | None
    after: str | None


class ResultDocument(DocumentPart):
    """The whole result of an audit by ``kstt audit --format json``."""

    schema_: Literal["kstt-audit/2"] = Field(alias="schema")
    pack: PackUsed
    regulation: RegulationUsed
    as_of: dt.date
    """The day for which the audit speaks."""
    selection: SelectionTold | None = None
    """Null where all is told; else every number, and every list but those of files and rejects, is of the selection."""
    newest_day: dt.date | None = None
    """The latest day up to ``as_of`` on which something happened by the data."""
    rules: list[RuleUsed] = []
    """By id."""
    readings: list[ReadingUsed]
    settings: list[SettingStated]
    engine: EngineUsed
    tiers: list[TierUsed]
    """From the highest."""
    inputs: list[FileSubmitted]
    rejects: list[RejectTold]
    corrections: list[CorrectionMade] = []
    """Changes of the data before they were judged, in order; the key is there only where there are any."""
    summary: NumbersByOutcome
    """Over all rules and subjects."""
    coverage: list[ProvisionCovered]
    units: list[UnitAudited]
    undecided: list[UndecidedRule]
    findings: list[FindingTold]
