"""The submitted files handed back: their cells filled and noted, and a sheet of findings that leads to the cells."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.errors import InputError
from kstt_rules.model.files import SubmittedFile
from kstt_rules.model.findings import AuditResult
from kstt_rules.outputs import texts as words
from kstt_rules.outputs.annotated import xlsx
from kstt_rules.outputs.annotated.findings_sheet import FindingsSheet, applied_text
from kstt_rules.outputs.annotated.in_place import Job
from kstt_rules.outputs.annotated.index import FileReturned, write_index
from kstt_rules.outputs.annotated.marking import MarkingProcess, TooMuch
from kstt_rules.outputs.annotated.marks import Entry, FileMarks, entries_of, marks_by_file
from kstt_rules.outputs.annotated.rewritten import rewrite
from kstt_rules.outputs.annotated.targets import check_single, name_in_folder
from kstt_rules.outputs.annotated.xml_edit import Unmarkable
from kstt_rules.outputs.target import atomic_file, check_apart
from kstt_rules.outputs.texts import annotated as texts


def annotate(
    result: AuditResult,
    submitted: Sequence[SubmittedFile],
    place: Path,
    *,
    language: Language,
    single: bool,
    marking: MarkingProcess | None = None,
) -> tuple[FileReturned, ...]:
    """Write the submitted files with marks: one file to ``place``, or several, and an index, to a folder of that name.

    A file that cannot be marked is not written, and its outcome says why. Each file appears whole or not at all.
    Files are opened in a process of its own, or in one that is shared by ``marking``.
    Raises InputError where the only file cannot be marked, UsageError where a file cannot be written.
    """
    with nullcontext(marking) if marking else MarkingProcess() as process:
        annotation = _FilesToMark(result, submitted, language, process)
        return _one(annotation, submitted, place) if single else _several(annotation, submitted, place)


def _one(annotation: "_FilesToMark", submitted: Sequence[SubmittedFile], place: Path) -> tuple[FileReturned, ...]:
    for file in submitted:
        outcome = annotation.write(file, place, None)
        if outcome.written is None:
            raise InputError(f"{file.label}: {outcome.remark}")
        return (outcome,)
    return annotation.absent(())


def _several(annotation: "_FilesToMark", submitted: Sequence[SubmittedFile], place: Path) -> tuple[FileReturned, ...]:
    place.mkdir(exist_ok=True)
    index = name_in_folder(annotation.title, ".xlsx", [file.label for file in submitted])
    taken = [index]
    outcomes = [*annotation.absent(submitted)]
    for file in submitted:
        outcomes.append(annotation.write(file, place, taken))
        taken += [name for name in (outcomes[-1].written,) if name is not None]
    annotation.write_index(outcomes, place / index)
    return tuple(outcomes)


class _FilesToMark:
    """One result on its way into the files that it is about."""

    def __init__(
        self, result: AuditResult, submitted: Sequence[SubmittedFile], language: Language, marking: MarkingProcess
    ) -> None:
        self._result, self._language, self._marking = result, language, marking
        self.title = words.TITLE[language]
        self._sources = tuple(file.path for file in submitted)
        self._entries = entries_of(result, language)
        self._marks = marks_by_file(self._entries)
        self._digests = {item.file: item.sha256 for item in result.inputs}
        self._unread = {reject.file: reject.message for reject in result.unreadable}

    def write_index(self, outcomes: Sequence[FileReturned], place: Path) -> None:
        """Write the workbook of all findings, which leads to the files."""
        sheet = self._sheet("", self._entries, shows_files=True)
        with atomic_file(place) as stream:
            write_index(outcomes, sheet, stream, language=self._language, day=self._result.as_of)

    def absent(self, submitted: Sequence[SubmittedFile]) -> tuple[FileReturned, ...]:
        """Return what to say of names that are not files to read."""
        labels = {file.label for file in submitted}
        missing = {label: reason for label, reason in self._unread.items() if label not in labels}
        return tuple(FileReturned(label, None, 0, _unread(reason)) for label, reason in missing.items())

    def write(self, file: SubmittedFile, place: Path, taken: Sequence[str] | None) -> FileReturned:
        """Write one file: to the place, or into that folder under a name that is not taken."""
        marks = self._marks.get(file.label, FileMarks())
        remark = self._fault(file)
        if remark is None:
            try:
                return self._written(file, marks, place, taken)
            except Unmarkable:
                remark = texts.UNMARKABLE
            except TooMuch:
                remark = texts.TOO_MUCH
            except InputError as error:
                remark = _unread(Bilingual(str(error), str(error)))
        return FileReturned(file.label, None, len(marks.entries), remark)

    def _fault(self, file: SubmittedFile) -> Bilingual | None:
        """Return why a file cannot be marked: it was not read, or has changed since."""
        if file.label in self._unread:
            return _unread(self._unread[file.label])
        try:
            with file.path.open("rb") as stream:
                digest = file_digest(stream, "sha256").hexdigest()
        except OSError:
            return texts.CHANGED
        return None if digest == self._digests.get(file.label) else texts.CHANGED

    def _written(self, file: SubmittedFile, marks: FileMarks, place: Path, taken: Sequence[str] | None) -> FileReturned:
        marked = self._marking.marked(Job(file.path, marks, self._sheet_of(file, marks, taken), self._result.as_of))
        suffix = ".xlsx" if marked is None else marked.suffix
        if taken is None:
            check_single(place, suffix, file)
            name = place.name
        else:
            name = name_in_folder(file.label, suffix, taken)
            place = place / name
            place.parent.mkdir(parents=True, exist_ok=True)
        check_apart(self._sources, place)
        with atomic_file(place) as stream:
            if marked is None:
                names = self._rewritten(file, marks, stream, taken)
                return FileReturned(file.label, name, len(marks.entries), texts.REWRITTEN, names)
            stream.write(marked.content)
        return FileReturned(file.label, name, len(marks.entries))

    def _rewritten(
        self, file: SubmittedFile, marks: FileMarks, stream: BinaryIO, taken: Sequence[str] | None
    ) -> Mapping[str, str]:
        copy = BytesIO()
        names = rewrite(file.sheets(), copy, cut_mark=words.CUT[self._language])
        renamed = marks.renamed({(file.label, old): new for old, new in names.items()})
        sheet = self._sheet_of(file, renamed, taken, texts.REWRITTEN[self._language])
        xlsx.annotate(copy, stream, renamed, sheet)
        return names

    def _sheet_of(
        self, file: SubmittedFile, marks: FileMarks, taken: Sequence[str] | None, remark: str = ""
    ) -> FindingsSheet:
        """Return the sheet of one file; that of the only file holds what has no cell as well."""
        others = [] if taken is not None else [entry for entry in self._entries if not entry.places]
        return self._sheet(file.label, [*marks.entries, *others], remark=remark)

    def _sheet(
        self, label: str, entries: Sequence[Entry], *, remark: str = "", shows_files: bool = False
    ) -> FindingsSheet:
        language = self._language
        return FindingsSheet(
            name=self.title,
            file=texts.FILE[language].format(file=label) if label else "",
            applied=applied_text(self._result, language),
            language=language,
            entries=entries,
            remark=remark,
            shows_files=shows_files,
        )


def _unread(reason: Bilingual) -> Bilingual:
    return texts.UNREAD.format(reason=reason)
