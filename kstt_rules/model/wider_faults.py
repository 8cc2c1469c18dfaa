"""What is wrong in what a pack makes of the words that it takes over: models, wider forms, what it hides."""

from collections.abc import Iterable, Iterator, Mapping

from kstt_rules.base.strict_yaml import Location
from kstt_rules.base.suggestion import did_you_mean
from kstt_rules.base.text_keys import fold
from kstt_rules.model.vocabulary import UNIT_KIND, Choice, Entity, Vocabulary, VocabularyFile

Fault = tuple[Location, str]


def hiding_faults(names: Iterable[str], base: Vocabulary) -> Iterator[tuple[int, str]]:
    """Find, by their place, names of nothing that could be hidden, with the reason."""
    for index, name in enumerate(names):
        owner, _, field = name.partition(".")
        entity = base.entities.get(owner)
        if entity is None or entity.sheet is None:
            yield index, f"unknown dataset {owner!r}{did_you_mean(owner, _hideable(base))}"
        elif not field and entity.key == ["id"]:
            yield index, f"{owner} is part of every pack, so it cannot be hidden"
        elif field and field not in entity.fields:
            yield index, f"unknown field {field!r} of {owner}{did_you_mean(field, entity.fields)}"
        elif field and (reason := _kept_for(field, entity)):
            yield index, f"{name} cannot be hidden: {reason}"


def _hideable(base: Vocabulary) -> list[str]:
    return [name for name, entity in base.entities.items() if entity.sheet is not None and entity.key != ["id"]]


def _kept_for(field: str, entity: Entity) -> str | None:
    """Say why a dataset cannot be without the column of a field."""
    item = entity.fields[field]
    if item.derived:
        return "it is computed and has no column"
    if item.required or field in (*entity.key, entity.name, entity.owner, entity.dated, entity.per_period):
        return "it tells the rows apart, or on which day they happened"
    return None


def unknown_models(base: Vocabulary, model: VocabularyFile) -> Iterator[Fault]:
    """Find kinds of unit that are like what is not there, and other values that are like one."""
    for name, values in model.choices.items():
        for value, choice in values.items():
            if choice.like is not None and (fault := _model_fault(name, choice.like, base)):
                yield ("choices", name, value, "like"), fault


def _model_fault(name: str, like: str, base: Vocabulary) -> str | None:
    if name != UNIT_KIND:
        return "only a kind of unit is like another"
    kinds = base.choices.get(UNIT_KIND, {})
    return None if like in kinds else f"unknown {UNIT_KIND} {like!r}{did_you_mean(like, kinds)}"


def unknown_wider(vocabulary: Vocabulary, model: VocabularyFile) -> Iterator[Fault]:
    """Find further forms of what is not there, and those that another value, sheet or column has."""
    for name, values in model.wider.choices.items():
        known = vocabulary.choices.get(name, {})
        if not known:
            yield ("wider", "choices", name), f"unknown choices {name!r}{did_you_mean(name, vocabulary.choices)}"
        for value in values if known else ():
            if value not in known:
                yield ("wider", "choices", name, value), f"{name} has no {value!r}{did_you_mean(value, known)}"
        for value, forms in values.items():
            for index, form in enumerate(forms.written):
                if other := _of_another(form, value, known):
                    yield ("wider", "choices", name, value, "written", index), f"{form!r} already is a form of {other}"
    for name in model.wider.sheets:
        if name not in vocabulary.entities:
            yield ("wider", "sheets", name), f"unknown dataset {name!r}{did_you_mean(name, vocabulary.entities)}"
    for name, headers in model.wider.headers.items():
        entity = vocabulary.entities.get(name)
        if entity is None:
            yield ("wider", "headers", name), f"unknown dataset {name!r}{did_you_mean(name, vocabulary.entities)}"
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
            yield place, f"{name} has no column {field!r}{did_you_mean(field, columns)}"
            continue
        for index, form in enumerate(forms):
            others = (
                other
                for other in columns
                if other != field
                and fold(form) in map(fold, (entity.fields[other].header or "", *entity.fields[other].written))
            )
            if other := next(others, None):
                yield (*place, index), f"{form!r} already heads the column {other!r}"
