"""Letters of reminder as Word documents, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final

from kstt_rules.base.labelled import label_of
from kstt_rules.model.citation import Provision
from kstt_rules.model.comparison import Snapshot
from kstt_rules.model.findings import Finding, UnitRef
from kstt_rules.model.letter import Letter, Letterhead
from kstt_rules.outputs.target import atomic_folder
from kstt_rules.outputs.texts import letters as texts
from kstt_rules.outputs.word_document import Look, Margins, Text, TextRun, WordCell, WordDocument, text
from kstt_rules.outputs.wording import capital, cells_of, places_text

_MARGINS: Final = Margins(top=20, bottom=20, left=30, right=15)
_LEFT, _RIGHT = 63.0, 102.0
_HALVES: Final = (75.0, 90.0)
_CAPITAL: Final = 3.2
"""About the width in millimetres of a bold capital of 13 points."""

_MOTTO_LENGTH: Final = 60.4
"""The width in millimetres of the motto in Times New Roman, bold, 14 points."""

_MOST_CELLS: Final = 3
_MOST_ITEMS, _MOST_NAMED = 5, 2
_BODY: Final = 14.0

LOOKS: Final = {
    "normal": Look("Normal", _BODY),
    "page_number": Look("Số trang", 14, align="center"),
    "superior": Look("Cơ quan chủ quản", 13, align="center"),
    "agency": Look("Cơ quan ban hành", 13, bold=True, align="center"),
    "country": Look("Quốc hiệu", 13, bold=True, align="center"),
    "motto": Look("Tiêu ngữ", 14, bold=True, align="center"),
    "rule": Look("Đường kẻ ngang", 2, align="center", before=1, ruled=True),
    "number": Look("Số và ký hiệu", 13, align="center", before=6),
    "about": Look("Trích yếu công văn", 12, align="center", before=6),
    "day": Look("Địa danh và thời gian", 14, italic=True, align="center", before=6),
    "to": Look("Kính gửi", _BODY, align="center", before=18, after=12),
    "body": Look("Nội dung", _BODY, align="both", before=6, line=1.1, first=12.7),
    "group": Look("Nhóm nội dung", _BODY, bold=True, align="both", before=6, line=1.1, first=12.7, keep_next=True),
    "kept": Look("Nội dung có phần tiếp", _BODY, align="both", before=6, line=1.1, first=12.7, keep_next=True),
    "brief": Look("Nội dung tóm tắt", 13, align="both", before=3, first=12.7),
    "gap": Look("Khoảng cách", 6, keep_next=True),
    "recipients": Look("Nơi nhận", 12, bold=True, italic=True),
    "recipient": Look("Tên nơi nhận", 11),
    "signer": Look("Chức vụ người ký", 14, bold=True, align="center", keep_next=True),
    "name": Look("Họ tên người ký", 14, bold=True, align="center", before=78),
}


@dataclass(frozen=True, slots=True)
class Sending:
    """What all letters written at once share: the audit, the letterhead, and whether citations are capitalised."""

    audit: Snapshot
    letterhead: Letterhead
    capitalised: bool = False


def write_letters(letters: tuple[Letter, ...], sending: Sending, folder: Path) -> None:
    """Write every letter to its file in a new folder, which appears whole or not at all. Raises UsageError."""
    first = sending.letterhead.first_number
    with atomic_folder(folder) as place:
        for index, letter in enumerate(letters):
            is_numbered = first is not None and not letter.is_own
            with (place / letter.file).open("xb") as stream:
                render(letter, sending, stream, number=first + index if first is not None and is_numbered else None)


def render(letter: Letter, sending: Sending, stream: BinaryIO, *, number: int | None = None) -> None:
    """Write one letter; ``number`` is its own where the letterhead counts on."""
    unit = _recipient(letter)
    document = WordDocument(
        LOOKS,
        title=texts.TITLE.format(unit=unit),
        day=sending.letterhead.date or sending.audit.as_of,
        language="vi",
        margins=_MARGINS,
    )
    document.table((_LEFT, _RIGHT), _head(sending.letterhead, number), grid=False)
    to = texts.TO_OWN if letter.is_own else texts.TO
    document.add(text("to", to.format(unit=unit)), *_body(letter, sending, unit), text("gap"))
    document.table(_HALVES, [_foot(letter, sending.letterhead)], grid=False)
    document.save(stream)


def _recipient(letter: Letter) -> str:
    """Name who is written to: a people's committee as such, a commune with its district."""
    tier = letter.tier
    name = _called(letter.unit, committee=tier is not None and tier.committees)
    if letter.superior is not None and tier is not None and tier.within:
        return f"{name}, {_superior(letter, letter.superior).removeprefix('UBND ')}"
    return name


