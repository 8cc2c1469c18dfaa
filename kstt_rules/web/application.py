"""The web application: a form, the audit of what is sent with it, and the workbook to fill in."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.base.errors import KsttError
from kstt_rules.outputs.template import render as render_template
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.pack_tools.form import form_of
from kstt_rules.web import words
from kstt_rules.web.form import read_form
from kstt_rules.web.guarded import JobFailedError, done_guarded, make_ready
from kstt_rules.web.job import FIRST, OFFERED, write_result
from kstt_rules.web.lacks import lacks_told
from kstt_rules.web.limits import BodyLimit
from kstt_rules.web.line import Line
from kstt_rules.web.origin import is_foreign
from kstt_rules.web.refusal import Refused
from kstt_rules.web.request import AuditRequest, audit_request, language_of
from kstt_rules.web.visitor import while_waited_for

_PRIVATE: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
"""Without a referrer to itself a browser would call the origin of this form unknown."""
_POLICY: Final = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How much the page does: bytes a request, audits at once, those that wait behind them, seconds an audit."""

    most_bytes: int = 100_000_000
    running: int = 1
    waiting: int = 20
    seconds: int = 300


def application(*, hosts: Sequence[str], names: Sequence[str] = (), bounds: Bounds) -> Starlette:
    """Make the application: it answers only requests for one of these hosts, and does no more than the bounds say.

    ``names`` are hosts too, under which a proxy may show it.
    """
    line = Line(running=bounds.running, waiting=bounds.waiting)

    async def audited(request: Request) -> Response:
        if is_foreign(request.headers, names):
            raise Refused(words.FOREIGN, 403)
        line.check()
        with lacks_told():
            return await _audit(request, line, bounds.seconds)

    return Starlette(
        routes=[
            Route("/", _form),
            Route("/audit", audited, methods=["POST"]),
            Route("/template.xlsx", _template),
            Route("/page.css", _style),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[*hosts, *names], www_redirect=False),
            Middleware(BodyLimit, most_bytes=bounds.most_bytes, refuse=_not_done),
        ],
        exception_handlers={
            Refused: _not_done,
            KsttError: _refused,
            HTTPException: _not_served,
            ClientDisconnect: _left,
            JobFailedError: _failed,
            Exception: _failed,
        },
        lifespan=_ready,
    )


@asynccontextmanager
async def _ready(_: Starlette) -> AsyncIterator[None]:
    await run_in_threadpool(make_ready)
    yield


async def _audit(request: Request, line: Line, seconds: int) -> Response:
    async with read_form(request) as form:
        with TemporaryDirectory(prefix="kstt-") as folder:
            asked = await run_in_threadpool(
                audit_request, form, Path(folder), packs=tuple(list_packs()), formats=tuple(OFFERED)
            )
            content = await while_waited_for(request, _in_line(asked, line, Path(folder), seconds))
    output = OFFERED[asked.format_name]
    named = {} if output.name == FIRST else _attachment(f"kstt-{asked.as_of}{output.suffix}")
    return Response(content, media_type=output.media, headers={**_PRIVATE, **named})


async def _in_line(asked: AuditRequest, line: Line, folder: Path, seconds: int) -> bytes:
    async with line.place():
        return await done_guarded(write_result, asked, folder=folder, seconds=seconds)


def _template(request: Request) -> Response:
    name = request.query_params.get("pack", "")
    book = _book(name if name in list_packs() else DEFAULT_PACK, language_of(request.query_params))
    headers = {**_PRIVATE, **_attachment("kstt.xlsx")}
    return Response(book, media_type=OFFERED["xlsx"].media, headers=headers)


@cache
def _book(pack: str, language: Language) -> bytes:
    stream = BytesIO()
    render_template(form_of(load_pack(pack)), stream, language=language)
    return stream.getvalue()


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _style(_: Request) -> Response:
    style = (files("kstt_rules.web") / "page" / "page.css").read_text(encoding="utf-8")
    return Response(style, media_type="text/css", headers={"X-Content-Type-Options": "nosniff"})


def _form(request: Request, fault: Bilingual | None = None, status: int = 200) -> Response:
    page = _environment().get_template("form.html")
    content = page.render(
        language=language_of(request.query_params),
        fault=fault,
        packs=list_packs(),
        formats=OFFERED.values(),
        words=words,
    )
    headers = {**_PRIVATE, "Content-Security-Policy": _POLICY}
    return Response(content, status, media_type="text/html", headers=headers)


def _not_done(request: Request, error: Any) -> Response:
    answer = _form(request, error.message, error.status)
    answer.headers.update(error.headers)
    return answer


def _refused(request: Request, error: Any) -> Response:
    return _form(request, error.message, 400)


def _not_served(request: Request, error: Any) -> Response:
    return _form(request, words.NOT_FOUND if error.status_code in (404, 405) else words.BAD_FORM, error.status_code)


def _left(_request: Request, _error: Exception) -> Response:
    """Return an answer that nobody waits for."""
    return Response(status_code=400)


def _failed(request: Request, error: Exception) -> Response:
    _log.error("the audit failed", exc_info=error)
    return _form(request, words.FAILED, 500)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kstt_rules.web", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
