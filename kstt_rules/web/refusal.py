"""A request that is not done, with the status that says so to the browser."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Self

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import KsttError

SOON: Final = {"Retry-After": "60"}
"""The header that says to try again in a minute."""


class Refused(KsttError):  # noqa: N818 - the name says it
    """A request that is refused: a message to show on the form, a status of HTTP and headers besides."""

    def __init__(self, message: Bilingual, status: int, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.headers = dict(headers or {})
        super().__init__(message)

    def without(self, folder: Path) -> Self:
        """Return the refusal with files called by their names, wherever in the folder they lie."""
        place = re.compile(rf"{re.escape(str(folder))}/(?:\w+/)*")
        message = Bilingual(*(place.sub("", text) for text in (self.message.vi, self.message.en)))
        return type(self)(message, self.status, self.headers)

    def as_data(self) -> dict[str, Any]:
        """Return what can be written as JSON and made a refusal again by ``of_data``."""
        return {"vi": self.message.vi, "en": self.message.en, "status": self.status, "headers": self.headers}

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the refusal that was written as data."""
        return cls(Bilingual(data["vi"], data["en"]), data["status"], data["headers"])
