"""Relations of what a row leads to: of its parent unit, or of all rows of another relation of it."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from kstt_rules.judging.match_rows import repeated
from kstt_rules.language.columns import Data, Index, Pairs, distinct
from kstt_rules.model.vocabulary import Vocabulary


class Linked(Data, Protocol):
    """Data, with the vocabulary that says how they are linked."""

    vocabulary: Vocabulary


def reached(data: Linked, entity: str, path: str) -> Pairs | None:
    """Return the rows that a path such as ``parent.officers`` leads to; None where one of its datasets is missing.

    A row that leads to no unit may have any number of them, and so may one of which it is not known which rows of a
    relation on the way belong to it. A row that is reached in two ways counts once.
    """
    size = data.size(entity)
    subject, at = np.arange(size), np.arange(size)
    doubtful, unsure = np.zeros(size), np.zeros(size, bool)
    steps = [*data.vocabulary.on_the_way(entity, path)]
    for place, (start, name, relation) in enumerate(steps, 1):
        if relation is None:
            leads = data.follow(start, name)[at] if len(at) else at
            doubtful[subject[leads < 0]] = np.inf
            found = leads >= 0
            subject, at, unsure = subject[found], leads[found], unsure[found]
            continue
        pairs = data.pairs(start, name)
        if pairs is None:
            return None
        open_rows = np.bincount(subject, weights=pairs.doubtful[at], minlength=size) if len(at) else np.zeros(size)
        doubtful += open_rows if place == len(steps) else np.where(open_rows > 0, np.inf, 0.0)
        subject, at, unsure = _expanded(pairs, subject, at, unsure)
    return Pairs(subject, at, doubtful, unsure if unsure.any() else None)


def _expanded(
    pairs: Pairs, subject: Index, at: Index, unsure: npt.NDArray[np.bool_]
) -> tuple[Index, Index, npt.NDArray[np.bool_]]:
    """Go on from rows to those of a relation, each once."""
    first = np.searchsorted(pairs.subject, at, "left")
    number = np.searchsorted(pairs.subject, at, "right") - first
    places = repeated(first, number)
    subject, unsure = np.repeat(subject, number), np.repeat(unsure, number)
    if pairs.unsure is not None:
        unsure = unsure | pairs.unsure[places]
    kept, which = distinct([subject, pairs.related[places]], len(places))
    open_ = np.ones(len(kept), bool)
    np.logical_and.at(open_, which, unsure)
    return subject[kept], pairs.related[places][kept], open_
