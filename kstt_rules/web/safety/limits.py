"""What the body of a request may be: no larger than allowed, whatever length it declares, and not too slow."""

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kstt_rules.web.refusal import Refused
from kstt_rules.web.safety.connections import time_for
from kstt_rules.web.texts import common as words

_CLOSE: Final = {"Connection": "close"}
_HEARD: Final = 20
"""How many times as much as is allowed is let in and thrown away, so that a refusal is read."""


class BodyLimit:
    """Ends a request whose body is larger than ``most_bytes``, or comes too slowly, with the answer of ``refuse``.

    Who receives what is too large may catch TooLargeError, go on and answer himself. Whatever is answered before the
    body has come is sent when it has.
    """

    def __init__(self, app: ASGIApp, *, most_bytes: int, refuse: Callable[[Request, Refused], Response]) -> None:
        self._app = app
        self._most = most_bytes
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the bytes and the seconds of the body as they come in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Request(scope).headers.get("content-length", "")
        body = _Body(receive, int(declared) if declared.isdecimal() else 0, self._most)

        async def send_when_heard(message: Message) -> None:
            if message["type"] == "http.response.start":
                await body.hear_out()
            await send(message)

        try:
            await self._app(scope, body.receive, send_when_heard)
        except EndedError as ended:
            await self._refuse(Request(scope), ended.refused)(scope, receive, send_when_heard)


class _Body:
    """The body of one request as it comes in."""

    def __init__(self, receive: Receive, declared: int, most: int) -> None:
        self._receive = receive
        self._most = most
        self._seen = declared if declared > most else 0
        self._came = 0
        self._started = asyncio.get_running_loop().time()
        self._is_whole = self._is_slow = self._is_told = False
        self._kept: Message | None = None

    async def receive(self) -> Message:
        """Return the next piece. Raises EndedError where it comes too slowly, or is too much.

        TooLargeError is raised once: who receives after it gets the rest, as far as it is heard out.
        """
        message, self._kept = self._kept or await self._next(), None
        is_told, self._is_told = self._is_told, self._seen > self._most
        if self._is_told > is_told or self._came > self._most * _HEARD:
            self._kept = message
            raise TooLargeError(Refused(words.TOO_LARGE.format(most=self._most // 1_000_000), 413))
        return message

    async def _next(self) -> Message:
        message = await self._piece(time_for(self._seen))
        self._seen += len(message.get("body", b""))
        return message

    async def hear_out(self) -> None:
        """Let the rest come in and go: a browser reads an answer only when it has sent all."""
        try:
            while not self._is_whole and not self._is_slow and self._came <= self._most * _HEARD:
                await self._piece(time_for(self._came))
        except EndedError:
            return

    async def _piece(self, seconds: float) -> Message:
        try:
            async with asyncio.timeout_at(None if self._is_whole else self._started + seconds):
                message = await self._receive()
        except TimeoutError:
            self._is_slow = True
            raise EndedError(Refused(words.TOO_SLOW, 408, _CLOSE)) from None
        self._came += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        return message


class EndedError(Exception):
    """Raised through the application while a body is read that is refused."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__()


class TooLargeError(EndedError):
    """The body is larger than it may be."""
