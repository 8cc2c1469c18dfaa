"""What was missing, told and asked for in both languages."""

from collections.abc import Iterable
from functools import cache

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.judging.evidence import REJECTED
from kstt_rules.pack import Pack

Names = tuple[str, ...]
"""Datasets, fields of them ("officer.role"), and parameters ("support.least_amount")."""


class Lacking:
    """The words for what verdicts lack by the vocabulary and parameters of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._parameters = pack.parameters
        self._entities = pack.vocabulary.entities
        self.told = cache(self._told)
        self.asked = cache(self._asked)

    def _told(self, title: Bilingual, names: Names) -> Bilingual:
        """Say that a rule cannot be decided, and for want of what."""
        return both("Cannot be determined: {title}. Missing: {names}.").format(title=title, names=self._labels(names))

    def _asked(self, names: Names) -> Bilingual:
        """Ask for what is missing: nobody has to mend what may be in order."""
        settings = tuple(name for name in names if name in self._parameters)
        submitted = tuple(name for name in names if name not in self._parameters)
        wanted = (
            (submitted, both("Submit or correct what is missing: {names}.")),
            (settings, both("State the value by which to judge: {names}.")),
        )
        return joined(" ", (text.format(names=self._labels(some)) for some, text in wanted if some))

    def label(self, name: str) -> Bilingual:
        """Return what a dataset, field or parameter is called."""
        entity, _, field = name.partition(".")
        if name in self._parameters:
            return self._parameters[name].label
        if entity not in self._entities:
            return Bilingual(name, name)
        whole = self._entities[entity].label.bilingual
        if not field:
            return both("dataset: {entity}").format(entity=whole)
        if field == REJECTED:
            return both("rejected rows: {entity}").format(entity=whole)
        label = self._entities[entity].fields[field].label.bilingual
        return both("{field} ({entity})").format(field=label, entity=whole)

    def _labels(self, names: Iterable[str]) -> Bilingual:
        return joined("; ", map(self.label, names))
