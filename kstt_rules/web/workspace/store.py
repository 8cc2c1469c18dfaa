"""Which workspaces there are, whose they are, and which have been idle for too long."""

import shutil
import time
from collections.abc import Callable
from dataclasses import field
from hashlib import sha256
from pathlib import Path
from secrets import compare_digest, token_urlsafe
from typing import Final

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.web.refusal import Refused
from kstt_rules.web.texts import common as words
from kstt_rules.web.workspace.folder import Workspace
from kstt_rules.web.workspace.state import State

_MOST_SAID: Final = 50


@dataclass
class Kept:
    """A workspace, the hash of its owner's secret, and when it was used last."""

    workspace: Workspace
    owner: bytes
    used: float
    said: dict[str, Bilingual] = field(default_factory=dict)


class Store:
    """The workspaces in a folder: of one visitor and of all, at most so many; idle ones go after ``keep`` seconds."""

    def __init__(
        self, folder: Path, *, keep: float, most_each: int, most: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._keep = keep
        self._most_each = most_each
        self._most = most
        self._clock = clock
        self._kept: dict[str, Kept] = {}

    def check(self, secret: str) -> None:
        """Raise Refused where the visitor, or all together, have as many workspaces as there may be."""
        if len(self.of(secret)) >= self._most_each:
            raise Refused(words.TOO_MANY_WORKSPACES.format(most=self._most_each), 409)
        if len(self._kept) >= self._most:
            raise Refused(words.NO_ROOM_FOR_WORKSPACES, 503)

    def make(self, secret: str, state: State) -> Workspace:
        """Make a workspace of a visitor."""
        self.check(secret)
        workspace = Workspace.make(self._folder / token_urlsafe(16), state)
        self._kept[workspace.id] = Kept(workspace, _hash(secret), self._clock())
        return workspace

    def of(self, secret: str) -> list[Workspace]:
        """Return the workspaces of a visitor, the latest first."""
        own = _hash(secret)
        return [kept.workspace for kept in reversed(self._kept.values()) if compare_digest(kept.owner, own)]

    def find(self, identity: str, secret: str) -> Workspace:
        """Return a workspace, which is used thereby. Raises Refused where there is none, or it is not the visitor's."""
        kept = self._kept.get(identity)
        if kept is None or not compare_digest(kept.owner, _hash(secret)):
            raise Refused(words.NO_WORKSPACE, 404)
        kept.used = self._clock()
        return kept.workspace

    def say(self, identity: str, text: Bilingual) -> str:
        """Keep what an act came to, to be said on the next page; return the key by which that page asks for it."""
        said = self._kept[identity].said
        if len(said) >= _MOST_SAID:
            del said[next(iter(said))]
        said[key := token_urlsafe(6)] = text
        return key

    def said(self, identity: str, key: str) -> Bilingual | None:
        """Return what is kept under a key, None where nothing is."""
        return self._kept[identity].said.get(key)

    def delete(self, identity: str) -> None:
        """Take a workspace away with all its files."""
        kept = self._kept.pop(identity, None)
        if kept is not None:
            shutil.rmtree(kept.workspace.folder, ignore_errors=True)

    def idle(self) -> list[str]:
        """Return the workspaces that nobody has used for too long."""
        oldest = self._clock() - self._keep
        return [identity for identity, kept in self._kept.items() if kept.used < oldest]


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