def _superior(letter: Letter, superior: UnitRef) -> str:
    """Name the unit above: what a people's committee lies within is one as well."""
    return _called(superior, committee=letter.tier is not None and letter.tier.committees and letter.tier.within)


def _called(unit: UnitRef, *, committee: bool) -> str:
    name = unit.name
    named = name.casefold().startswith(("ubnd", "ủy ban nhân dân", "uỷ ban nhân dân"))
    return f"UBND {name[:1].lower()}{name[1:]}" if committee and not named else name


def _head(letterhead: Letterhead, number: int | None) -> list[list[WordCell]]:
    """Set out who writes beside the name of the country, and the number and subject beside the place and day."""
    agency = (letterhead.agency or texts.BLANK).upper()
    above = [text("superior", letterhead.superior.upper())] if letterhead.superior else []
    numbered = texts.NUMBER.format(
        number=texts.NO_NUMBER if number is None else f"{number:02}", symbol=letterhead.symbol or texts.BLANK
    )
    about = texts.ABOUT.format(subject=letterhead.subject or texts.SUBJECT)
    dated = texts.PLACE_AND_DAY.format(place=letterhead.place or texts.BLANK, day=_day(letterhead.date))
    return [
        [
            WordCell((*above, text("agency", agency), _rule(_LEFT, _agency_rule(agency)))),
            WordCell((text("country", texts.COUNTRY), text("motto", texts.MOTTO), _rule(_RIGHT, _MOTTO_LENGTH))),
        ],
        [WordCell((text("number", numbered), text("about", about))), WordCell((text("day", dated),))],
    ]


def _rule(room: float, length: float) -> Text:
    return text("rule", inset=(room - length) / 2)


def _agency_rule(agency: str) -> float:
    """Return a length between a third and a half of the line above it."""
    return 0.42 * min(_CAPITAL * len(agency), _LEFT)


def _day(day: date | None) -> str:
    """Write a day in full, a day below ten and a month below three with a zero before it; blanks for none."""
    if day is None:
        return texts.NO_DAY
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return texts.DAY.format(day=f"{day.day:02}", month=month, year=day.year)


def _body(letter: Letter, sending: Sending, unit: str) -> Iterator[Text]:
    audit, letterhead = sending.audit, sending.letterhead
    words = texts.REGULATION_ANNEXED if audit.annexed_to else texts.REGULATION
    opening = texts.OPENING.format(
        regulation=words.format(title=audit.regulation, decision=audit.annexed_to),
        day=_day(audit.as_of),
        unit=unit,
        count=f"{len({finding.rule for finding in letter.findings}) if letter.in_brief else len(letter.findings):02}",
    )
    yield text("body", TextRun(opening, comment="" if audit.effective_from else texts.UNSET))
    yield from _in_brief(letter, sending) if letter.in_brief else _items(letter, sending)
    request = (texts.OWN_REQUEST if letter.is_own else texts.REQUEST).format(
        unit=unit, reply_to=letterhead.reply_to or texts.BLANK, day=_day(letterhead.reply_by)
    )
    contact = None if letter.is_own else letterhead.contact
    closing = [request, *([texts.CONTACT.format(contact=contact)] if contact else [])]
    yield from (text("body", f"{line}{texts.STOP}") for line in closing[:-1])
    yield text("kept", f"{closing[-1].removesuffix(texts.STOP)}{texts.END}")


