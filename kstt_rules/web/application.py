"""The web application: a form, the audit of what is sent with it, and the workbook to fill in."""

import logging
from collections.abc import Sequence
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
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kstt_rules.auditing import audit
from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.base.errors import KsttError
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.template import render as render_template
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.pack_tools.form import form_of
from kstt_rules.web import words
from kstt_rules.web.form import read_form
from kstt_rules.web.limits import SizeLimit
from kstt_rules.web.origin import is_foreign
from kstt_rules.web.refusal import Refused
from kstt_rules.web.request import AuditRequest, audit_request, language_of

_FIRST: Final = "html"
_OFFERED: Final = {
    name: output
    for name, output in sorted(outputs_of("audit").items(), key=lambda item: item[0] != _FIRST)
    if output.label
}
_PRIVATE: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
"""Without a referrer to itself a browser would call the origin of this form unknown."""
_POLICY: Final = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

_log = logging.getLogger(__name__)


def application(*, hosts: Sequence[str], names: Sequence[str] = (), most_bytes: int) -> Starlette:
    """Make the application: it answers only requests for one of these hosts, and no body above ``most_bytes``.

    ``names`` are hosts too, under which a proxy may show it.
    """

    async def too_large(request: Request) -> Response:
        return _form(request, words.TOO_LARGE.format(most=most_bytes // 1_000_000), 413)

    async def audited(request: Request) -> Response:
        if is_foreign(request.headers, names):
            raise Refused(words.FOREIGN, 403)
        return await _audit(request)

    return Starlette(
        routes=[
            Route("/", _form),
            Route("/audit", audited, methods=["POST"]),
            Route("/template.xlsx", _template),
            Route("/page.css", _style),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[*hosts, *names], www_redirect=False),
            Middleware(SizeLimit, most_bytes=most_bytes, refuse=too_large),
        ],
        exception_handlers={Refused: _not_done, KsttError: _refused, HTTPException: _not_served, Exception: _failed},
    )


async def _audit(request: Request) -> Response:
    async with read_form(request) as form:
        with TemporaryDirectory(prefix="kstt-") as folder:
            asked = await run_in_threadpool(
                audit_request, form, Path(folder), packs=tuple(list_packs()), formats=tuple(_OFFERED)
            )
            content = await run_in_threadpool(_result, asked)
    output = _OFFERED[asked.format_name]
    named = {} if output.name == _FIRST else _attachment(f"kstt-{asked.as_of}{output.suffix}")
    return Response(content, media_type=output.media, headers={**_PRIVATE, **named})


def _result(asked: AuditRequest) -> bytes:
    result = audit(
        asked.paths,
        as_of=asked.as_of,
        pack=asked.pack,
        effective_from=asked.effective_from,
        settings=asked.settings,
        units=asked.units,
        previous=asked.previous or None,
    )
    stream = BytesIO()
    _OFFERED[asked.format_name].render(result, stream, language=asked.language)
    return stream.getvalue()


def _template(request: Request) -> Response:
    stream = BytesIO()
    name = request.query_params.get("pack", "")
    pack = load_pack(name if name in list_packs() else DEFAULT_PACK)
    render_template(form_of(pack), stream, language=language_of(request.query_params))
    headers = {**_PRIVATE, **_attachment("kstt.xlsx")}
    return Response(stream.getvalue(), media_type=_OFFERED["xlsx"].media, headers=headers)


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
        formats=_OFFERED.values(),
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
