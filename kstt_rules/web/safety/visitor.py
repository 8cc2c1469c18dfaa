"""A visitor is known by a random secret in a cookie, and the forms that he was shown by a token made of it."""

import hmac
from collections.abc import Mapping
from secrets import compare_digest, token_urlsafe
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from kstt_rules.web.refusal import Refused
from kstt_rules.web.texts import common as words

_COOKIE: Final = "kstt_visitor"
_LONGEST: Final = 200


def secret_of(request: Request) -> str:
    """Return the secret of the visitor; one who has none yet gets one, which ``remember`` tells the browser."""
    if not hasattr(request.state, "secret"):
        said = request.cookies.get(_COOKIE, "")
        request.state.secret = said if said.isascii() and 20 < len(said) < _LONGEST else token_urlsafe(32)
    return str(request.state.secret)


def remember(request: Request, response: Response, seconds: int) -> None:
    """Keep the visitor's secret in the browser for as long as a workspace is kept."""
    keep_cookie(request, response, _COOKIE, secret_of(request), seconds)


def keep_cookie(request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Set a cookie that no script and no other site's page gets."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="strict", secure=secure)


def token_of(secret: str) -> str:
    """Return the token that the visitor's forms carry."""
    return hmac.digest(secret.encode(), b"kstt form", "sha256").hex()


def check_token(request: Request, form: Mapping[str, Any]) -> None:
    """Raise Refused for a form that was not shown to this visitor."""
    said = form.get("csrf", "")
    if not (isinstance(said, str) and compare_digest(said.encode(), token_of(secret_of(request)).encode())):
        raise Refused(words.STALE_FORM, 403)
