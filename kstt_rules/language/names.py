"""What the names in a condition stand for: fields of the subject and of its units, relations, parameters."""

from collections.abc import Mapping, Sequence
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import KsttError
from kstt_rules.base.suggestion import hint, unknown
from kstt_rules.language.functions import CALLS
from kstt_rules.language.nodes import AsOf, Field, ParameterName
from kstt_rules.language.types import Kind, ValueType
from kstt_rules.model.vocabulary import UNIT, EntityField, FieldType, Relation, Vocabulary

_KINDS: Mapping[FieldType, Kind] = {
    "text": "text",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "unit": "unit",
    "period": "period",
    "provision": "provision",
}


_NO_WAY: Final = both("{name!r} does not lead to a unit{hint}")
_NO_RELATION: Final = both("{entity} has no relation {name!r}{hint}")
_NO_DATASET: Final = both("{name!r} is not a dataset that is submitted{hint}")
_NO_COLUMN: Final = both("{entity} has no column for {name!r}{hint}")
_NO_FIELD: Final = both("{entity} has no field {name!r}{hint}")
_MANY_ROWS: Final = both("{name} are many rows; ask something of them, such as {name}.count()")


class UnknownName(KsttError):  # noqa: N818 - said of a name, not of the program
    """A name stands for nothing here; the message says what was probably meant."""


@dataclass(frozen=True)
class Scope:
    """The names a condition may use: one subject entity, its relations, and the pack's parameters by dotted key."""

    vocabulary: Vocabulary
    subject: str
    parameters: Mapping[str, ValueType]

    def resolve(self, parts: Sequence[str], relation: Relation | None) -> AsOf | Field | ParameterName:
        """Return what a dotted name stands for; inside a relation a bare name is a field of the related row.

        Raises UnknownName.
        """
        key = ".".join(parts)
        if key == "as_of":
            return AsOf()
        if relation is not None and len(parts) == 1:
            return self._field(relation.entity, (), parts[0], key, related=True)
        if key in self.parameters:
            return ParameterName(key, self.parameters[key])
        steps = self._steps(parts)
        entity = self.subject
        for step in steps[:-1]:
            fields = self.vocabulary.entity(entity).fields
            if step not in fields or fields[step].type != "unit":
                raise UnknownName(_NO_WAY.format(name=step, hint=hint(step, _units(fields))))
            entity = "unit"
        return self._field(entity, tuple(steps[:-1]), steps[-1], key, related=False)

    def relation(self, parts: Sequence[str]) -> tuple[str, Relation]:
        """Return the path of a dotted name that ends with a relation, from the subject on, and that relation.

        It leads over units, or over the rows of a relation. Raises UnknownName.
        """
        steps = list(self._steps(parts)) if len(parts) > 1 and not self._begins_with_relation(parts) else list(parts)
        entity = self.subject
        for place, name in enumerate(steps):
            fields, relations = self.vocabulary.entity(entity).fields, self.vocabulary.entity(entity).relations
            is_last = place == len(steps) - 1
            if name in relations:
                entity = relations[name].entity
            elif name in _units(fields) and not is_last:
                entity = "unit"
            else:
                known = relations if is_last else [*_units(fields), *relations]
                raise UnknownName(_NO_RELATION.format(entity=entity, name=name, hint=hint(name, known)))
        path = ".".join(steps)
        return path, self.vocabulary.relation(self.subject, path)

    def dataset(self, parts: Sequence[str]) -> tuple[str, str | None]:
        """Return the dataset that a dotted name names, and its field if it names one that has a column.

        The register is none: all others are filed under its units. Raises UnknownName.
        """
        name, *rest = parts
        datasets = [key for key, entity in self.vocabulary.entities.items() if entity.sheet and key != UNIT]
        if name not in datasets:
            relation = self.vocabulary.entity(self.subject).relations.get(name)
            near = hint(name if relation is None else relation.entity, datasets)
            raise UnknownName(_NO_DATASET.format(name=name, hint=near))
        fields = {key: item for key, item in self.vocabulary.entity(name).fields.items() if not item.derived}
        if len(rest) > 1 or (rest and rest[0] not in fields):
            field = ".".join(rest)
            raise UnknownName(_NO_COLUMN.format(entity=name, name=field, hint=hint(field, fields)))
        return name, rest[0] if rest else None

    def _begins_with_relation(self, parts: Sequence[str]) -> bool:
        return parts[0] in self.vocabulary.entity(self.subject).relations

    def _steps(self, parts: Sequence[str]) -> Sequence[str]:
        """Return a subject's name without the subject itself; a unit field of the subject may begin it."""
        root = parts[0]
        own = self.vocabulary.entity(self.subject).fields
        if len(parts) == 1 and root in (self.subject, *_units(own)):
            raise UnknownName(both("{name} alone has no value; name one of its fields").format(name=root))
        if root == self.subject:
            return parts[1:]
        if root in _units(own):
            return parts
        groups = {name.partition(".")[0] for name in self.parameters}
        if root in groups:
            key = ".".join(parts)
            raise UnknownName(unknown(both("parameter"), key, self.parameters))
        relations = self.vocabulary.entity(self.subject).relations
        if root in relations:
            raise UnknownName(_MANY_ROWS.format(name=root))
        if root in CALLS:
            raise UnknownName(both("{name} alone has no value; say of what: {name}(…)").format(name=root))
        known = [self.subject, *_units(own), *relations, *sorted(groups), "as_of", *CALLS]
        raise UnknownName(unknown(both("name"), root, known))

    def _field(self, entity: str, steps: tuple[str, ...], name: str, text: str, *, related: bool) -> Field:
        fields = self.vocabulary.entity(entity).fields
        if name not in fields:
            raise UnknownName(_NO_FIELD.format(entity=entity, name=name, hint=hint(name, fields)))
        return Field(entity, name, steps, related, self._type(fields[name]), text)

    def _type(self, field: EntityField) -> ValueType:
        if field.of is not None:
            allowed = tuple(self.vocabulary.choices[field.of])
            return ValueType("choices" if field.type == "choices" else "choice", field.of, allowed)
        return ValueType(_KINDS[field.type])


def _units(fields: Mapping[str, EntityField]) -> list[str]:
    return [name for name, field in fields.items() if field.type == "unit"]
