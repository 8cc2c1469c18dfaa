"""Which version of this package runs."""

from typing import Final

VERSION: Final = "0.1.0"
