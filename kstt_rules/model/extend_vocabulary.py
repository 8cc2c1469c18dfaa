"""A vocabulary with what a document adds to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kstt_rules.base.errors import PackError
from kstt_rules.base.strict_yaml import Document, validate
from kstt_rules.model.vocabulary import (
    DOSSIER,
    FINDING,
    ROLE,
    TIER,
    UNIT,
    UNIT_KIND,
    Choice,
    Forms,
    HeaderWords,
    TitleForms,
    Vocabulary,
    VocabularyFile,
)
from kstt_rules.model.vocabulary_faults import names_of_left_out, trespasses, unknown_names
from kstt_rules.model.wider_faults import hiding_faults, unknown_models, unknown_wider
from kstt_rules.model.wider_vocabulary import (
    like_faults,
    of_like_tier,
    widened_choice,
    widened_entities,
    with_like_kinds,
    with_likes,
    without_hidden,
)


def extend(base: Vocabulary, document: Document) -> Vocabulary:
    """Add the choices, entities, fields and relations of a document to a vocabulary.

    Raises PackError with every place where the document is malformed, redefines or names something wrongly.
    """
    if faults := [*like_faults(document, base)]:
        raise PackError([document.problem(location, message) for location, message in faults])
    model = validate(VocabularyFile, with_likes(document, base))
    known, base = base, base if model.base else _core(base)
    vocabulary = _extended(base, model)
    faults = [*unknown_names(model, vocabulary), *names_of_left_out(model, base, known)]
    if base.entities:
        faults += [*trespasses(base, model), *unknown_models(base, model), *unknown_wider(vocabulary, model)]
        faults += [(("hides", index), message) for index, message in hiding_faults(model.hides, vocabulary)]
    if faults:
        raise PackError([document.problem(location, message) for location, message in faults])
    return without_hidden(vocabulary, model.hides)


def _core(base: Vocabulary) -> Vocabulary:
    """Return of the base what every pack needs: the register without its words, the dossier, the findings of others.

    Its tiers and kinds of unit are those of provinces, so a pack that has units says which it has.
    """
    entities = {name: base.entities[name] for name in (UNIT, DOSSIER, FINDING)}
    used = {field.of for entity in entities.values() for field in entity.fields.values()}
    choices = {name: values for name, values in base.choices.items() if name in used}
    for name in (UNIT, DOSSIER):
        relations = {key: item for key, item in entities[name].relations.items() if item.entity in entities}
        entities[name] = entities[name].model_copy(update={"relations": relations})
    choices = {ROLE: {}, **choices, TIER: {}, UNIT_KIND: {}}
    return replace(base, choices=choices, entities=entities, header_words=HeaderWords())


def _extended(base: Vocabulary, model: VocabularyFile) -> Vocabulary:
    kinds = model.choices.get(UNIT_KIND, {})
    choices = with_like_kinds(base.choices, kinds)
    for name, values in model.choices.items():
        choices[name] = dict(_ceding(choices.get(name, {}), _titles(values))) | values
    if kinds:
        choices[UNIT_KIND] = {name: of_like_tier(kind, choices[UNIT_KIND]) for name, kind in choices[UNIT_KIND].items()}
    for name, titles in model.open_titles.items():
        choices[name] = dict(_ceding(choices.get(name, {}), titles))
    for name, wider in model.wider.choices.items():
        ceding = dict(_ceding(choices.get(name, {}), _titles(wider)))
        if ceding:
            choices[name] = {value: widened_choice(choice, wider.get(value)) for value, choice in ceding.items()}
    entities = widened_entities({**base.entities, **model.entities}, model.wider)
    for name, added in model.additions.items():
        if entity := entities.get(name):
            fields, relations = entity.fields | added.fields, entity.relations | added.relations
            entities[name] = entity.model_copy(update={"fields": fields, "relations": relations})
    words = base.header_words.with_added(model.header_words)
    return replace(base, choices=choices, entities=entities, header_words=words)


def _titles(values: Mapping[str, Forms]) -> list[TitleForms]:
    return [form for choice in values.values() for form in choice.titles]


def _ceding(values: Mapping[str, Choice], added: Iterable[TitleForms]) -> Iterator[tuple[str, Choice]]:
    """Take from values the titles that others claim, in the kinds of unit for which they do."""
    claimed = {claim for form in added for claim in _claims(form)}
    for value, choice in values.items():
        titles = [
            form.model_copy(update={"phrases": [phrase], "where": form.where and kinds})
            for form in choice.titles
            for phrase in form.phrases
            if (kinds := [kind for kind in form.where or ("",) if (phrase.casefold(), kind) not in claimed])
        ]
        yield value, choice.model_copy(update={"titles": titles})


def _claims(form: TitleForms) -> Iterator[tuple[str, str]]:
    return ((phrase.casefold(), kind) for phrase in form.phrases for kind in form.where or ("",))
