"""The pages and deeds of a workspace, and what can be downloaded of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from kstt_rules.base.errors import KsttError
from kstt_rules.outputs.registry import outputs_of
from kstt_rules.web.answers import asked_of, bilingual, chosen_language, page_of
from kstt_rules.web.desk.open_desk import Standing
from kstt_rules.web.desk.questions import UNOPENED, names
from kstt_rules.web.guarded.lacks import lacks_told
from kstt_rules.web.refusal import Refused
from kstt_rules.web.routes.start import typed_of
from kstt_rules.web.safety.form import read_form
from kstt_rules.web.safety.headers import PRIVATE, attachment
from kstt_rules.web.safety.origin import check_origin
from kstt_rules.web.safety.visitor import check_token, remember, secret_of
from kstt_rules.web.server import Server, server_of
from kstt_rules.web.texts import common as words
from kstt_rules.web.workspace.folder import FOLDERS, Workspace
from kstt_rules.web.workspace.uploads import save, uploads_of

_AT_ONCE = 1.0
"""Seconds after which somebody who waits for a desk is told how far it is."""
_FAULTY = 400
"""The status of a dossier that cannot be opened for what was sent, which can be mended."""
_UPLOADS = 3
"""How many times the largest upload a dossier may take in all."""


async def first(request: Request) -> Response:
    """Go to the findings of a workspace."""
    _own(request)
    return RedirectResponse(f"{request.url.path}/findings", 303)


async def page(request: Request) -> Response:
    """Show a page; while the audit is being opened, how far it has come."""
    server, workspace = server_of(request), _own(request)
    name = request.path_params["page"]
    if name not in names("views"):
        raise HTTPException(404)
    query = asked_of(request)
    with _deletion_told(request):
        standing = await server.desks.standing(workspace, wait=_AT_ONCE)
        fault = standing.fault.message if standing.fault else None
        if standing.stage != "open" and not (standing.fault and standing.fault.status == _FAULTY and name in UNOPENED):
            return _opening(request, workspace, standing)
        data = await server.desks.ask(workspace, "views", name, query)
    said = server.store.said(workspace.id, query.get("said", ""))
    around: dict[str, Any] = {"workspace": workspace.id, "said": said, "fault": fault, "is_open": fault is None}
    answer = page_of(request, name, _FAULTY if fault else 200, data=data, **around)
    remember(request, answer, round(server.bounds.keep_hours * 3600))
    return answer


async def opening(request: Request) -> Response:
    """Tell, as JSON, how far the desk has come, when it has come further or after a second."""
    standing = await server_of(request).desks.standing(_own(request), wait=_AT_ONCE)
    fault = standing.fault and standing.fault.message
    content = {"stage": standing.stage, "done": standing.done, "total": standing.total}
    said = {"vi": fault.vi, "en": fault.en} if fault else None
    return JSONResponse({**content, "fault": said}, headers=PRIVATE)


async def deed(request: Request) -> Response:
    """Do a deed, and go to where it leads; a mistake is told on the page that it was sent from."""
    server, name = server_of(request), request.path_params["deed"]
    check_origin(request.headers, server.names)
    if name not in names("acts") | {"delete"}:
        raise HTTPException(404)
    workspace = None
    async with read_form(request) as form:
        try:
            check_token(request, form)
            workspace = _own(request)
            form.check()
            if name == "delete":
                server.delete(workspace.id)
                return RedirectResponse("/", 303)
            with _deletion_told(request), lacks_told():
                done = await _done(server, workspace, name, form)
                key = server.store.say(workspace.id, bilingual(done["said"])) if done["said"] else ""
        except KsttError as error:
            return await _refused(request, workspace, form, error)
    to = done["to"] + (("&" if "?" in done["to"] else "?") + f"said={key}" if key else "")
    if _wants_json(request):
        return JSONResponse({"to": f"/w/{workspace.id}/{to}", "said": done["said"]}, headers=PRIVATE)
    return RedirectResponse(f"/w/{workspace.id}/{to}", 303)


async def download(request: Request) -> Response:
    """Send a file that the desk writes."""
    server, workspace = server_of(request), _own(request)
    name = request.path_params["output"]
    if name not in names("downloads") | set(outputs_of("audit")):
        raise HTTPException(404)
    with _deletion_told(request), lacks_told():
        written = await server.desks.ask(workspace, "downloads", name, asked_of(request))
    path = workspace.out / Path(written["file"]).name
    headers = {**PRIVATE, **attachment(written["name"])}
    return FileResponse(
        path, media_type=written["media"], headers=headers, background=BackgroundTask(path.unlink, missing_ok=True)
    )


def _own(request: Request) -> Workspace:
    """Return the workspace of the address. Raises Refused where it is not the visitor's, or not there any more."""
    return server_of(request).store.find(request.path_params["id"], secret_of(request))


