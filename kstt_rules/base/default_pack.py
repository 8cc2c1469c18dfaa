"""The rule pack that is used where none is named."""

from typing import Final

DEFAULT_PACK: Final = "bac-giang-2021"
