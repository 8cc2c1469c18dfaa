"""What a letter says between its head and its foot: what was found, what is asked for, and by when."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from kstt_rules.base.labelled import label_of
from kstt_rules.model.comparison import Snapshot
from kstt_rules.model.findings import Finding
from kstt_rules.model.letter import Letter
from kstt_rules.outputs.letters.naming import annex_names, annexed_units, concerned, counted, placed
from kstt_rules.outputs.letters.request import Request, cited, requests, telling_cells
from kstt_rules.outputs.letters.sending import Citing, Sending
from kstt_rules.outputs.official_layout import full_day
from kstt_rules.outputs.texts import letters as texts
from kstt_rules.outputs.texts.official import BLANK
from kstt_rules.outputs.word_document import Text, TextRun, text
from kstt_rules.outputs.wording import capital, places_text, quantity

MOST_CELLS: Final = 3
_MOST_ITEMS, _MOST_NAMED = 5, 2


def body(letter: Letter, sending: Sending, unit: str) -> Iterator[Text]:
    """Yield the paragraphs of a letter to a unit of this name."""
    yield text("body", TextRun(_opening(letter, sending, unit), comment=_remarks(sending)))
    yield from _in_brief(letter, sending) if letter.in_brief else _items(letter, sending)
    if letter.annex and _has_own(letter):
        units, counts = capital(annexed_units(letter.annex)), counted(letter.annex)
        told = texts.ANNEXED.format(units=units, counts=counts, annex=annex_names(letter)[1])
        yield text("body", f"{told}{texts.STOP}")
    yield from _closing(letter, sending, unit)


def _has_own(letter: Letter) -> bool:
    return bool(letter.findings or letter.requests)


def _remarks(sending: Sending) -> str:
    """Return what whoever signs is told beside: that the day of effect is not known, and what the audit says first."""
    audit = sending.audit
    remarks = [] if audit.effective_from else [texts.UNSET.format(called=audit.called)]
    return " ".join([*remarks, *(preface.vi for preface in audit.prefaces)])


def _opening(letter: Letter, sending: Sending, unit: str) -> str:
    audit = sending.audit
    reviewed = texts.REVIEWED.format(regulation=_regulation(audit), day=full_day(audit.as_of))
    if not _has_own(letter):
        return texts.OPENING_ANNEX.format(
            reviewed=reviewed, units=annexed_units(letter.annex), unit=unit, counts=counted(letter.annex)
        )
    return texts.OPENING.format(reviewed=reviewed, unit=unit, counts=counted([letter], by_rule=letter.in_brief))


def _regulation(audit: Snapshot) -> str:
    """Name the regulation in full, with the decision that issues it or with its own number, and how it is called."""
    own = texts.REGULATION_NUMBERED if audit.number else texts.REGULATION
    words = texts.REGULATION_ANNEXED if audit.annexed_to else own
    return words.format(title=audit.regulation, decision=audit.annexed_to, number=audit.number, called=audit.called)


def _items(letter: Letter, sending: Sending) -> Iterator[Text]:
    numbers = iter(range(1, len(letter.findings) + len(letter.requests) + 1))
    for severity, group in groupby(letter.findings, lambda finding: finding.severity):
        yield text("group", f"{texts.GROUPS[severity]}:")
        for finding in group:
            other = concerned(letter, finding)
            head = f"{next(numbers)}. {finding.title.vi}{texts.BRACKETED.format(text=other) if other else ''}"
            yield from _item(finding, head, sending.citing)
    if letter.requests:
        yield text("group", f"{texts.REQUESTS}:")
    for request in requests(letter.requests):
        head = f"{next(numbers)}. {asked_about(request, letter)}"
        yield from _asked(request, head, sending.citing)


def _in_brief(letter: Letter, sending: Sending) -> Iterator[Text]:
    """Tell what was found by rule, the weightiest first; the sender's own so that it stays on one page."""
    groups = by_rule(letter.findings)
    most = _MOST_ITEMS if letter.is_own else len(groups)
    for number, findings in enumerate(groups[:most], 1):
        first = findings[0]
        names = list(dict.fromkeys(concerned(letter, finding) or finding.unit.name for finding in findings))
        units = "; ".join(names[:_MOST_NAMED])
        if left := names[_MOST_NAMED:]:
            units = texts.AND_OTHERS.format(units=units, count=quantity(len(left), "vi"))
        line = texts.IN_BRIEF.format(
            head=f"{number}. {first.title.vi}",
            cited=cited([first.provision], sending.citing),
            kind=texts.KINDS[first.severity].lower(),
            count=quantity(len(findings), "vi"),
            units=units,
        )
        yield text("brief", line)
    if left_out := groups[most:]:
        count = quantity(sum(map(len, left_out)), "vi")
        yield text("brief", texts.MORE.format(items=quantity(len(left_out), "vi"), count=count))
    if letter.requests:
        yield text("brief", texts.REQUESTS_IN_BRIEF.format(count=quantity(len(requests(letter.requests)), "vi")))
    if letter.tells_cases_apart:
        yield text("brief", texts.CASES.format(annex=annex_names(letter)[0]))


