"""What was missing, told and asked for in both languages."""

from functools import cache
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.kept import made_once
from kstt_rules.base.labelled import Labelled
from kstt_rules.judging.causes import Lack, Lacking
from kstt_rules.judging.labels import Labels, labels_of, listed
from kstt_rules.model.outcomes import Cause
from kstt_rules.pack import Pack

_WANTED: Final = {
    Cause.DATASET: both("Submit what is missing: {names}."),
    Cause.COLUMN: both("Submit what is missing: {names}."),
    None: both("Submit or correct what is missing: {names}."),
    Cause.UNIT: both("Add the unit to the register, or correct how it is written: {names}."),
    Cause.ROW: both("Correct and resubmit the rows that were not accepted: {names}."),
    Cause.PARAMETER: both("State the value by which to judge: {names}."),
}
"""What to supply by why it is lacking: nobody has to mend what may be in order."""


class MissingWords:
    """The words for what verdicts lack."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self.names = cache(self._names)
        self.told = cache(self._told)
        self.asked = cache(self._asked)

    def _names(self, lacking: Lacking) -> tuple[Labelled, ...]:
        """Name what is lacking, in the order of the names."""
        return tuple(self._labels.missing(name) for name in sorted({lack.name for lack in lacking}))

    def _told(self, title: Bilingual, lacking: Lacking) -> Bilingual:
        """Say that a rule cannot be decided, and for want of what."""
        names = listed(self.names(lacking))
        return both("Cannot be determined: {title}. Missing: {names}.").format(title=title, names=names)

    def _asked(self, lacking: Lacking) -> Bilingual:
        """Ask for what is missing."""
        wanted = {
            text: dict.fromkeys(map(self._name, (lack for lack in lacking if _WANTED[lack.cause] == text)))
            for text in dict.fromkeys(_WANTED[lack.cause] for lack in lacking)
        }
        return joined(" ", (text.format(names=listed(names)) for text, names in wanted.items()))

    def _name(self, lack: Lack) -> Labelled:
        """Name what to supply; of rows that were not accepted, the dataset that they belong to."""
        if lack.cause is Cause.ROW:
            return self._labels.dataset(lack.name.partition(".")[0])
        return self._labels.missing(lack.name)


@made_once
def missing_words_of(pack: Pack) -> MissingWords:
    """Return the words for what verdicts by a pack lack."""
    return MissingWords(labels_of(pack))
