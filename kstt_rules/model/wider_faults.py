"""What is wrong in what a pack makes of the words that it takes over: models, wider forms, what it hides."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.strict_yaml import Location
from kstt_rules.base.suggestion import hint, unknown
from kstt_rules.base.text_keys import fold
from kstt_rules.model.vocabulary import UNIT_KIND, Choice, Entity, Vocabulary, VocabularyFile

Fault = tuple[Location, Bilingual]

_DATASET: Final = both("dataset")
_ALWAYS_THERE: Final = both("{name} is part of every pack, so it cannot be hidden")
_KEPT: Final = both("{name} cannot be hidden: {reason}")
_NO_FIELD: Final = both("unknown field {name!r} of {entity}{hint}")
_NO_VALUE: Final = both("{choices} has no {value!r}{hint}")
_NO_COLUMN: Final = both("{entity} has no column {name!r}{hint}")
_FORM_OF: Final = both("{form!r} already is a form of {value}")
_HEADS: Final = both("{form!r} already heads the column {column!r}")


def hiding_faults(names: Iterable[str], base: Vocabulary) -> Iterator[tuple[int, Bilingual]]:
    """Find, by their place, names of nothing that could be hidden, with the reason."""
    for index, name in enumerate(names):
        owner, _, field = name.partition(".")
        entity = base.entities.get(owner)
        if entity is None or entity.sheet is None:
            yield index, unknown(_DATASET, owner, _hideable(base))
        elif not field and entity.key == ["id"]:
            yield index, _ALWAYS_THERE.format(name=owner)
        elif field and field not in entity.fields:
            yield index, _NO_FIELD.format(name=field, entity=owner, hint=hint(field, entity.fields))
        elif field and (reason := _kept_for(field, entity)):
            yield index, _KEPT.format(name=name, reason=reason)


def _hideable(base: Vocabulary) -> list[str]:
    return [name for name, entity in base.entities.items() if entity.sheet is not None and entity.key != ["id"]]


def _kept_for(field: str, entity: Entity) -> Bilingual | None:
    """Say why a dataset cannot be without the column of a field."""
    item = entity.fields[field]
    if item.derived:
        return both("it is computed and has no column")
    if item.required or field in (*entity.key, entity.name, entity.owner, entity.dated, entity.per_period):
        return both("it tells the rows apart, or on which day they happened")
    return None


def unknown_models(base: Vocabulary, model: VocabularyFile) -> Iterator[Fault]:
    """Find kinds of unit that are like what is not there, and other values that are like one."""
    for name, values in model.choices.items():
        for value, choice in values.items():
            if choice.like is not None and (fault := _model_fault(name, choice.like, base)):
                yield ("choices", name, value, "like"), fault


def _model_fault(name: str, like: str, base: Vocabulary) -> Bilingual | None:
    if name != UNIT_KIND:
        return both("only a kind of unit is like another")
    kinds = base.choices.get(UNIT_KIND, {})
    return None if like in kinds else unknown(both("unit_kind"), like, kinds)


def unknown_wider(vocabulary: Vocabulary, model: VocabularyFile) -> Iterator[Fault]:
    """Find further forms of what is not there, and those that another value, sheet or column has."""
    for name, values in model.wider.choices.items():
        known = vocabulary.choices.get(name, {})
        if not known:
            yield ("wider", "choices", name), unknown(both("choices"), name, vocabulary.choices)
        for value in values if known else ():
            if value not in known:
                yield (
                    ("wider", "choices", name, value),
                    _NO_VALUE.format(choices=name, value=value, hint=hint(value, known)),
                )
        for value, forms in values.items():
            for index, form in enumerate(forms.written):
                if other := _of_another(form, value, known):
                    told = _FORM_OF.format(form=form, value=other)
                    yield ("wider", "choices", name, value, "written", index), told
    for name in model.wider.sheets:
        if name not in vocabulary.entities:
            yield ("wider", "sheets", name), unknown(_DATASET, name, vocabulary.entities)
    for name, headers in model.wider.headers.items():
        entity = vocabulary.entities.get(name)
        if entity is None:
            yield ("wider", "headers", name), unknown(_DATASET, name, vocabulary.entities)
        else:
            yield from _header_faults(name, headers, entity)


def _of_another(form: str, value: str, known: Mapping[str, Choice]) -> str | None:
    """Return the other value that a text is a form of already."""
    key = fold(form)
    for other, choice in known.items():
        if other != value and key in map(fold, (*choice.written, choice.label.vi, choice.label.en)):
            return other
    return None


def _header_faults(name: str, headers: Mapping[str, list[str]], entity: Entity) -> Iterator[Fault]:
    columns = [field for field, item in entity.fields.items() if item.header]
    for field, forms in headers.items():
        place = ("wider", "headers", name, field)
        if field not in columns:
            yield place, _NO_COLUMN.format(entity=name, name=field, hint=hint(field, columns))
            continue
        for index, form in enumerate(forms):
            others = (
                other
                for other in columns
                if other != field
                and fold(form) in map(fold, (entity.fields[other].header or "", *entity.fields[other].written))
            )
            if other := next(others, None):
                yield (*place, index), _HEADS.format(form=form, column=other)
