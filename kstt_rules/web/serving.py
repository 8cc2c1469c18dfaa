"""The application, served."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import uvicorn

from kstt_rules.web.application import application
from kstt_rules.web.bounds import Bounds
from kstt_rules.web.safety.connections import BoundedConnection
from kstt_rules.web.safety.few_lines import bound_logs

_LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
_ACCEPTED_AT_ONCE: Final = 100
"""Connections that are accepted before room is made for them; each is an open file."""


def serve(root: Path, *, host: str, port: int, names: Sequence[str], bounds: Bounds) -> None:
    """Serve until the process is told to end."""
    bound_logs()
    uvicorn.run(
        application(root=root, hosts=(*_LOCAL, host), names=names, bounds=bounds),
        host=host,
        port=port,
        http=BoundedConnection,
        backlog=_ACCEPTED_AT_ONCE,
        server_header=False,
        log_level="warning",
    )
