"""From the rules of a file to checked rules: names resolved, conditions and messages parsed."""

from collections.abc import Mapping
from dataclasses import field

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import Problem
from kstt_rules.base.strict_yaml import Document
from kstt_rules.base.suggestion import hint, unknown
from kstt_rules.language import Expr, ExpressionError, Scope, ValueType, check, parameters_used
from kstt_rules.language.evaluate_row import leaves
from kstt_rules.model.citation_numbers import Number
from kstt_rules.model.outcomes import Severity
from kstt_rules.model.vocabulary import DOSSIER, Label, Vocabulary
from kstt_rules.pack.files import RulePart
from kstt_rules.pack.message import Message, Template, parse_template
from kstt_rules.pack.model import LAST_YEAR, Reading, Rule, Succession
from kstt_rules.pack.obliged import Bodies, build_obliged


@dataclass(frozen=True)
class Names:
    """What the rules of a pack may name: entities, readings, dotted keys of parameters and readings."""

    vocabulary: Vocabulary
    types: Mapping[str, ValueType]
    readings: Mapping[str, Reading]
    bodies: Bodies = field(default_factory=dict)
    _checked: dict[tuple[str, str, str], Expr] = field(default_factory=dict, repr=False)

    def check(self, text: str, subject: str, want: str) -> Expr:
        """Parse and check an expression on a subject; texts that rules and messages share are parsed once."""
        key = (text, subject, want)
        if key not in self._checked:
            self._checked[key] = check(text, Scope(self.vocabulary, subject, self.types), want=want)
        return self._checked[key]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule as it stands in its file, that of an article or of none, at a 0-based index of its list."""

    document: Document
    article: Number | None
    index: int
    part: RulePart

    def problem(self, message: Bilingual, *path: str | int) -> Problem:
        """Describe a fault of this rule, at one of its keys or deeper."""
        return self.document.problem(("rules", self.index, *path), message)


def build_rule(entry: RuleEntry, names: Names) -> tuple[Rule | None, list[Problem]]:
    """Return the checked rule, or None and what is wrong with it."""
    maker = _RuleMaker(entry, names)
    return maker.make(), maker.problems


class _RuleMaker:
    """Makes one rule, noting every problem at its place in the file."""

    def __init__(self, entry: RuleEntry, names: Names) -> None:
        self.problems: list[Problem] = []
        self._entry = entry
        self._part = entry.part
        self._names = names

    def make(self) -> Rule | None:
        part = self._part
        severities = self._severities()
        if not self._is_subject():
            return None
        self._check_day()
        applies, breach = self._condition("applies", part.applies), self._condition("breach", part.breach)
        message = self._message("message", part.message)
        undetermined = None if part.undetermined is None else self._message("undetermined", part.undetermined)
        remedy = self._message("remedy", part.remedy)
        obliged = self._obliged()
        labels = self._labels(applies, breach)
        used = self._parameters_used(applies, breach)
        if self.problems or breach is None or message is None or remedy is None:
            return None
        line, column = self._entry.document.position(("rules", self._entry.index))
        return Rule(
            id=part.id,
            provision=part.provision,
            subject=part.subject,
            applies=applies,
            breach=breach,
            severities=severities,
            reading=part.reading,
            local=part.local,
            title=part.title.bilingual,
            message=message,
            undetermined=undetermined,
            remedy=remedy,
            note=None if part.note is None else part.note.bilingual,
            obliged=obliged,
            start=part.start,
            until=part.until,
            applies_text=part.applies,
            breach_text=part.breach,
            parameters=frozenset(key for key in used if not key.startswith("readings.")),
            file=self._entry.document.name,
            line=line,
            column=column,
            dated=part.dated,
            labels=labels,
        )

    def _is_subject(self) -> bool:
        subject, entities = self._part.subject, self._names.vocabulary.entities
        hidden = self._names.vocabulary.hidden
        judged = [name for name, entity in entities.items() if entity.sheet or name in {DOSSIER, *hidden}]
        if subject not in judged:
            self._note(unknown(both("subject"), subject, judged), "subject")
        return subject in judged

    def _check_day(self) -> None:
        fields = self._names.vocabulary.entity(self._part.subject).fields
        days = [*(name for name, field in fields.items() if field.type == "date"), LAST_YEAR]
        if self._part.dated not in (None, *days):
            dated = str(self._part.dated)
            told = both("{name!r} is not a day of {subject}{hint}")
            self._note(told.format(name=dated, subject=self._part.subject, hint=hint(dated, days)), "dated")

    def _severities(self) -> dict[str | None, Severity]:
        severity, name = self._part.severity, self._part.reading
        if isinstance(severity, str):
            return {None: Severity(severity)}
        if name is None:
            self._note(both("a severity for each option needs the `reading` that has the options"), "severity")
        elif reading := self._names.readings.get(name):
            for option in severity:
                if option not in reading.options:
                    told = both("{reading} has no option {option!r}{hint}")
                    told = told.format(reading=name, option=option, hint=hint(option, reading.options))
                    self._note(told, "severity", option)
            if absent := [option for option in reading.options if option not in severity]:
                told = both("no severity for the option {options} of {reading}")
                self._note(told.format(options=", ".join(absent), reading=name), "severity")
        return {option: Severity(value) for option, value in severity.items()}

    def _labels(self, *conditions: Expr | None) -> dict[str, Bilingual]:
        """Return the names of terms by their text, which the conditions must have."""
        known = {term.text for condition in conditions if condition is not None for term in leaves(condition)}
        labels: dict[str, Bilingual] = {}
        for index, part in enumerate(self._part.terms):
            try:
                text = self._names.check(part.term, self._part.subject, "any").text
            except ExpressionError as error:
                self._note_faults(error, "terms", index, "term")
                continue
            if text not in known:
                told = both("the conditions have no term {term!r}{hint}").format(term=part.term, hint=hint(text, known))
                self._note(told, "terms", index, "term")
            labels[text] = part.label.bilingual
        return labels

    def _obliged(self) -> Succession | None:
        place = ("rules", self._entry.index, "obliged")
        obliged, problems = build_obliged(
            self._part.obliged, (self._names.vocabulary, self._names.bodies), self._entry.document, place
        )
        self.problems += problems
        return obliged

    def _parameters_used(self, *conditions: Expr | None) -> frozenset[str]:
        used = frozenset().union(*(parameters_used(expr) for expr in conditions if expr is not None))
        own, readings = self._part.reading, self._names.readings
        if own is not None and own not in readings:
            self._note(unknown(both("reading"), own, readings), "reading")
        for key in sorted(used):
            group, _, name = key.partition(".")
            if group == "readings" and name != own:
                told = both("the conditions depend on {key}, so the rule needs `reading: {name}`")
                self._note(told.format(key=key, name=name))
        return used

    def _condition(self, key: str, text: str | None) -> Expr | None:
        try:
            return None if text is None else self._names.check(text, self._part.subject, "boolean")
        except ExpressionError as error:
            self._note_faults(error, key)
            return None

    def _message(self, key: str, label: Label) -> Message | None:
        vi, en = self._template(label.vi, key, "vi"), self._template(label.en, key, "en")
        return None if vi is None or en is None else Message(vi, en)

    def _template(self, text: str, *path: str) -> Template | None:
        try:
            return parse_template(text, lambda part: self._names.check(part, self._part.subject, "any"))
        except ExpressionError as error:
            self._note_faults(error, *path)
            return None

    def _note(self, message: Bilingual, *path: str | int) -> None:
        self.problems.append(self._entry.problem(message, *path))

    def _note_faults(self, error: ExpressionError, *path: str | int) -> None:
        document, location = self._entry.document, ("rules", self._entry.index, *path)
        self.problems += [document.problem_within(location, fault.column, fault.message) for fault in error.faults]
