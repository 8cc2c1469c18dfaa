"""The letters of reminder and their index, in one .zip."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kstt_rules.base.errors import UsageError
from kstt_rules.compare.diff import snapshot
from kstt_rules.outputs.letters.document import write_letters
from kstt_rules.outputs.letters.sending import Sending
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.kept.letterhead import letterhead_of
from kstt_rules.web.kept.letters import LetterChoice, choice_of, letters_of
from kstt_rules.web.texts import letters as words
from kstt_rules.web.zipped import zip_folder


def write(desk: Desk, query: Mapping[str, str]) -> Download:
    """Write the letters that are asked for. Raises UsageError where there is nobody to write to."""
    choice, place = choice_of(query), desk.workspace.free_out()
    letters, sending = letters_of(desk, choice), _sending(desk, choice)
    if not letters.written:
        raise UsageError(words.NONE)
    with TemporaryDirectory(dir=desk.workspace.temporary) as name:
        folder = Path(name, "letters")
        write_letters(letters, sending, folder)
        zip_folder(folder, place)
    return Download(place, f"cong-van-{desk.state.as_of}.zip", "application/zip")


def _sending(desk: Desk, choice: LetterChoice) -> Sending:
    return Sending(snapshot(desk.session.result), letterhead_of(desk), choice.capitalised)
