"""A log that nobody can fill from outside."""

import logging
from typing import Final

MOST_A_MINUTE: Final = 60


class FewLines(logging.Filter):
    """Lets so many records of a logger through in a minute."""

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
    """Bound what is logged of the page, its server and its connections."""
    for name in ("asyncio", "uvicorn.error", "kstt_rules.web.application"):
        logging.getLogger(name).addFilter(FewLines())