def by_rule(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return the findings of each rule together, in the order of the first of them."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    return list(groups.values())


def _item(finding: Finding, title: str, citing: Citing) -> Iterator[Text]:
    comment = texts.READING.format(reading=label_of(finding.reading).vi) if finding.reading else ""
    where = cited([finding.provision], citing)
    head = TextRun(title, bold=True, comment=comment)
    yield text("kept" if finding.remedy.vi else "body", head, f" ({where}): {capital(finding.message.vi)}")
    if finding.remedy.vi:
        yield text("body", texts.REMEDY.format(remedy=finding.remedy.vi))
    if cells := telling_cells(finding):
        places = places_text(cells, "vi", limit=MOST_CELLS)
        yield text("body", TextRun(texts.EVIDENCE.format(places=places), italic=True))


def asked_about(request: Request, letter: Letter) -> str:
    """Name what a request is about, with its unit where that is not the unit that is written to."""
    if request.unit == letter.unit:
        return request.subject
    unit = placed(request.unit, request.unit.name, letter.districts)
    return unit if request.subject == request.unit.name else f"{request.subject}{texts.BRACKETED.format(text=unit)}"


def _asked(request: Request, title: str, citing: Citing) -> Iterator[Text]:
    where = cited(request.provisions, citing)
    told = f" ({where}): {texts.INSUFFICIENT} {texts.REMEDY.format(remedy=request.remedy)}"
    yield text("body", TextRun(title, bold=True), told)
    if request.cells:
        places = places_text(request.cells, "vi", limit=MOST_CELLS)
        yield text("body", TextRun(texts.EVIDENCE.format(places=places), italic=True))


def _closing(letter: Letter, sending: Sending, unit: str) -> Iterator[Text]:
    """Ask for what is to be done and for a reply, and end as official letters do."""
    letterhead = sending.letterhead
    request = texts.OWN_REQUEST if letter.is_own else texts.REQUEST
    asked = request.format(
        unit=unit,
        tasks=_tasks(letter),
        reply_to=letterhead.reply_to or BLANK,
        day=full_day(letterhead.reply_by),
    )
    contact = None if letter.is_own else letterhead.contact
    closing = [asked, *([texts.CONTACT.format(contact=contact)] if contact else [])]
    yield from (text("body", f"{line}{texts.STOP}") for line in closing[:-1])
    yield text("kept", f"{closing[-1].removesuffix(texts.STOP)}{texts.END}")


def _tasks(letter: Letter) -> str:
    tasks = [texts.MEND] if letter.findings else [texts.SUPPLY] if letter.requests else []
    tasks += [texts.DIRECT.format(annex=annex_names(letter)[1])] if letter.annex else []
    return ", ".join(tasks)
