"""The files of a workspace and the options of its audit."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.workspace.folder import ALONE
from kstt_rules.web.workspace.journal import read_journal

KINDS: Final = ("files", "previous", "units", "text")
"""What an audit is given: the workbooks of the dossier, an earlier roster, the register, the text to quote."""

WITH_CELLS: Final = ("files", "units")
"""Those of which cells are corrected."""


def view(desk: Desk, _query: Mapping[str, str]) -> dict[str, Any]:
    """Return the files by what they are, and the options as they stand."""
    state, corrected = desk.state, read_journal(desk.workspace.corrections).by_file
    return {
        "alone": ALONE,
        "files": {kind: [_file(path, kind, corrected) for path in desk.workspace.sent(kind)] for kind in KINDS},
        "options": {
            "as_of": state.as_of,
            "pack": state.pack,
            "effective_from": state.effective_from,
            "settings": "\n".join(state.settings),
        },
        "packs": [
            {"id": name, "title": load_pack(name).regulation.title}
            for name in sorted(list_packs(), key=lambda name: name != DEFAULT_PACK)
        ],
    }


def _file(path: Path, kind: str, corrected: Mapping[str, int]) -> dict[str, Any]:
    """Tell its name, its size, and how many corrections go with it."""
    size = f"{max(1, round(path.stat().st_size / 1000)):,} kB".replace(",", " ")
    count = corrected.get(normalize("NFC", path.name), 0) if kind in WITH_CELLS else 0
    return {"name": path.name, "size": size, "corrections": count}
