"""By which names the server is called: a page of another name must not reach it through the browser of an official."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kstt_rules.web.refusal import Refused
from kstt_rules.web.texts import common as words

_HOST: Final = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::[0-9]{1,5})?", re.ASCII)


class KnownHosts:
    """Lets requests through whose header ``Host`` is one of these, with any port; ``refuse`` answers the others."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], refuse: Callable[[Request, Refused], Response]) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts}
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the header."""
        if scope["type"] == "http":
            said = _HOST.fullmatch(Request(scope).headers.get("host", "").lower())
            if said is None or said[1] not in self._hosts:
                refused = Refused(words.OTHER_HOST.format(host=said[1] if said else "?"), 400)
                await self._refuse(Request(scope), refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)
