"""Verdicts as small integers, so that a column of them is an array."""

from typing import Final

import numpy as np
import numpy.typing as npt

from kstt_rules.model.outcomes import Verdict

CODES: Final = (Verdict.NOT_APPLICABLE, Verdict.COMPLIANT, Verdict.UNDETERMINED, Verdict.BREACH)
NOT_APPLICABLE, COMPLIANT, UNDETERMINED, BREACH = range(4)

Codes = npt.NDArray[np.int8]
