"""Headers that name a role, in the words of the vocabulary: its labels, and the titles of those who have it."""

import re
from typing import Self

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.patterns import BLANKS
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.layout.header_words import remember
from kstt_rules.intake.layout.protocol import PossibleHeader
from kstt_rules.intake.values.titles import classify

LEAST_ROLES = 2
_COUNTED = re.compile(rf"{BLANKS}\(?\d{{1,2}}\)?$")


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The fields of a dataset of people: ``role``, one of the set ``of``, is read from ``title`` unless stated."""

    header: PossibleHeader
    name: str
    role: str
    title: str
    of: str

    @classmethod
    def of_header(cls, header: PossibleHeader) -> Self | None:
        """Return the words for the dataset of a header; None where its rows are not people in roles."""
        entity = header.entity
        if entity.name is None or not entity.fields[entity.name].person:
            return None
        for role, item in entity.fields.items():
            if item.beside and item.of and item.reads:
                return cls(header, entity.name, role, item.reads, item.of)
        return None

    def told_by(self, label: str) -> "ToldRole | None":
        """Return the role that a header names, maybe with a number behind it ("Chuyên viên 2")."""
        memory, key = self.header.headers.told_roles, (self.of, self.title, label)
        if key not in memory:
            remember(memory, key, self._told_by(label))
        told: ToldRole | None = memory[key]
        return told

    def _told_by(self, label: str) -> "ToldRole | None":
        text = _COUNTED.sub("", label)
        stated = self.header.headers.forms[self.of].get(fold(text))
        if stated is not None:
            return ToldRole(stated, self.role, text)
        shown = classify(text, self.header.headers.titles[self.of], None) if " " in text else None
        return None if shown is None else ToldRole(shown, self.title, text)


@dataclass(frozen=True, slots=True)
class ToldRole:
    """A role, and the field that the text of its header states: the role itself, or the title that shows it."""

    role: str
    key: str
    text: str
