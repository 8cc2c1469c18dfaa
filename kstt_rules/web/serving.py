"""The application, served: where it listens, who is let in, and what the terminal says of it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import uvicorn

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.web.application import application
from kstt_rules.web.bounds import Bounds
from kstt_rules.web.listening import ACCEPTED_AT_ONCE, ServerWithQueue, address_of, hosts_of, is_local, listen
from kstt_rules.web.safety.connections import BoundedConnection
from kstt_rules.web.safety.few_lines import bound_logs
from kstt_rules.web.safety.token import new_token, read_token

_LEAVE: Final = 5
"""Seconds that requests have to end when the server is told to."""
_OPEN: Final = both("Open {address}")
_WITH_TOKEN: Final = both("Whoever has this address may use the server: give it only to those who may.")
_FROM_FILE: Final = both("Add ?token= and the access token of {file} to this address.")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the server listens, the further names that it is called by, and the file with its access token."""

    host: str
    port: int
    names: Sequence[str] = ()
    token_file: Path | None = None


def serve(root: Path, place: Place, bounds: Bounds) -> None:
    """Serve until the process is told to end. Raises UsageError where it cannot listen there."""
    token = read_token(place.token_file) if place.token_file else None if is_local(place.host) else new_token()
    listening = listen(place.host, place.port)
    app = application(root=root, hosts=hosts_of(place.host), names=place.names, bounds=bounds, token=token)
    bound_logs()
    _tell(place, listening.getsockname()[1], token)
    config = uvicorn.Config(
        app,
        http=BoundedConnection,
        backlog=ACCEPTED_AT_ONCE,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=_LEAVE,
    )
    with listening:
        ServerWithQueue(config).run(sockets=[listening])


def _tell(place: Place, port: int, token: str | None) -> None:
    is_shown_by_proxy = is_local(place.host)  # under names of which scheme and port are not known here
    address = address_of(place.host if is_shown_by_proxy or not place.names else place.names[0], port)
    if token is None:
        said = [_OPEN.format(address=address)]
    elif place.token_file is None:
        said = [_OPEN.format(address=f"{address}?token={token}"), _WITH_TOKEN]
    else:
        said = [_OPEN.format(address=address), _FROM_FILE.format(file=place.token_file)]
    for text in said:
        sys.stdout.write(f"{text.vi}\n{text.en}\n")
    sys.stdout.flush()
