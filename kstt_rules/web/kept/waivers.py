"""The waivers of a workspace: the YAML that ``kstt audit --waivers`` reads, and how it is changed."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from kstt_rules.outputs.target import atomic_file
from kstt_rules.pack import Pack
from kstt_rules.waivers.apply import Waiver
from kstt_rules.waivers.files import read_waivers
from kstt_rules.waivers.writing import waivers_text
from kstt_rules.web.desk.desk import Desk


def waivers_of(path: Path, pack: Pack) -> tuple[Waiver, ...]:
    """Return the waivers of a file; none where there is no file."""
    vocabulary = pack.vocabulary
    return read_waivers(path, vocabulary.sheets, vocabulary.citations) if path.exists() else ()


def change(desk: Desk, changed: Callable[[Sequence[Waiver]], Sequence[Waiver]]) -> None:
    """Change the waivers and judge again; where KsttError is raised, they stay as they were."""
    path = desk.workspace.waivers
    with desk.tried(path):
        waivers = changed(waivers_of(path, desk.pack))
        with atomic_file(path) as stream:
            stream.write(waivers_text(waivers).encode())
        desk.judge_again()


def key_of(waiver: Waiver) -> str:
    """Return what tells a waiver from any other that does not say the same."""
    said = (waiver.unit, waiver.subject, waiver.reason, waiver.granted_by, waiver.start, waiver.until)
    return sha256("\x1f".join(map(str, said)).encode()).hexdigest()[:16]
