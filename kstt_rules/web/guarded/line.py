"""The line before the audits: some run, some wait, and more are told to come again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kstt_rules.web.refusal import SOON, Refused
from kstt_rules.web.texts import common as words


class Line:
    """Room for ``running`` audits at once and ``waiting`` behind them, which are let in as they came."""

    def __init__(self, *, running: int, waiting: int) -> None:
        self._free = asyncio.Semaphore(running)
        self._most = running + waiting
        self._inside = 0

    @property
    def has_room(self) -> bool:
        """Tell whether one more may come in."""
        return self._inside < self._most

    def check(self) -> None:
        """Raise Refused where there is no room left."""
        if not self.has_room:
            raise Refused(words.BUSY, 503, SOON)

    @asynccontextmanager
    async def place(self, *, is_accepted: bool = False) -> AsyncIterator[None]:
        """Wait until an audit may run. Raises Refused where too many wait, unless it was accepted before."""
        if not is_accepted:
            self.check()
        self._inside += 1
        try:
            async with self._free:
                yield
        finally:
            self._inside -= 1
