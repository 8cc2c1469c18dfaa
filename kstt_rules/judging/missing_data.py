"""What was missing, told and asked for in both languages."""

from functools import cache

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.labelled import Labelled
from kstt_rules.judging.labels import listed
from kstt_rules.pack import Pack

Names = tuple[Labelled, ...]
"""Datasets, fields of them ("officer.role"), and parameters ("support.least_amount")."""


class Lacking:
    """The words for what verdicts lack."""

    def __init__(self, pack: Pack) -> None:
        self._parameters = pack.parameters
        self.told = cache(self._told)
        self.asked = cache(self._asked)

    def _told(self, title: Bilingual, names: Names) -> Bilingual:
        """Say that a rule cannot be decided, and for want of what."""
        return both("Cannot be determined: {title}. Missing: {names}.").format(title=title, names=listed(names))

    def _asked(self, names: Names) -> Bilingual:
        """Ask for what is missing: nobody has to mend what may be in order."""
        settings = tuple(name for name in names if name in self._parameters)
        submitted = tuple(name for name in names if name not in self._parameters)
        wanted = (
            (submitted, both("Submit or correct what is missing: {names}.")),
            (settings, both("State the value by which to judge: {names}.")),
        )
        return joined(" ", (text.format(names=listed(some)) for some, text in wanted if some))
