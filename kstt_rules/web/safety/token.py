"""The access token: made anew, or read from a file of a service."""

import re
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError, reason

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{20,200}")
_NOT_READ: Final = both("--token-file {file} cannot be read: {reason}")
_BAD: Final = both(
    "--token-file {file}: write one access token there, 20 to 200 of the letters A-Z, a-z, the digits, - and _; "
    "`openssl rand -hex 20` makes one"
)


def new_token() -> str:
    """Return a token that nobody can guess."""
    return token_urlsafe(24)


def read_token(path: Path) -> str:
    """Return the token in a file. Raises UsageError where there is none."""
    try:
        text = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise UsageError(_NOT_READ.format(file=path, reason=reason(error))) from None
    except UnicodeDecodeError:
        text = ""
    if not _TOKEN.fullmatch(text):
        raise UsageError(_BAD.format(file=path))
    return text
