"""A condition with one of its parts left out, for each of them."""

from collections.abc import Iterator
from dataclasses import replace

from kstt_rules.language import Expr
from kstt_rules.language.nodes import Aggregate, And, Compare, Not, Or
from kstt_rules.pack import Rule


def without_parts(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield each part of a rule's conditions as it is written, and the rule without it."""
    for part, breach in _left_out(rule.breach):
        yield part, replace(rule, breach=breach, breach_text=breach.text)
    if rule.applies is not None:
        for part, applies in _left_out(rule.applies):
            yield part, replace(rule, applies=applies, applies_text=applies.text)


def _left_out(condition: Expr) -> Iterator[tuple[str, Expr]]:
    match condition:
        case And(items=items) | Or(items=items):
            for place, item in enumerate(items):
                before, after = items[:place], items[place + 1 :]
                yield item.text, _joined(condition, (*before, *after))
                for part, changed in _left_out(item):
                    yield part, _joined(condition, (*before, changed, *after))
        case Not(item=item):
            for part, changed in _left_out(item):
                yield part, Not(changed, f"not ({changed.text})")
        case Compare(left=Aggregate() as left):
            for part, changed in _left_out(left):
                yield (
                    part,
                    replace(
                        condition, left=changed, text=f"{changed.text} {condition.operator} {condition.right.text}"
                    ),
                )
        case Aggregate(condition=inner) if inner is not None:
            for part, changed in _left_out(inner):
                yield part, replace(condition, condition=changed, text=condition.text.replace(inner.text, changed.text))


def _joined(whole: And | Or, items: tuple[Expr, ...]) -> Expr:
    if len(items) == 1:
        return items[0]
    word = " and " if isinstance(whole, And) else " or "
    return type(whole)(items, word.join(f"({item.text})" for item in items))
