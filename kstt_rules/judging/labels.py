"""What the names of an audit are called, by the vocabulary, the parameters and the readings of its pack."""

from collections.abc import Iterable, Mapping
from functools import cache

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.kept import made_once
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.judging.term_words import TermWords
from kstt_rules.language import Expr, parameters_used
from kstt_rules.language.values import Setting
from kstt_rules.pack import Pack, Rule

REJECTED = "rejected_rows"
"""Stands for a field in what is missing, where rows of a dataset could not be taken."""

_READINGS = "readings."


class Labels:
    """Gives every name its label, once, so that all findings share it."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._vocabulary = pack.vocabulary
        self._tiers = pack.vocabulary.tiers()
        self.dataset = cache(self._dataset)
        self.missing = cache(self._missing)
        self._terms: dict[tuple[object, ...], Labelled] = {}
        self._used: dict[tuple[object, ...], tuple[str, ...]] = {}

    def tier(self, name: str) -> Tier:
        """Return a tier; one that the pack does not have comes after those it has."""
        return self._tiers.get(name) or Tier(name, rank=len(self._tiers))

    def reading(self, name: str, option: str) -> Labelled:
        """Return an option of a reading."""
        return Labelled(option, self._pack.readings[name].options[option])

    def readings(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """Return the options in use by reading."""
        known = self._pack.readings
        return {Labelled(name, known[name].label): self.reading(name, option) for name, option in chosen.items()}

    def settings(self, stated: Mapping[str, str]) -> dict[str, str]:
        """Return what the user stated: values of parameters, and options of readings."""
        return dict(self._setting(key, value) for key, value in stated.items())

    def _setting(self, key: str, value: str) -> tuple[Labelled, str]:
        if key in self._pack.parameters:
            return Labelled(key, self._pack.parameters[key].label), value
        name = key.removeprefix(_READINGS)
        return Labelled(key, self._pack.readings[name].label), self.reading(name, value)

    def _dataset(self, entity: str) -> Labelled:
        return Labelled(entity, self._vocabulary.entity(entity).label.bilingual)

    def term(self, rule: Rule, term: Expr, setting: Setting) -> Labelled:
        """Label a term of a rule's conditions, as of the setting that it was judged by."""
        written = (rule.id if rule.labels else rule.subject, term.text, term.type)
        if written not in self._used:
            self._used[written] = tuple(sorted(parameters_used(term)))
        key = (*written, setting.as_of, *map(setting.parameters.get, self._used[written]))
        if key not in self._terms:
            self._terms[key] = Labelled(term.text, TermWords(self._pack, rule.subject, setting, rule.labels).say(term))
        return self._terms[key]

    def _missing(self, name: str) -> Labelled:
        """Label a dataset ("officer"), a field of one ("officer.role"), or a parameter ("support.least_amount")."""
        if name in self._pack.parameters:
            return Labelled(name, self._pack.parameters[name].label)
        entity, _, field = name.partition(".")
        whole = self.dataset(entity).label
        if not field:
            return Labelled(name, both("dataset: {entity}").format(entity=whole))
        if field == REJECTED:
            return Labelled(name, both("rejected rows: {entity}").format(entity=whole))
        return Labelled(name, self._field(entity, field))

    def _field(self, entity: str, name: str) -> Bilingual:
        label = self._vocabulary.entity(entity).fields[name].label.bilingual
        return both("{field} ({entity})").format(field=label, entity=self.dataset(entity).label)


@made_once
def labels_of(pack: Pack) -> Labels:
    """Return the labels of a pack."""
    return Labels(pack)


def listed(names: Iterable[Labelled]) -> Bilingual:
    """Name several things in a row."""
    return joined("; ", (name.label for name in names))
