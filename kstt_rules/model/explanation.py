"""Why each rule came to its verdict on one unit, as plain frozen values."""

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import Subject, UnitRef
from kstt_rules.model.outcomes import Severity, Verdict


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a condition: in words, what it comes to, the cells it was read from, and its own parts.

    The value of what ``is_condition`` is its truth: đúng, sai, chưa rõ. ``missing`` names the datasets and fields whose
    absence leaves a relation unknown.
    """

    text: Bilingual
    value: Bilingual
    is_condition: bool
    sources: tuple[Source, ...]
    missing: tuple[Labelled, ...]
    parts: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict of a rule on one subject and the conditions that led to it; ``applies`` None: always.

    ``breach`` is None where the rule does not apply. ``out_of_force``: whatever the conditions say, the fact lies
    outside the time in which regulation and rule are in force.
    """

    subject: Subject
    verdict: Verdict
    out_of_force: bool
    applies: Term | None
    breach: Term | None


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """A rule, what its provision says in our words, and its subjects of the unit, by id.

    Without ``submitted`` the dataset of its subjects was not handed in, so nothing can be told.
    """

    rule: str
    title: Bilingual
    provision: Provision
    summary: Bilingual
    severity: Severity
    kind: Labelled
    submitted: bool
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class UnitExplanation:
    """A unit and the rules that have a subject in it, in the order of the provisions."""

    unit: UnitRef
    rules: tuple[RuleExplanation, ...]
