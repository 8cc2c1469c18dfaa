"""A part of a dossier: what its facts must know of the whole to be judged as the whole would be."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Part:
    """What is known of the whole dossier to one of its parts.

    ``beside`` marks, by entity, the rows of the part that are not judged in it: they are there for others to look at.
    ``sizes`` counts all rows of an entity, ``unasked`` those that lack a column for one of some fields.
    Of a dataset that was not submitted one part speaks, ``is_first``.
    """

    beside: Mapping[str, npt.NDArray[np.bool_]]
    sizes: Mapping[str, int]
    unasked: Mapping[tuple[str, tuple[str, ...]], int]
    is_first: bool
