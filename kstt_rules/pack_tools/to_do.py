"""What the author of a drafted pack has still to write."""

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import Problem
from kstt_rules.pack import Pack
from kstt_rules.pack.folder import message_name, pack_files

TO_DO = "TODO"


def to_do(pack: Pack) -> list[Problem]:
    """Return the places of a pack's files that are marked as still to be written, with what their lines say."""
    return [
        Problem(message_name(pack.folder, path), number, at + 1, Bilingual(text, text))
        for path in pack_files(pack.folder)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (at := line.find(TO_DO)) >= 0 and (text := line[at:].strip(" \"'}"))
    ]