def _items(letter: Letter, sending: Sending) -> Iterator[Text]:
    numbers = iter(range(1, len(letter.findings) + 1))
    for severity, group in groupby(letter.findings, lambda finding: finding.severity):
        yield text("group", f"{texts.GROUPS[severity]}:")
        for finding in group:
            about = "" if finding.unit == letter.unit else f" ({finding.unit.name})"
            head = f"{next(numbers)}. {finding.title.vi}{about}"
            yield from _item(finding, head, capitalised=sending.capitalised)


def _in_brief(letter: Letter, sending: Sending) -> Iterator[Text]:
    """Tell what was found by rule, the weightiest first, so that it stays on one page."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in letter.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    groups = list(by_rule.values())
    for number, findings in enumerate(groups[:_MOST_ITEMS], 1):
        cited = _cited(findings[0].provision, capitalised=sending.capitalised)
        head = f"{number}. {findings[0].title.vi}"
        names = list(dict.fromkeys(finding.unit.name for finding in findings))
        units = "; ".join(names[:_MOST_NAMED])
        if left := names[_MOST_NAMED:]:
            units = texts.AND_OTHERS.format(units=units, count=f"{len(left):02}")
        yield text("brief", texts.IN_BRIEF.format(head=head, cited=cited, count=f"{len(findings):02}", units=units))
    if left_out := groups[_MOST_ITEMS:]:
        count = sum(map(len, left_out))
        yield text("brief", texts.MORE.format(items=f"{len(left_out):02}", count=f"{count:02}"))


def _item(finding: Finding, title: str, *, capitalised: bool) -> Iterator[Text]:
    comment = texts.READING.format(reading=label_of(finding.reading).vi) if finding.reading else ""
    cited = _cited(finding.provision, capitalised=capitalised)
    head = TextRun(title, bold=True, comment=comment)
    yield text("kept" if finding.remedy.vi else "body", head, f" ({cited}): {capital(finding.message.vi)}")
    if finding.remedy.vi:
        yield text("body", texts.REMEDY.format(remedy=finding.remedy.vi))
    if cells := cells_of(finding):
        places = places_text(cells, "vi", limit=_MOST_CELLS)
        yield text("body", TextRun(texts.EVIDENCE.format(places=places), italic=True))


def _cited(provision: Provision, *, capitalised: bool) -> str:
    cited = provision.vi_capitalised if capitalised else provision.vi
    return cited if provision.part == "quyet_dinh" else texts.OF_REGULATION.format(provision=cited)


def _concerned(letter: Letter) -> list[str]:
    about = {finding.unit: finding.subject.tier for finding in letter.findings}
    tiers = [(unit, about[unit]) for unit in letter.concerned]
    names = [_called(unit, committee=tier is not None and tier.committees) for unit, tier in tiers]
    return names if len(names) <= _MOST_NAMED else [texts.ALL_CONCERNED]


def _foot(letter: Letter, letterhead: Letterhead) -> list[WordCell]:
    copies = [texts.COPY.format(name=name) for name in letterhead.copies]
    copies[:0] = [] if letter.is_own else [texts.COPY_TO_CONCERNED.format(name=name) for name in _concerned(letter)]
    above = letter.superior
    if above is not None and (above.id is None or above.id != letterhead.unit):
        copies.insert(0, texts.COPY_TO_SUPERIOR.format(name=_superior(letter, above)))
    lines = [texts.AS_ABOVE, *copies, texts.ARCHIVE.format(archive=letterhead.archive or texts.ARCHIVED_AT)]
    signer = letterhead.signer
    titles = [line.upper() for line in (signer.authority, signer.title) if line] or [texts.BLANK]
    return [
        WordCell((text("recipients", texts.RECIPIENTS), *(text("recipient", line) for line in lines))),
        WordCell((*(text("signer", line) for line in titles), text("name", signer.name or ""))),
    ]
