"""How the YAML files of a pack are shaped; the JSON Schemas for editors are generated from these models."""

import datetime as dt
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from pydantic import (
    BaseModel,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import CitationError
from kstt_rules.base.strict_yaml import Document
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_form import MOST_LEVELS, CitationForm, Level, Numbering
from kstt_rules.model.citation_numbers import Number, read_number
from kstt_rules.model.report_calendar import CUT_OFF
from kstt_rules.model.vocabulary import Identifier, Label, Strict
from kstt_rules.pack.model import Norm, ParameterType

_NO_ARTICLE: Final = both("{value!r} is not the number of an article, such as 12 or 12a")
Content = TypeVar("Content", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Read(Generic[Content]):
    """A file that was read and has its shape, with where everything stands."""

    document: Document
    content: Content


def _read_provision(text: object, info: ValidationInfo) -> Provision:
    if not isinstance(text, str):
        raise ValueError(both("a provision is a text; write it in quotes"))  # noqa: TRY004 - pydantic's contract
    try:
        return Provision.parse(text, info.context)
    except CitationError as error:
        raise ValueError(error.message) from error


def _read_article(value: object) -> Number:
    try:
        return Provision(read_number(str(value))).article
    except CitationError as error:
        raise ValueError(_NO_ARTICLE.format(value=value)) from error


def _severity_form(value: object) -> str:
    return "by option" if isinstance(value, dict) else "always"


Cited = Annotated[Provision, PlainValidator(_read_provision, json_schema_input_type=str)]
_InsertedNumber = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,2}[a-zđ]$", description="such as 12a")]
ArticleNumber = Annotated[Number, PlainValidator(_read_article, json_schema_input_type=int | _InsertedNumber)]
RuleId = Annotated[str, Field(pattern=r"^D\w+(\.\w+)*$", description="D, the provision's short form, a word")]
RegularPeriod = Literal["month", "quarter", "half_year", "year"]
SeverityName = Literal["violation", "review", "info"]
VerdictName = Literal["breach", "undetermined", "compliant", "not_applicable"]
Scalar = Annotated[
    Any,
    WithJsonSchema({"type": ["string", "number", "boolean", "array", "null"], "items": {"type": "string"}}),
]
ParameterScalar = Annotated[
    Any,
    WithJsonSchema(
        {
            "type": ["string", "number", "boolean", "array", "object", "null"],
            "items": {"type": ["string", "number"]},
            "additionalProperties": {"type": ["string", "number"]},
        }
    ),
]
SeverityForm = Annotated[
    Annotated[SeverityName, Tag("always")] | Annotated[dict[str, SeverityName], Tag("by option")],
    Discriminator(_severity_form),
]
Condition = Annotated[str, Field(min_length=1)]
Terms = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=2)]
PACK_ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class RegulationPart(Strict):
    """The regulation itself; null where the source is blank.

    One that a decision issues as its annex is cited with that decision, ``annexed_to``, any other with its own number.
    """

    title: Label
    issuer: Label
    called: Label | None = Field(None, description="its kind, as in citations: Thông tư; left out: Quy chế")
    matter: Label | None = Field(None, description="what it is about, as in the subject of letters")
    annexed_to: Label | None = Field(None, description="the decision that issues it as its annex, if one does")
    number: str | None
    date: dt.date | None
    effective_from: dt.date | None
    year: int
    blank_number: str = Field("…", description="what stands for a number that is null, such as …/2021/QĐ-UBND")
    addressees_until: dt.date | None = Field(None, description="the last day on which there was anybody whom it binds")


class ValuePart(Strict):
    """What a parameter is from one day to another, both included, and what it rests on.

    A ``provision`` of the regulation, another ``act`` of law by its name, or ``source: local``: the office's own
    choice, also where a provision leaves room for it.
    """

    start: dt.date | None = Field(None, alias="from")
    until: dt.date | None = None
    value: ParameterScalar
    provision: Cited | None = None
    act: Label | None = Field(None, description="another act that sets it, by its name: law, not a local choice")
    source: Literal["local"] | None = None


class ParameterPart(Strict):
    """A value that rules use under its dotted name; the one that holds on the day of the audit counts."""

    type: ParameterType
    label: Label
    values: list[ValuePart] = Field(min_length=1)


class ReadingPart(Strict):
    """Ways to read a provision, and which one holds unless the user chooses."""

    label: Label
    default: str
    options: dict[Identifier, Label] = Field(min_length=2)


