"""How much the server does."""

from typing import Literal

from kstt_rules.base.dataclass import dataclass


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Bytes a request, audits at once, those that wait behind them, seconds an audit or a question.

    Of workspaces: how many desks stay open, after how many idle hours they go, how many a visitor and all may have.
    ``engine_absent`` is what to do where the rule engine is not on the machine, as in ``audit``.
    """

    most_bytes: int = 100_000_000
    running: int = 1
    waiting: int = 20
    seconds: int = 300
    open_desks: int = 4
    keep_hours: float = 8
    workspaces_each: int = 10
    workspaces: int = 200
    engine_absent: Literal["stop", "masks"] = "stop"
