"""Connections of which none holds up the others: those that are idle or slow are closed, and there are not too many."""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

from kstt_rules.base.own_limits import most_open_files

IDLE_SECONDS: Final = 20
"""How long a connection may take until the head of its request is there."""
GRACE_SECONDS: Final = 30
SLOWEST: Final = 10_000
"""Bytes a second, at least, that a visitor sends or takes when the grace is over."""
MOST: Final = 200


def time_for(count: int) -> float:
    """Return how many seconds a visitor may take for a number of bytes."""
    return GRACE_SECONDS + count / SLOWEST


class BoundedConnection(H11Protocol):
    """One connection. Where one too many is opened, the one that has waited or sent for longest is closed for it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, and make room."""
        super().connection_made(transport)
        self._waits: asyncio.TimerHandle | None = None
        self._writes: asyncio.TimerHandle | None = None
        self._await_request()
        open_ones = [other for other in self.connections if not other.transport.is_closing()]
        if len(open_ones) > _most():
            self._longest_waiting(open_ones).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers."""
        _cancel(self._waits)
        _cancel(self._writes)
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._await_request()

    def pause_writing(self) -> None:
        """Give the visitor the time that he may take for what is to be written."""
        super().pause_writing()
        _cancel(self._writes)
        self._writes = self.loop.call_later(time_for(self.transport.get_write_buffer_size()), self.transport.abort)

    def resume_writing(self) -> None:
        """The visitor has taken what was written."""
        _cancel(self._writes)
        super().resume_writing()

    def _await_request(self) -> None:
        self.since = self.loop.time()
        _cancel(self._waits)
        self._waits = self.loop.call_later(IDLE_SECONDS, self._end_waiting)

    def _end_waiting(self) -> None:
        if self.is_idle():
            self.transport.close()  # when what was written has been sent

    def is_idle(self) -> bool:
        """Tell whether no request is being served."""
        return self.cycle is None or self.cycle.response_complete

    def _longest_waiting(self, open_ones: list[Any]) -> Any:
        """Return an idle connection rather than one that still sends, and this one only where all others are served."""
        waiting = [other for other in open_ones if other is not self and (other.is_idle() or other.cycle.more_body)]
        return min(waiting, key=lambda other: (not other.is_idle(), other.since), default=self)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer:
        timer.cancel()


def _most() -> int:
    """Return how many connections there may be: half of the files that this process may open are left for its work."""
    return min(MOST, most_open_files() // 2)
