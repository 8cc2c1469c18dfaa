"""Why a rule came to another verdict on a subject of a case than its author expected, in one line."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from kstt_rules.judging.evidence import plain_value
from kstt_rules.judging.fact_row import FactRow
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement
from kstt_rules.language.evaluate_row import ABSENT, Scene, Step, trace, truth
from kstt_rules.language.nodes import And, Literal, Not, Or
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.model.findings import Verdict
from kstt_rules.pack import Rule

_TRUTHS: Final = {TRUE: "true", FALSE: "false", UNKNOWN: "unknown"}


def traced(rule: Rule, subject: str, judgement: Judgement, law: Law) -> str:
    """Tell which parts of a rule's conditions made its verdict on a subject, and what they rest on."""
    row = judgement.facts.row(rule.subject, judgement.facts.ids(rule.subject).index(subject))
    scene = Scene(row, law.for_row(row, rule))
    applies = TRUE if rule.applies is None else truth(rule.applies, scene)
    if applies != TRUE and rule.applies is not None:
        return f"applies is {_TRUTHS[applies]}: {'; '.join(_parts(trace(rule.applies, scene)))}"
    if judgement.verdicts(rule)[subject] is Verdict.NOT_APPLICABLE:
        return _outside(rule, row, law)
    breach = trace(rule.breach, scene)
    return f"breach is {_TRUTHS[breach.value]}: {'; '.join(_parts(breach))}"


def _outside(rule: Rule, row: FactRow, law: Law) -> str:
    """Say that a fact lies outside the time that is judged."""
    first = max(rule.start or dt.date.min, law.effective_from or dt.date.min)
    last = min(rule.until or dt.date.max, law.addressees_until or dt.date.max)
    bounds = [f"before {first}" if first > dt.date.min else "", f"after {last}" if last < dt.date.max else ""]
    place = " or ".join(filter(None, bounds)) or "outside the days on which its unit exists"
    return f"its day ({rule.dated or row.facts.vocabulary.entity(row.entity).dated or 'as_of'}) lies {place}"


def _parts(step: Step) -> Iterator[str]:
    """Yield the parts that decide: of a conjunction those that are not true, of a choice those that are not false."""
    match step.expr:
        case And() | Or():
            deciding = [part for part in step.parts if part.value == step.value]
            for part in deciding or step.parts:
                yield from _parts(part)
        case Not():
            for part in step.parts:
                yield from _parts(part)
        case _:
            values = (f"{part.expr.text} = {_value(part)}" for part in step.parts if not isinstance(part.expr, Literal))
            own = f"{step.expr.text} is {_TRUTHS.get(step.value, step.value)}"
            yield f"{own} ({shown})" if (shown := ", ".join(values)) else own


def _value(step: Step) -> str:
    if step.expr.type.kind == "boolean":
        return _TRUTHS[step.value]
    value = plain_value(step.expr, step.value)
    return "unknown" if value is None or value is ABSENT else str(value)