class ExpectationPart(Strict):
    """The kinds of unit that report on the kinds of period."""

    kinds: list[str] = Field(min_length=1)
    periods: list[RegularPeriod] = Field(min_length=1)
    provision: Cited


class DuePart(Strict):
    """The day of the month on which a report falls due, some months after the period's last one.

    A ``provision`` is where the regulation sets it, an ``act`` another one that does; without either it is a local
    choice.
    """

    day: int = Field(ge=1, le=31)
    months_after: int = Field(0, ge=0)
    provision: Cited | None = None
    act: Label | None = None


class RemovedPart(Strict):
    """A rule, or a provision with its rules, that a pack does not take over from the one it builds on, and why."""

    rule: RuleId | None = None
    provision: Cited | None = None
    because: Label


class CalendarPart(Strict):
    """Who reports on which periods, and when; ``due`` null: no date is set.

    ``cut_off`` is the last day of a period's data in its last month; 31 stands for the end of every month.
    """

    first_year: int = dt.MAXYEAR
    expects: list[ExpectationPart] = Field(default_factory=list)
    due: dict[str, dict[RegularPeriod, DuePart]] | None = None
    cut_off: int = Field(CUT_OFF, ge=1, le=31)
    weekend_policy: Literal["as_stated", "next_working_day"] = "as_stated"
    working_day_overrides: dict[dt.date, bool] = Field(default_factory=dict)
    first_day_counts: bool = Field(
        default=False, description="whether a count of working days begins with its first day; false: the day after it"
    )


class ClaimPart(Strict):
    """What must be so of the rules of a provision or of all rules: one of these; of a condition also its subject."""

    reaches: list[str] | None = Field(
        None, description="the kinds of unit that some rule can find a breach of; no rule can of any other kind"
    )
    nothing_after: dt.date | None = Field(None, description="no fact of a later day is judged")
    nothing_before: dt.date | None = Field(None, description="no fact of an earlier day is judged")
    one_finding_when: Condition | None = Field(
        None, description="where it holds, exactly one of the rules on such subjects is breached, if any applies"
    )
    nothing_when: Condition | None = Field(None, description="where it holds, no rule on such subjects finds anything")
    exclusive: Annotated[list[RuleId], Field(min_length=2)] | None = Field(
        None, description="rules of which no subject breaches two"
    )
    subject: str | None = Field(None, description="what a condition is about; left out: a unit")


class CitationsPart(Strict):
    """How the pack cites where not by Điều, khoản, điểm: ``levels`` from the outermost in, and a text a language.

    In the texts each level stands once in braces, and what falls away with one that is left out in square brackets:
    "Section {section}[.{clause}]".
    """

    levels: dict[Identifier, Numbering] = Field(min_length=1, max_length=MOST_LEVELS)
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> "CitationsPart":
        try:
            self.form()
        except CitationError as error:
            raise ValueError(error.message) from error
        return self

    def form(self) -> CitationForm:
        """Return the form of citations."""
        return CitationForm(self.vi, self.en, tuple(Level(name, numbers) for name, numbers in self.levels.items()))


class ObligedPart(Strict):
    """Who is obliged where it is not the unit concerned: the nearest unit from it upwards, or a body of the register.

    ``name`` is what it is called where the register does not hold it.
    """

    above: Condition | None = Field(None, description="a condition on a unit: the unit concerned or the first above it")
    body: Condition | None = Field(None, description="a condition on a unit that holds for one of the register")
    name: Label


class HolderPart(ObligedPart):
    """Who holds a competence from one day to another, both included, and what says so.

    ``known_as`` are the ids of the choices by which sheets name it, so that conditions can compare with them.
    """

    start: dt.date | None = Field(None, alias="from")
    until: dt.date | None = None
    known_as: list[str] | None = Field(None, min_length=1)
    provision: Cited | None = None
    act: Label | None = None
    source: Literal["local"] | None = None


class BodyPart(Strict):
    """Who is competent for something, one holder after another; rules and provisions name it as ``obliged``.

    With ``known_as`` it is a list in conditions too, ``bodies.NAME``, of the day of the fact.
    """

    label: Label
    held: list[HolderPart] = Field(min_length=1)


def _obliged_form(value: object) -> str:
    return "by name" if isinstance(value, str) else "here"


Obligation = Annotated[
    Annotated[str, Tag("by name")] | Annotated[ObligedPart, Tag("here")], Discriminator(_obliged_form)
]


