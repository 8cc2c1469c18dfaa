"""The folder of one workspace. Server and desk know it by this class alone."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from kstt_rules.web.workspace.state import State, read_state, write_state
from kstt_rules.web.workspace.uploads import free_place

FOLDERS = ("files", "previous", "units", "text", "earlier", "letterhead", "waivers", "due")
"""What visitors send comes for these: the dossier, an earlier roster, the register, the official text, an earlier
result, a letterhead, waivers, due days."""
ALONE = ("units", "text")
"""Those of which there is one file."""


class Workspace:
    """One workspace: what was sent lies in FOLDERS, what is to be downloaded in ``out``.

    ``options`` is a file too; ``mapping``, ``corrections`` and ``waivers`` are files that need not be there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.id = folder.name
        self.out = folder / "out"
        self.temporary = folder / "temporary"
        self.options = folder / "state.json"
        self.mapping = folder / "mapping.yaml"
        self.corrections = folder / "corrections.json"
        self.waivers = folder / "waivers.yaml"

    @classmethod
    def make(cls, folder: Path, state: State) -> "Workspace":
        """Make the folder of a new workspace."""
        folder.mkdir(mode=0o700)
        made = cls(folder)
        for name in (*FOLDERS, "out", "temporary", "incoming"):
            (folder / name).mkdir()
        made.write_state(state)
        return made

    def state(self) -> State:
        """Return the options as they stand on the disk."""
        return read_state(self.options)

    def write_state(self, state: State) -> None:
        """Put the options on the disk."""
        write_state(self.options, state)

    def sent(self, kind: str) -> list[Path]:
        """Return what lies in one of FOLDERS, by name."""
        assert kind in FOLDERS
        return sorted((self.folder / kind).iterdir())

    def folder_of(self, kind: str) -> list[Path]:
        """Return the folder of one of FOLDERS, empty where nothing lies in it: what is in it is read as a folder is."""
        return [self.folder / kind] if self.sent(kind) else []

    def size(self) -> int:
        """Return how many bytes that were sent it takes; what goes while they are counted is left out."""
        found = (place for name in (*FOLDERS, "incoming") for place in os.walk(self.folder / name))
        total = 0
        for parent, _, names in found:
            for name in names:
                with suppress(FileNotFoundError):
                    total += Path(parent, name).stat().st_size
        return total

    def keep(self, kind: str, incoming: Iterable[str], *, alone: bool = False) -> list[Path]:
        """Move files that came with a form into one of FOLDERS; ``alone`` takes away what lay there before."""
        assert kind in FOLDERS
        before = self.sent(kind) if alone else []
        kept = [path.rename(free_place(self.folder / kind / path.name)) for path in map(self._came, incoming)]
        for path in before:
            path.unlink()
        return kept

    def only(self, kind: str) -> Path | None:
        """Return what lies in one of ALONE, None where nothing does."""
        assert kind in ALONE
        return next(iter(self.sent(kind)), None)

    def free_out(self) -> Path:
        """Return a place for a file that is to be downloaded; it is taken away when it was."""
        return self.out / token_hex(8)

    def came(self, incoming: Iterable[str]) -> list[Path]:
        """Return where files lie that came with a form, until its deed is done."""
        return [*map(self._came, incoming)]

    def _came(self, name: str) -> Path:
        return self.folder / "incoming" / name
