"""A log that nobody can fill from outside."""

import logging
from typing import Final

MOST_A_MINUTE: Final = 60


class FewLines(logging.Filter):
    """Lets so many records through in a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._minute = self._count = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record is among the first of its minute."""
        minute = int(record.created // 60)
        self._count = self._count + 1 if minute == self._minute else 1
        self._minute = minute
        return self._count <= MOST_A_MINUTE


def bound_logs() -> None:
    """Bound the log of this process, and that of uvicorn, which is another.

    Parsers of forms log what is wrong with each, so the loggers cannot be named one by one.
    """
    log = logging.StreamHandler()
    log.addFilter(FewLines())
    logging.basicConfig(handlers=[log], format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("uvicorn.error").addFilter(FewLines())
