"""Why each rule came to its verdict on one unit: every part of its conditions with its value and its cells."""

from collections.abc import Iterator
from functools import partial

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.labelled import Labelled
from kstt_rules.judging.causes import lacking_of
from kstt_rules.judging.evidence import Observed, observed
from kstt_rules.judging.fact_row import FactRow
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.labels import labels_of
from kstt_rules.judging.message_text import Renderer
from kstt_rules.judging.missing_data import missing_words_of
from kstt_rules.judging.selection import find_unit
from kstt_rules.judging.steps import AuditRun, judge_run
from kstt_rules.judging.subjects import subject_of, unit_name, unit_of
from kstt_rules.judging.verdict_codes import CODES
from kstt_rules.language import Expr
from kstt_rules.language.columns import Frame
from kstt_rules.language.evaluate_row import ABSENT, Scene, Step, field_value, trace, truth
from kstt_rules.language.nodes import Aggregate, And, Field, Literal, Not, Or, ParameterName, Submission, Within
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.model.explanation import Judged, RuleExplanation, Term, UnitExplanation
from kstt_rules.model.findings import WHOLE, UnitRef
from kstt_rules.model.outcomes import Verdict
from kstt_rules.model.vocabulary import UNIT
from kstt_rules.pack import Pack, Rule

_TRUTHS = {
    TRUE: both("true"),
    FALSE: both("false"),
    UNKNOWN: both("unknown"),
}
_ALL_OF = both("all of these")
_ANY_OF = both("at least one of these")
_BLANK = both("blank")
_NOT_SUBMITTED = both("not submitted")
_UNSET = both("not set")


def explain_unit(run: AuditRun, unit: str, *, rule: str | None = None) -> UnitExplanation:
    """Explain every rule, or the one of this id, on the subjects that belong to a unit, given by its id or name.

    Where rules judge what belongs to no unit, the dossier as a whole may be named in its place.
    Raises UsageError where there is no such unit or rule, or where several units have the name; EngineError.
    """
    pack = run.pack
    rules = pack.rules if rule is None else (pack.rule(rule),)
    judgement = judge_run(run)
    facts = judgement.facts
    units = [unit_of(facts.row(UNIT, index)) for index in range(facts.size(UNIT))]
    is_of_whole = any(pack.vocabulary.owner_of(item.subject) is None for item in rules)
    found = find_unit([*units, WHOLE] if is_of_whole else units, unit)
    explainer = _Explainer(run, judgement)
    explained = (explainer.rule(item, found) for item in rules)
    return UnitExplanation(found, tuple(item for item in explained if item.judged or rule is not None))


class _Explainer:
    """Explains the rules of one judged run."""

    def __init__(self, run: AuditRun, judgement: Judgement) -> None:
        self._pack: Pack = run.pack
        self._readings = run.choices.readings
        self._law = run.law
        self._judgement = judgement
        self._labels = labels_of(run.pack)
        self._words = missing_words_of(run.pack)
        self._frames: dict[tuple[str, int], Frame] = {}  # by the settings of the law, which lives as long
        self._renderer = Renderer(run.pack.vocabulary, partial(unit_name, judgement.facts))

    def rule(self, rule: Rule, unit: UnitRef) -> RuleExplanation:
        facts = self._judgement.facts
        rows = sorted(_rows_of(facts, rule.subject, unit), key=lambda row: row.id)
        return RuleExplanation(
            rule=rule.id,
            title=rule.title,
            provision=rule.provision,
            summary=self._pack.entry(rule.provision).summary,
            severity=rule.severity_in(self._readings),
            kind=self._labels.missing(rule.subject),
            submitted=facts.submitted(rule.subject),
            judged=tuple(self._judged(rule, row) for row in rows),
        )

    def _judged(self, rule: Rule, row: FactRow) -> Judged:
        scene = Scene(row, self._law.for_row(row, rule))
        verdict = CODES[self._judgement.codes[rule.id][row.index]]
        inapplicable = rule.applies is not None and truth(rule.applies, scene) == FALSE
        return Judged(
            subject=subject_of(row, self._labels),
            verdict=verdict,
            out_of_force=verdict is Verdict.NOT_APPLICABLE and not inapplicable,
            applies=None if rule.applies is None else self._term(rule, trace(rule.applies, scene), scene),
            breach=None if inapplicable else self._term(rule, trace(rule.breach, scene), scene),
        )

    def _term(self, rule: Rule, step: Step, scene: Scene, worded_as: Expr | None = None) -> Term:
        expr = step.expr
        return Term(
            text=self._text(rule, expr, scene),
            value=self._value(step, scene, worded_as or expr),
            is_condition=expr.type.kind == "boolean",
            sources=observed(expr, scene)[1] if isinstance(expr, Observed) else (),
            missing=self._missing(expr, scene) if isinstance(expr, (Aggregate, Submission)) else (),
            parts=tuple(self._term(rule, part, scene, _wording(expr, part.expr)) for part in _shown(step)),
        )

    def _text(self, rule: Rule, expr: Expr, scene: Scene) -> Bilingual:
        match expr:
            case And():
                return _ALL_OF
            case Or():
                return _ANY_OF
            case _:
                return self._labels.term(rule, expr, scene.setting).label

    def _missing(self, relation: Aggregate | Submission, scene: Scene) -> tuple[Labelled, ...]:
        row = scene.subject
        assert isinstance(row, FactRow)
        key = (row.entity, id(scene.setting))
        frame = self._frames.setdefault(key, Frame(row.facts, row.entity, scene.setting))
        return self._words.names(lacking_of(relation, frame, row.index))

    def _value(self, step: Step, scene: Scene, worded_as: Expr) -> Bilingual:
        absence = _absence(step.expr, scene)
        if step.expr.type.kind == "boolean":
            found = _TRUTHS[step.value]
            return found if absence is None else both("{text} ({detail})").format(text=found, detail=absence)
        words = self._renderer
        return absence or Bilingual(words.value(worded_as, step.value, "vi"), words.value(worded_as, step.value, "en"))


def _rows_of(facts: Facts, entity: str, unit: UnitRef) -> Iterator[FactRow]:
    name = facts.vocabulary.owner_of(entity)
    if name is None and unit == WHOLE:
        yield from (facts.row(entity, index) for index in range(facts.size(entity)))
    if name is not None and unit != WHOLE and facts.submitted(entity):
        for index, owner in enumerate(facts.values(entity, name)):
            if owner == unit.id:
                yield facts.row(entity, index)


def _wording(whole: Expr, part: Expr) -> Expr | None:
    """Return whose labels a list of a closed set's values is worded with: the field that is looked for in it."""
    match whole:
        case Not(item=denied):
            return _wording(denied, part)
        case Within(item=item, options=ParameterName()) if part is not item and item.type.kind == "choice":
            return item
        case _:
            return None


def _shown(step: Step) -> Iterator[Step]:
    """Yield the parts of a step that tell more than it does: no literals, of a denial what it denies."""
    for part in step.parts:
        if isinstance(step.expr, Not) and part.parts:
            yield from _shown(part)
        elif not isinstance(part.expr, Literal):
            yield part


def _absence(expr: Expr, scene: Scene) -> Bilingual | None:
    """Say why a field or a parameter has no value, if it has none."""
    match expr:
        case Field():
            value = field_value(expr, scene)
            return _NOT_SUBMITTED if value is ABSENT else _BLANK if value is None else None
        case ParameterName(key=key):
            return _UNSET if scene.setting.parameters.get(key) is None else None
        case _:
            return None
