"""Which fields read a role or post out of a title, and the titles by which they know one."""

from collections.abc import Iterator

from kstt_rules.base.text_keys import fold
from kstt_rules.model.vocabulary import Entity, EntityField, Vocabulary


def title_fields(entity: Entity, vocabulary: Vocabulary) -> Iterator[tuple[str, EntityField]]:
    """Yield the fields of a dataset that must find one of their choices in the title that they read."""
    for name, item in entity.fields.items():
        if item.reads is None or item.of is None or item.derived or item.optional or item.type != "choice":
            continue
        if entity.fields[item.reads].type == "text" and titles_of(item, vocabulary):
            yield name, item


def titles_of(item: EntityField, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the titles that a field knows, by their folded form."""
    choices = vocabulary.choices[item.of or ""].values()
    return {fold(phrase): phrase for choice in choices for titles in choice.titles for phrase in titles.phrases}


def known_titles(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the titles that any field knows, by their folded form."""
    return {
        key: phrase
        for entity in vocabulary.entities.values()
        for _, item in title_fields(entity, vocabulary)
        for key, phrase in titles_of(item, vocabulary).items()
    }
