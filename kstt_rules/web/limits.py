"""What a request may be: no larger than allowed, whatever length it declares."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class TooLarge(Exception):  # noqa: N818 - the name says it
    """Raised while a body is read that is larger than allowed."""


class SizeLimit:
    """Ends a request whose body is larger than ``most_bytes`` with the answer of ``refuse``."""

    def __init__(self, app: ASGIApp, *, most_bytes: int, refuse: Callable[[Request], Awaitable[Response]]) -> None:
        self._app = app
        self._most = most_bytes
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the bytes of the body as they come in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Request(scope).headers.get("content-length", "")
        seen = int(declared) if declared.isdecimal() and int(declared) > self._most else 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._most:
                raise TooLarge
            return message

        try:
            await self._app(scope, counted, send)
        except TooLarge:
            answer = await self._refuse(Request(scope))
            await answer(scope, receive, send)
