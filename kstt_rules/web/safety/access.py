"""A server that is reached from elsewhere is used only by who has its access token."""

from secrets import compare_digest
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kstt_rules.web.safety.visitor import keep_cookie

_COOKIE: Final = "kstt_access"
OPEN_TO_ALL: Final = ("/workplace.css", "/workplace.js")


class AccessToken:
    """Lets requests through that show the token: in a cookie, in ``Authorization: Bearer``, or once as ``?token=``.

    ``entered`` answers who shows it in the address, so that it does not stay there; ``refuse`` answers all others.
    """

    def __init__(self, app: ASGIApp, *, token: str, entered: Any, refuse: Any) -> None:
        self._app = app
        self._token = token
        self._entered = entered
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look for the token."""
        if scope["type"] != "http" or scope["path"] in OPEN_TO_ALL:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if self._is_shown(request.cookies.get(_COOKIE)) or self._is_shown(_bearer(request)):
            await self._app(scope, receive, send)
            return
        response: Response
        if request.method == "GET" and self._is_shown(request.query_params.get("token")):
            response = self._entered(request)
            keep_cookie(request, response, _COOKIE, self._token)
        else:
            response = self._refuse(request)
        await response(scope, receive, send)

    def _is_shown(self, said: str | None) -> bool:
        return said is not None and compare_digest(said.encode(), self._token.encode())


def _bearer(request: Request) -> str | None:
    kind, _, said = request.headers.get("authorization", "").partition(" ")
    return said.strip() if kind.lower() == "bearer" else None
