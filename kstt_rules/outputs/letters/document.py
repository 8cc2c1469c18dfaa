"""A letter of reminder as a Word document, and the files of many letters."""

from pathlib import Path
from typing import BinaryIO, Final

from kstt_rules.model.letter import Letter, Letterhead, Letters
from kstt_rules.outputs import official_layout
from kstt_rules.outputs.letters.annex import add_annexes
from kstt_rules.outputs.letters.body import body
from kstt_rules.outputs.letters.index import write_index
from kstt_rules.outputs.letters.naming import annex_names, called, placed, recipient, superior
from kstt_rules.outputs.letters.sending import Sending, numbers
from kstt_rules.outputs.official_layout import add_foot, add_head, copies, numbered
from kstt_rules.outputs.target import atomic_folder
from kstt_rules.outputs.texts import letters as texts
from kstt_rules.outputs.word_document import Look, WordDocument, text

_MOST_NAMED: Final = 2
_BODY: Final = 14.0

LOOKS: Final = {
    **official_layout.LOOKS,
    "normal": Look("Normal", _BODY),
    "page_number": Look("Số trang", 14, align="center"),
    "to": Look("Kính gửi", _BODY, align="center", before=18, after=12),
    "body": Look("Nội dung", _BODY, align="both", before=6, line=1.1, first=12.7),
    "group": Look("Nhóm nội dung", _BODY, bold=True, align="both", before=6, line=1.1, first=12.7, keep_next=True),
    "kept": Look("Nội dung có phần tiếp", _BODY, align="both", before=6, line=1.1, first=12.7, keep_next=True),
    "brief": Look("Nội dung tóm tắt", 13, align="both", before=3, first=12.7),
    "annex": Look("Tên phụ lục", _BODY, bold=True, align="center"),
    "annexed_to": Look("Kèm theo văn bản", _BODY, italic=True, align="center", after=4),
    "header": Look("Đầu bảng", 12, bold=True, align="center", before=2, after=2),
    "cell": Look("Ô bảng", 12, before=2, after=2),
    "cell_centred": Look("Ô bảng, số", 12, align="center", before=2, after=2),
    "cell_group": Look("Ô bảng, nhóm", 12, bold=True, before=2, after=2, keep_next=True),
}


def write_letters(letters: Letters, sending: Sending, folder: Path) -> None:
    """Write every letter to its file, and the index of them, in a new folder; raises UsageError.

    The folder appears whole or not at all.
    """
    told = zip(letters.written, numbers(letters.written, sending.letterhead), strict=True)
    with atomic_folder(folder) as place:
        for letter, number in told:
            with (place / letter.file).open("xb") as stream:
                render(letter, sending, stream, number=number)
        with (place / texts.INDEX_FILE).open("xb") as stream:
            write_index(letters, sending, stream)


def render(letter: Letter, sending: Sending, stream: BinaryIO, *, number: int | None = None) -> None:
    """Write one letter; ``number`` is its own where the letterhead counts on."""
    unit = recipient(letter)
    document = WordDocument(
        LOOKS, title=texts.TITLE.format(unit=unit), day=sending.day, language="vi", margins=official_layout.MARGINS
    )
    letterhead = sending.letterhead
    add_head(document, letterhead, numbered(number, letterhead.symbol), _about(letter, sending))
    to = texts.TO_OWN if letter.is_own else texts.TO
    document.add(text("to", to.format(unit=unit)), *body(letter, sending, unit), text("gap"))
    add_foot(document, letterhead, _recipients(letter, letterhead))
    add_annexes(document, letter, sending, unit, number)
    document.save(stream)


def _about(letter: Letter, sending: Sending) -> str:
    asks_alone = not any(part.findings for part in letter.parts)
    usual = texts.SUBJECT_OF_REQUESTS if asks_alone else texts.SUBJECT
    return texts.ABOUT.format(subject=sending.letterhead.subject or usual.format(matter=sending.audit.matter))


def _concerned(letter: Letter) -> list[str]:
    about = {finding.unit: finding.subject.tier for finding in letter.findings}
    names = [placed(unit, called(unit, about[unit]), letter.districts) for unit in letter.concerned]
    return names if len(names) <= _MOST_NAMED else [texts.ALL_CONCERNED]


def _annexed(letter: Letter) -> list[str]:
    names = [called(part.unit, part.tier) for part in letter.annex]
    return names if len(names) <= _MOST_NAMED else [texts.ALL_ANNEXED.format(annex=annex_names(letter)[1])]


def _recipients(letter: Letter, letterhead: Letterhead) -> list[str]:
    """Return who gets the letter: its addressee, who is above, who has to act, who is to know, and the usual copies."""
    lines = [texts.AS_ABOVE]
    above = letter.superior
    if above is not None and (above.id is None or above.id != letterhead.unit):
        lines.append(texts.COPY_TO_SUPERIOR.format(name=superior(letter)))
    if not letter.is_own:
        annexed = _annexed(letter)
        about = [name for name in _concerned(letter) if name not in annexed]
        lines += [texts.COPY_TO_ANNEXED.format(name=name) for name in annexed]
        lines += [texts.COPY_TO_CONCERNED.format(name=name) for name in about]
    return [*lines, *copies(letterhead)]
