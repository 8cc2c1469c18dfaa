"""The web application: the routes, what stands before them, and what is said of their faults."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kstt_rules.base.errors import KsttError
from kstt_rules.web.answers import page_of
from kstt_rules.web.bounds import Bounds
from kstt_rules.web.guarded.done import JobFailedError
from kstt_rules.web.guarded.processes import make_ready
from kstt_rules.web.memory import give_back, hold_together
from kstt_rules.web.refusal import Refused
from kstt_rules.web.rendering import icon, script, styles
from kstt_rules.web.routes import once, start, workspace
from kstt_rules.web.safety.access import AccessToken
from kstt_rules.web.safety.host import KnownHosts
from kstt_rules.web.safety.limits import BodyLimit
from kstt_rules.web.server import Server
from kstt_rules.web.texts import common as words

_log = logging.getLogger(__name__)

_LOOK: Final = 60
"""Seconds after which it is looked again for workspaces that nobody uses any more."""


def application(
    *, root: Path, hosts: Sequence[str], names: Sequence[str] = (), bounds: Bounds, token: str | None = None
) -> Starlette:
    """Make the application: it answers only requests for one of these hosts, and does no more than the bounds say.

    ``root`` is an empty folder, for what visitors send. ``names`` are hosts too, under which a proxy may show it. Where
    there is an access token, who does not show it gets nothing.
    """
    guards = [
        Middleware(KnownHosts, hosts=[*hosts, *names], refuse=_not_done),
        Middleware(BodyLimit, most_bytes=bounds.most_bytes, refuse=_not_done),
    ]
    if token is not None:
        entered = partial(page_of, name="entered")
        guards.insert(1, Middleware(AccessToken, token=token, entered=entered, refuse=_no_access))
    app = Starlette(
        routes=[
            Route("/", start.start),
            Route("/w", start.make, methods=["POST"]),
            Route("/w/{id}", workspace.first),
            Route("/w/{id}/opening", workspace.opening),
            Route("/w/{id}/get/{output}", workspace.download),
            Route("/w/{id}/{page}", workspace.page),
            Route("/w/{id}/{deed}", workspace.deed, methods=["POST"]),
            Route("/audit", once.audit, methods=["POST"]),
            Route("/template.xlsx", once.template),
            Route("/workplace.css", partial(_asset, content=styles, media="text/css")),
            Route("/workplace.js", partial(_asset, content=script, media="text/javascript")),
            Route("/icon.svg", partial(_asset, content=icon, media="image/svg+xml")),
        ],
        middleware=guards,
        exception_handlers={
            KsttError: _refused,
            HTTPException: _not_served,
            ClientDisconnect: _left,
            JobFailedError: _failed,
            Exception: _failed,
        },
        lifespan=_served,
    )
    app.state.server = Server(root, bounds, tuple(names))
    return app


@asynccontextmanager
async def _served(app: Starlette) -> AsyncIterator[None]:
    server: Server = app.state.server
    hold_together()
    await run_in_threadpool(make_ready)
    await server.packs()
    clearing = asyncio.create_task(_clear(server))
    yield
    clearing.cancel()
    server.desks.close_all()


async def _clear(server: Server) -> None:
    while True:
        await asyncio.sleep(_LOOK)
        for identity in server.store.idle():
            server.delete(identity)
        give_back()


async def _asset(_: Request, *, content: Callable[[], str], media: str) -> Response:
    return Response(content(), media_type=media, headers={"X-Content-Type-Options": "nosniff"})


def _not_done(request: Request, refused: Refused) -> Response:
    return page_of(request, "fault", refused.status, fault=refused.message, headers=refused.headers)


def _refused(request: Request, error: Any) -> Response:
    status, headers = (error.status, error.headers) if isinstance(error, Refused) else (400, {})
    return page_of(request, "fault", status, fault=error.message, headers=headers)


def _no_access(request: Request) -> Response:
    return page_of(request, "fault", 401, fault=words.NO_ACCESS)


def _not_served(request: Request, error: Any) -> Response:
    fault = words.NOT_FOUND if error.status_code in {404, 405} else words.BAD_FORM
    return page_of(request, "fault", error.status_code, fault=fault)


def _left(_request: Request, _error: Exception) -> Response:
    """Return an answer that nobody waits for."""
    return Response(status_code=400)


def _failed(request: Request, error: Exception) -> Response:
    _log.error("the audit failed", exc_info=error)
    return page_of(request, "fault", 500, fault=words.FAILED)
