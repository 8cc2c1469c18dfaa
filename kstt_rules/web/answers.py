"""Pages as answers to requests."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from kstt_rules.base.bilingual import LANGUAGES, Bilingual, Language
from kstt_rules.web.desk.questions import names
from kstt_rules.web.rendering import STEPS, Frame, rendered
from kstt_rules.web.safety.form import MOST_FILES
from kstt_rules.web.safety.headers import PAGE, PRIVATE
from kstt_rules.web.safety.visitor import secret_of, token_of
from kstt_rules.web.server import server_of
from kstt_rules.web.texts import common

_LANGUAGE: Final = "kstt_language"


def page_of(
    request: Request,
    name: str,
    status: int = 200,
    *,
    data: Any = None,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    **around: Any,
) -> Response:
    """Return the page ``pages/<name>.html``.

    Its template meets ``data`` (what the view returned), ``words`` (the common texts and those of ``texts/<name>.py``),
    ``query`` (of the address), ``typed`` (the fields of a form that was refused, else empty), the ``bounds`` of what is
    sent, and what ``rendered`` tells. ``around`` is for the frame. Of the view, ``step`` (where the page is not one
    itself) and ``counts`` go to the frame too. ``?block=NAME`` asks for one block of the template alone, in place of
    the page.
    """
    told = data if isinstance(data, dict) else {}
    around = {"address": f"{request.url.path}?{request.url.query}", **around}
    frame = Frame(
        language=chosen_language(request),
        csrf=token_of(secret_of(request)),
        step=name if name in STEPS else told.get("step"),
        counts=told.get("counts", {}),
        **around,
    )
    asked = dict(request.query_params) if query is None else query
    bounds = {"most_bytes": server_of(request).bounds.most_bytes, "most_files": MOST_FILES}
    values = {"data": data, "words": texts_of(name), "query": asked, "typed": typed or {}, "bounds": bounds}
    content = rendered(f"{name}.html", frame, block=request.query_params.get("block"), **values)
    response = Response(content, status, media_type="text/html", headers={**PRIVATE, **PAGE, **(headers or {})})
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_LANGUAGE, frame.language, path="/", httponly=True, samesite="lax")
    return response


def chosen_language(request: Request) -> Language:
    """Return the language of the address, else the one that was chosen before, else Vietnamese."""
    said = request.query_params.get("lang") or request.cookies.get(_LANGUAGE)
    return said if said in LANGUAGES else "vi"


def asked_of(request: Request) -> dict[str, str]:
    """Return what an address asks for, in the language that was chosen."""
    return {**request.query_params, "lang": chosen_language(request)}


def bilingual(data: Mapping[str, str]) -> Bilingual:
    """Return a text that came as JSON."""
    return Bilingual(data["vi"], data["en"])


@cache
def texts_of(name: str) -> SimpleNamespace:
    """Return the texts of a page: the common ones and its own."""
    own = import_module(f"kstt_rules.web.texts.{name}") if name in names("texts") else common
    return SimpleNamespace(
        **{key: text for module in (common, own) for key, text in vars(module).items() if key.isupper()}
    )