@contextmanager
def _deletion_told(request: Request) -> Iterator[None]:
    """Raise Refused in place of what fails because the workspace was deleted meanwhile, as from another window."""
    try:
        yield
    except Exception:
        _own(request)
        raise


def _opening(request: Request, workspace: Workspace, standing: Standing) -> Response:
    status = standing.fault.status if standing.fault else 200
    headers = standing.fault.headers if standing.fault else {}
    mapping = workspace.mapping.read_text("utf-8", "replace") if workspace.mapping.exists() else ""
    data = [standing, workspace.state(), mapping]
    return page_of(request, "opening", status, headers=headers, data=data, workspace=workspace.id, is_open=False)


async def _done(server: Server, workspace: Workspace, name: str, form: FormData) -> Any:
    """Let the desk do it, with the files that came saved before."""
    folder = workspace.folder / "incoming" / token_hex(8)
    fields: dict[str, Any] = {}
    for key in form:
        values = [value for value in form.getlist(key) if isinstance(value, str)]
        fields[key] = values[0] if len(values) == 1 else values
    try:
        folder.mkdir()
        for kind in FOLDERS:
            if kind in form:
                paths = await run_in_threadpool(save, uploads_of(form, kind), folder / kind)
                fields[kind] = [f"{folder.name}/{kind}/{path.name}" for path in paths]
        await run_in_threadpool(_check_size, workspace, server.bounds.most_bytes)
        return await server.desks.ask(workspace, "acts", name, fields)
    finally:
        await run_in_threadpool(shutil.rmtree, folder, ignore_errors=True)


def _check_size(workspace: Workspace, most: int) -> None:
    """Raise Refused where all that lies in a workspace is several times what may be sent at once."""
    if workspace.size() > most * _UPLOADS:
        raise Refused(words.DOSSIER_TOO_LARGE.format(most=most * _UPLOADS // 1_000_000), 413)


async def _refused(request: Request, workspace: Workspace | None, form: FormData, error: KsttError) -> Response:
    """Show the page that a form was sent from, else one for faults, with what is wrong and what was typed."""
    status, headers = (error.status, error.headers) if isinstance(error, Refused) else (400, {})
    if _wants_json(request):
        fault = {"vi": error.message.vi, "en": error.message.en}
        return JSONResponse({"fault": fault}, status, headers={**PRIVATE, **headers})
    typed = typed_of(form)
    around: dict[str, Any] = {
        "workspace": workspace.id if workspace else None,
        "fault": error.message,
        "headers": headers,
    }
    asked = urlsplit(typed.get("from", ""))
    if workspace and asked.path in names("views"):
        query = dict(parse_qsl(asked.query)) | {"lang": chosen_language(request)}
        with suppress(KsttError):
            data = await server_of(request).desks.ask(workspace, "views", asked.path, query)
            address = f"/w/{workspace.id}/{asked.path}?{asked.query}"
            return page_of(request, asked.path, status, query=query, data=data, typed=typed, address=address, **around)
    return page_of(request, "fault", status, typed=typed, **around)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
