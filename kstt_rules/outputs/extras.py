"""Libraries that only some outputs need, and which extra of this package brings each of them."""

from importlib.util import find_spec
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError

_MODULES: Final = {"word": "docx"}


def has_extra(extra: str) -> bool:
    """Tell whether the library that an extra brings is there."""
    return find_spec(_MODULES[extra]) is not None


def require_extra(extra: str) -> None:
    """Raise UsageError, saying what to install, where the library that an extra brings is not there."""
    if not has_extra(extra):
        raise UsageError(both("this needs the extra {extra}: pip install 'kstt-rules[{extra}]'").format(extra=extra))
