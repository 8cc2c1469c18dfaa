"""Which fields of which datasets a rule looks at, to judge a row or to tell of it: where others change, all stands."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kstt_rules.language import Expr
from kstt_rules.language.nodes import Aggregate, Field, Submission, children
from kstt_rules.large.crossings import Constant, crossings_of
from kstt_rules.model.vocabulary import UNIT, Relation, Vocabulary, fields_in
from kstt_rules.pack.model import LAST_YEAR, Rule

FieldOf = tuple[str, str]
"""An entity and one of its fields."""


class AskedFields:
    """The fields that one rule looks at; of the datasets of which it asks whether they were submitted, all.

    It says nothing of the register, of which every rule may look at anything.
    """

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._submissions: set[tuple[str, str | None]] = set()
        self._crossings = {item for item, _ in crossings_of(rule, vocabulary)}
        direct = {*self._told(rule)}.union(*(self._of(expr, rule.subject, None) for expr in rule.expressions))
        self._fields = direct.union(*map(self._behind, direct))

    def may_turn(self, entity: str, fields: AbstractSet[str] | None) -> bool:
        """Tell whether what is told by the rule may differ where some fields of a dataset do, None for everything."""
        if fields is None or any(asked == entity for asked, _ in self._submissions):
            return True
        return any((entity, name) in self._fields for name in fields)

    def rests_on(self, constant: Constant) -> bool:
        """Tell whether what is told by the rule may differ where something does that is true of all units at once."""
        match constant.kind, constant.about:
            case "relation", crossing:
                return crossing in self._crossings
            case "column", (entity, names):
                return any(item.related == entity and {*names} <= {*item.theirs} for item in self._crossings)
            case "submission", asked:
                return asked in self._submissions
            case _:
                return True

    def _told(self, rule: Rule) -> Iterator[FieldOf]:
        """Yield the fields by which a row of the subject is named, filed, and judged by the law of its day."""
        entity, owner = self._vocabulary.entity(rule.subject), self._vocabulary.owner_of(rule.subject)
        texts = (text.bilingual for text in entity.called)
        dated = None if rule.dated == LAST_YEAR else rule.dated or entity.dated
        named = (name for text in texts for name in fields_in(text.vi + text.en))
        yield from ((rule.subject, name) for name in (*entity.key, *named, entity.name, owner, dated) if name)

    def _of(self, expr: Expr, subject: str, related: str | None) -> Iterator[FieldOf]:
        match expr:
            case Field():
                base = related if expr.related and related is not None else subject
                yield base, (*expr.steps, expr.name)[0]
            case Submission():
                self._submissions.add((expr.entity, expr.name))
            case Aggregate():
                yield from self._on_the_way(subject, expr.relation)
                named = self._vocabulary.entity(expr.entity).name
                yield from [(expr.entity, named)] if named else []
                related = expr.entity
        for part in children(expr):
            yield from self._of(part, subject, related)

    def _on_the_way(self, subject: str, path: str) -> Iterator[FieldOf]:
        for start, name, relation in self._vocabulary.on_the_way(subject, path):
            if relation is None:
                yield start, name
            else:
                yield from self._matched(start, relation)

    def _matched(self, start: str, relation: Relation) -> Iterator[FieldOf]:
        """Yield the fields by which rows of a relation are found."""
        if relation.where is not None:
            yield relation.entity, relation.where
        for alternative in (*relation.match, *relation.perhaps):
            for theirs, ours in alternative.items():
                yield from ((relation.entity, theirs), (start, ours.partition(".")[0]))

    def _behind(self, item: FieldOf) -> Iterator[FieldOf]:
        """Yield the fields that tell where the value of a field comes from, or how its unit was written."""
        entity, name = item
        if entity == UNIT:
            return
        read = self._vocabulary.entity(entity).fields[name].reads
        for other in (read, self._vocabulary.written_unit(entity, name)):
            if other is not None:
                yield entity, other
