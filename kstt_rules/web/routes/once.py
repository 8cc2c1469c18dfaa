"""``POST /audit``: an audit in one request, for programs and for who wants one file alone."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kstt_rules.web.fields import language_of
from kstt_rules.web.guarded.done import Job, done_guarded
from kstt_rules.web.guarded.lacks import lacks_told
from kstt_rules.web.guarded.named import Named
from kstt_rules.web.once.offered import FIRST, OFFERED
from kstt_rules.web.once.request import AuditRequest, audit_request
from kstt_rules.web.once.waiting import while_waited_for
from kstt_rules.web.safety.form import read_form
from kstt_rules.web.safety.headers import PRIVATE, attachment
from kstt_rules.web.safety.origin import check_origin
from kstt_rules.web.server import Server, server_of

WRITE_RESULT: Job = Named("kstt_rules.web.once.job", "write_result")
TEMPLATE_NAME: Final = "kstt.xlsx"


async def audit(request: Request) -> Response:
    """Audit what is sent and answer with the result."""
    server = server_of(request)
    check_origin(request.headers, server.names)
    server.line.check()
    with lacks_told():
        return await _audit(request, server)


async def template(request: Request) -> Response:
    """Send the workbook to fill in."""
    server = server_of(request)
    names = [pack.id for pack in await server.packs()]
    name = request.query_params.get("pack", "")
    book = await server.template(name if name in names else names[0], language_of(request.query_params))
    return Response(book, media_type=OFFERED["xlsx"].media, headers={**PRIVATE, **attachment(TEMPLATE_NAME)})


async def _audit(request: Request, server: Server) -> Response:
    packs = tuple(pack.id for pack in await server.packs())
    async with read_form(request) as form:
        form.check()
        with TemporaryDirectory(prefix="kstt-", dir=server.root) as folder:
            take = partial(audit_request, packs=packs, formats=tuple(OFFERED))
            asked = await run_in_threadpool(take, form, Path(folder))
            asked = replace(asked, engine_absent=server.bounds.engine_absent)
            content = await while_waited_for(request, _in_line(asked, server, Path(folder)))
    output = OFFERED[asked.format_name]
    named = {} if output.name == FIRST else attachment(f"kstt-{asked.as_of}{output.suffix}")
    return Response(content, media_type=output.media, headers={**PRIVATE, **named})


async def _in_line(asked: AuditRequest, server: Server, folder: Path) -> bytes:
    async with server.line.place():
        return await done_guarded(WRITE_RESULT, asked, folder=folder, seconds=server.bounds.seconds)
