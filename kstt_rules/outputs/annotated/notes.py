"""The note on a cell: its findings, short enough to be read in a box."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kstt_rules.base.cell_address import Place
from kstt_rules.base.dataclass import dataclass
from kstt_rules.outputs import texts as words
from kstt_rules.outputs.annotated.findings_sheet import FIRST_ROW, FindingsSheet
from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.marks import Entry, FileMarks
from kstt_rules.outputs.texts import annotated as texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital

_MAX_NOTE: Final = 1_600
_MAX_PART: Final = 600
_MAX_SHOWN: Final = 6


class NoteRun(NamedTuple):
    """Text of a note; a line break stands where it was meant, and the text is safe to show."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What a cell is marked with."""

    level: Level
    runs: tuple[NoteRun, ...]

    @property
    def text(self) -> str:
        """The whole note without its looks."""
        return "".join(run.text for run in self.runs)


def notes_of(marks: FileMarks, sheet: str, findings: FindingsSheet) -> Mapping[Place, Note]:
    """Return the notes of one sheet's cells, which send their reader to the sheet of findings."""
    return {place: _note(marks, numbers, findings) for place, numbers in sorted(marks.cells.get(sheet, {}).items())}


def _note(marks: FileMarks, numbers: Sequence[int], findings: FindingsSheet) -> Note:
    runs: list[NoteRun] = []
    shown = 0
    for number in numbers:
        said = _said(marks.entries[number], number, findings)
        length = sum(len(run.text) for run in (*runs, *said))
        if shown == _MAX_SHOWN or (shown and length > _MAX_NOTE):
            break
        runs += [NoteRun("\n\n"), *said] if shown else said
        shown += 1
    if left := len(numbers) - shown:
        row = FIRST_ROW + numbers[shown]
        more = texts.MORE[findings.language].format(count=left, sheet=findings.name, row=row)
        runs.append(NoteRun(f"\n\n{more}", bold=True))
    return Note(marks.level(numbers), tuple(runs))


def _said(entry: Entry, number: int, findings: FindingsSheet) -> list[NoteRun]:
    kind = capital(entry.level.label[findings.language])
    heading = f"{kind} – {entry.provision}" if entry.provision else kind
    lines = [entry.title] if entry.provision else []
    if entry.bearer != entry.unit:
        lines.append(f"{words.BEARER[findings.language]}: {entry.bearer} ({entry.unit})")
    lines += [entry.message, texts.TO_DO[findings.language].format(remedy=entry.remedy)]
    cut = texts.CUT[findings.language].format(sheet=findings.name)
    body = "\n".join(_fitted(line, cut) for line in lines)
    pointer = texts.POINTER[findings.language].format(sheet=findings.name, row=FIRST_ROW + number)
    return [NoteRun(visible(heading), bold=True), NoteRun(f"\n{body}\n{visible(pointer)}")]


def _fitted(text: str, cut: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= _MAX_PART else shown[: _MAX_PART - len(cut)] + cut
