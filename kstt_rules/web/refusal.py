"""A request that is not done, with the status that says so to the browser."""

from collections.abc import Mapping

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import KsttError


class Refused(KsttError):  # noqa: N818 - the name says it
    """A request that is refused: a message to show on the form, a status of HTTP and headers besides."""

    def __init__(self, message: Bilingual, status: int, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.headers = headers or {}
        super().__init__(message)
