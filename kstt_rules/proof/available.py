"""Whether the solver is there: it comes with an extra, and nothing else of the program needs it."""

from importlib.util import find_spec
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError

_NOT_INSTALLED: Final = both("kstt check --prove needs the solver z3: pip install {extra}")


def require_solver() -> None:
    """Raise UsageError where the solver is not installed."""
    if find_spec("z3") is None:
        raise UsageError(_NOT_INSTALLED.format(extra='"kstt-rules[prove]"'))
