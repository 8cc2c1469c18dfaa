"""The start page: one's workspaces, and the form of a new one."""

import datetime as dt
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import KsttError, UsageError
from kstt_rules.web.answers import chosen_language, page_of
from kstt_rules.web.fields import audit_day_of, day_of, one_of, setting_lines, text_of
from kstt_rules.web.guarded.lacks import lacks_told
from kstt_rules.web.refusal import SOON, Refused
from kstt_rules.web.safety.form import read_form
from kstt_rules.web.safety.origin import check_origin
from kstt_rules.web.safety.visitor import check_token, remember, secret_of
from kstt_rules.web.server import Server, server_of
from kstt_rules.web.texts import common as words
from kstt_rules.web.workspace.folder import FOLDERS, Workspace
from kstt_rules.web.workspace.state import State
from kstt_rules.web.workspace.uploads import save, uploads_of


async def start(request: Request, status: int = 200, **given: Any) -> Response:
    """Show the page, with a fault and what was typed where a form was refused."""
    server = server_of(request)
    own = [_told(one) for one in server.store.of(secret_of(request))]
    data = {"packs": await server.packs(), "workspaces": own, "keep_hours": server.bounds.keep_hours}
    answer = page_of(request, "start", status, data=data, **given)
    remember(request, answer, round(server.bounds.keep_hours * 3600))
    return answer


def _told(workspace: Workspace) -> dict[str, Any]:
    day = dt.date.fromisoformat(workspace.state().as_of)
    files = [path.name for path in workspace.sent("files")]
    return {"id": workspace.id, "day": Bilingual(f"{day:%d/%m/%Y}", day.isoformat()), "files": files}


async def make(request: Request) -> Response:
    """Make a workspace of what was dropped, and go to what was understood of it; what was typed stays in any case."""
    server = server_of(request)
    check_origin(request.headers, server.names)
    refused = None if server.line.has_room else Refused(words.BUSY, 503, SOON)
    async with read_form(request, refused=refused) as form:
        try:
            check_token(request, form)
            form.check()
            with lacks_told():
                workspace = await _made(request, server, form)
        except KsttError as error:
            status, headers = (error.status, error.headers) if isinstance(error, Refused) else (400, {})
            return await start(request, status, fault=error.message, typed=typed_of(form), headers=headers)
    server.desks.begin(workspace)
    return RedirectResponse(f"/w/{workspace.id}/understood", 303)


def typed_of(form: FormData) -> dict[str, str]:
    """Return the fields of a form that were typed."""
    return {name: value for name, value in form.items() if isinstance(value, str) and name != "csrf"}


async def _made(request: Request, server: Server, form: FormData) -> Workspace:
    if not any(upload.filename for upload in uploads_of(form, "files")):
        raise UsageError(words.NO_FILE)
    effective_from = day_of(form, "effective_from")
    state = State(
        as_of=audit_day_of(form).isoformat(),
        pack=one_of(text_of(form, "pack"), [pack.id for pack in await server.packs()]),
        effective_from=effective_from.isoformat() if effective_from else "",
        settings=setting_lines(form),
        language=chosen_language(request),
        engine_absent=server.bounds.engine_absent,
    )
    workspace = server.store.make(secret_of(request), state)
    try:
        await run_in_threadpool(_save, form, workspace)
    except BaseException:
        server.delete(workspace.id)
        raise
    return workspace


def _save(form: FormData, workspace: Workspace) -> None:
    for kind in FOLDERS:
        save(uploads_of(form, kind), workspace.folder / kind)
    for upload in uploads_of(form, "mapping"):
        if content := upload.file.read():
            workspace.mapping.write_bytes(content)
