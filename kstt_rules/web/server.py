"""What the routes of one server share."""

import asyncio
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

import orjson
from starlette.requests import Request

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.web.bounds import Bounds
from kstt_rules.web.desk.pool import Desks
from kstt_rules.web.guarded.done import Job, done_guarded
from kstt_rules.web.guarded.line import Line
from kstt_rules.web.guarded.named import Named
from kstt_rules.web.workspace.store import Store

_WRITE_PACKS: Final = Named("kstt_rules.web.once.pack_jobs", "write_packs")
_WRITE_TEMPLATE: Final = Named("kstt_rules.web.once.pack_jobs", "write_template")


@dataclass(frozen=True)
class PackOffered:
    """A rule pack that may be chosen."""

    id: str
    title: Bilingual


@dataclass
class Server:
    """The folder of the server, its bounds and names, its workspaces, their desks, and the line before the audits."""

    root: Path
    bounds: Bounds
    names: Sequence[str]
    line: Line = field(init=False)
    store: Store = field(init=False)
    desks: Desks = field(init=False)

    def __post_init__(self) -> None:
        bounds = self.bounds
        self.line = Line(running=bounds.running, waiting=bounds.waiting)
        keep = bounds.keep_hours * 3600
        self.store = Store(self.root, keep=keep, most_each=bounds.workspaces_each, most=bounds.workspaces)
        self.desks = Desks(most=bounds.open_desks, line=self.line, seconds=bounds.seconds)
        self._known: dict[Any, bytes] = {}
        self._asking = asyncio.Lock()

    async def packs(self) -> tuple[PackOffered, ...]:
        """Return the rule packs that come with the program, the usual one first."""
        said = orjson.loads(await self._once(_WRITE_PACKS, None))
        return tuple(PackOffered(one["id"], Bilingual(**one["title"])) for one in said)

    async def template(self, pack: str, language: str) -> bytes:
        """Return the workbook to fill in for a pack."""
        return await self._once(_WRITE_TEMPLATE, (pack, language))

    def delete(self, identity: str) -> None:
        """Take a workspace away with its desk and files."""
        self.desks.close(identity)
        self.store.delete(identity)

    async def _once(self, job: Job, asked: Any) -> bytes:
        async with self._asking:
            if (job, asked) not in self._known:
                with TemporaryDirectory(prefix="kstt-", dir=self.root) as folder:
                    done = await done_guarded(job, asked, folder=Path(folder), seconds=self.bounds.seconds)
                self._known[job, asked] = done
        return self._known[job, asked]


def server_of(request: Request) -> Server:
    """Return the server that a request came to."""
    return cast("Server", request.app.state.server)
