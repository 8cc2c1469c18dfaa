"""What the body of a request may be: no larger than allowed, whatever length it declares, and not too slow."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kstt_rules.web.refusal import Refused
from kstt_rules.web.safety.connections import time_for
from kstt_rules.web.texts import common as words


class BodyLimit:
    """Ends a request whose body is larger than ``most_bytes``, or comes too slowly, with the answer of ``refuse``."""

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
        seen = int(declared) if declared.isdecimal() and int(declared) > self._most else 0
        started, whole = asyncio.get_running_loop().time(), False

        async def counted() -> Message:
            nonlocal seen, whole
            try:
                async with asyncio.timeout_at(None if whole else started + time_for(seen)):
                    message = await receive()
            except TimeoutError:
                raise _Ended(Refused(words.TOO_SLOW, 408, {"Connection": "close"})) from None
            seen += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if seen > self._most:
                raise _Ended(Refused(words.TOO_LARGE.format(most=self._most // 1_000_000), 413))
            return message

        try:
            await self._app(scope, counted, send)
        except _Ended as ended:
            await self._refuse(Request(scope), ended.refused)(scope, receive, send)


class _Ended(Exception):  # noqa: N818 - the name says it
    """Raised through the application while a body is read that is refused."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__()
