"""A part of a dossier that is judged on its own, with what it must know of the whole to get the same verdicts."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.findings import UnitRef


@dataclass(frozen=True)
class Part:
    """What one part of a dossier knows of the whole.

    ``beside`` marks, by entity, rows that are in the part only so that its own rows can look at them; they are not
    judged. ``sizes`` counts all rows of an entity in the whole, ``unasked`` those that lack a column for some fields.
    If a dataset is missing, only the part that ``is_first`` reports it. ``bodies`` are those that the pack names in the
    register, by the condition that names them; None where the part holds the whole register.
    """

    beside: Mapping[str, npt.NDArray[np.bool_]]
    sizes: Mapping[str, int]
    unasked: Mapping[tuple[str, tuple[str, ...]], int]
    is_first: bool
    bodies: Mapping[str, tuple[UnitRef, ...]] | None = None