class PackFile(Strict):
    """pack.yaml: the regulation's metadata, the parameters, readings and report calendar.

    A pack that ``extends`` another says only what differs from it.
    """

    extends: str | None = Field(None, description="the pack that this one builds on: its name, or its folder from here")
    removed: list[RemovedPart] = Field(default_factory=list, description="what is not taken over from that pack")
    id: str = Field(pattern=PACK_ID)
    version: str = Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")
    title: Label
    regulation: RegulationPart
    citations: CitationsPart | None = None
    notes: list[Label] = Field(default_factory=list)
    same_terms: list[Terms] = Field(
        default_factory=list, description="groups of terms that the regulation uses for the same people or things"
    )
    parameters: dict[Identifier, dict[Identifier, ParameterPart]] = Field(default_factory=dict)
    readings: dict[Identifier, ReadingPart] = Field(default_factory=dict)
    bodies: dict[Identifier, BodyPart] = Field(default_factory=dict)
    ceased_units: str | None = Field(None, description="which of the bodies acts for units that have ceased")
    claims: list[ClaimPart] = Field(default_factory=list, description="what must be so of all rules")
    report_calendar: CalendarPart = CalendarPart(cut_off=CUT_OFF)


class ProvisionPart(Strict):
    """One provision: its kind of norm, whom it binds, what it says, and why no rule cites it if none does.

    ``obliged`` names the body that must act on what its rules find, one of ``bodies`` or its own; left out: the unit
    concerned.
    """

    provision: Cited
    norm: Norm
    bearer: Label
    obliged: Obligation | None = None
    summary: Label
    not_checked: Label | None = None
    claims: list[ClaimPart] = Field(default_factory=list, description="what must be so of the rules that cite it")


class ProvisionsFile(Strict):
    """provisions.yaml: every provision of the regulation."""

    provisions: list[ProvisionPart]


class TermPart(Strict):
    """A term of a rule's conditions, and how to name it to people where the generated words would read badly."""

    term: Condition
    label: Label


class RulePart(Strict):
    """One check of one provision; ``applies`` left out means always, ``from`` and ``until`` bound its time in force."""

    id: RuleId
    provision: Cited
    subject: str
    dated: str | None = Field(
        None, description="the field that says on which day the fact happened, or last_year; left out: the entity's"
    )
    applies: Condition | None = None
    breach: Condition
    severity: SeverityForm
    reading: str | None = None
    local: bool = False
    title: Label
    message: Label
    undetermined: Label | None = None
    remedy: Label
    note: Label | None = None
    terms: list[TermPart] = Field([], description="names of terms of the conditions for people")
    obliged: Obligation | None = Field(None, description="who must act, where it is not who the provision says")
    start: dt.date | None = Field(None, alias="from")
    until: dt.date | None = None


class RulesFile(Strict):
    """dieu-NN.yaml: the rules of one article; rules-NAME.yaml, without one, where a pack cites in its own form."""

    article: ArticleNumber | None = None
    rules: list[RulePart]


class SheetPart(Strict):
    """One table as an office would send it: its cells row by row, or a file beside the case."""

    sheet: str | None = Field(None, min_length=1, description="the name on its tab; left out: Sheet1, Sheet2, …")
    rows: list[list[Scalar]] = Field(default_factory=list, description="title, headers and rows, as they stand")
    file: str | None = Field(None, description="in place of rows: a .csv, .xlsx, .ods or .docx beside this file")


class CasePart(Strict):
    """Small tables in, expected verdicts out: for each rule named, all its subjects."""

    name: str = Field(min_length=1)
    as_of: dt.date = Field(dt.date(2022, 3, 31), description="the day of the audit")
    effective_from: dt.date | None = None
    readings: dict[str, str] = Field(default_factory=dict)
    settings: dict[str, Scalar] = Field(default_factory=dict, alias="set")
    data: dict[str, list[dict[str, Scalar]]] = Field(default_factory=dict, description="rows by dataset and field")
    sheets: list[SheetPart] = Field(default_factory=list, description="tables that intake reads as it reads files")
    rejects: int = Field(0, ge=0, description="how many things in the sheets must not be understood")
    previous: dict[str, list[dict[str, Scalar]]] | None = Field(None, description="an earlier roster to compare with")
    expect: dict[str, dict[str, VerdictName]] = Field(min_length=1)


class CasesFile(Strict):
    """cases/*.yaml: what the rules of the pack must say about small dossiers."""

    cases: list[CasePart]
