"""The result as JUnit XML, for programs that show test runs: a suite is a provision, a case a rule on a subject."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, Literal
from xml.etree import ElementTree as ET

from kstt_rules.base.bilingual import Language, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import AuditResult, Coverage, Finding, Undecided
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.outputs import texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import tools
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import (
    capital,
    conclusion_label,
    correction_place,
    evidence_text,
    missing_text,
    parties_text,
    status_label,
    subject_name,
)

OUTPUT = Output(
    name="junit",
    suffix=".xml",
    label=both("JUnit, for build servers"),
    media="application/xml",
)

Ending = Literal["failure", "error", "skipped"]

_COUNTS: Final[Mapping[Ending, str]] = {"failure": "failures", "error": "errors", "skipped": "skipped"}


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case: what it is called, how it ended (None: passed), in short, and at length."""

    classname: str
    name: str
    ending: Ending | None = None
    type: str = ""
    message: str = ""
    details: tuple[str, ...] = ()


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write a suite for every provision, and one for the files, with texts in the language.

    A breach that is a violation fails. What is for review or information, undetermined, waived, not applicable or
    without a rule is skipped, so that it looks neither good nor bad; only what was judged compliant passes, in one
    case that says how many. What many subjects leave undetermined for one cause is one case that says how many too.
    A file that could not be read is an error. The properties of each suite hold the counts of the outcomes.
    """
    title = ". ".join([texts.TITLE[language], *(preface[language] for preface in result.prefaces)])
    root = ET.Element("testsuites", {"name": visible(title)})
    for name, counts, cases in _suites(result, language):
        root.append(_suite(name, counts, cases, result.as_of.isoformat()))
    for count in ("tests", *_COUNTS.values()):
        root.set(count, str(sum(int(suite.get(count, 0)) for suite in root)))
    ET.indent(root)
    stream.write(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _suites(result: AuditResult, language: Language) -> Iterator[tuple[str, Outcomes, list[_Case]]]:
    yield texts.INPUTS[language], {}, [*_files(result, language)]
    cases: dict[Provision, list[_Case]] = defaultdict(list)
    for finding in result.findings:
        cases[finding.provision].append(_finding(finding, language))
    for item in result.undecided:
        cases[item.provision].append(_undecided(item, language))
    for row in result.coverage:
        own = [*cases[row.provision], *_others(row, language)]
        yield capital(row.citation[language]), row.outcomes, own


def _files(result: AuditResult, language: Language) -> Iterator[_Case]:
    for item in result.inputs:
        yield _Case(texts.FILE[language], item.file, details=(_rows(item, language),))
    for reject in result.rejects:
        yield _reject(reject, language)
    for correction in result.corrections:
        place = correction_place(correction, language)
        yield _Case(texts.CORRECTIONS[language], place, "skipped", message=correction.told[language])


def _rows(item: InputFile, language: Language) -> str:
    counts = {"read": item.read, "accepted": item.accepted, "rejected": item.rejected, "ignored": item.ignored}
    return tools.ROWS[language].format(**counts)


def _reject(item: Reject, language: Language) -> _Case:
    row = None if item.row is None else f"{texts.ROW[language].lower()} {item.row}"
    place = " › ".join(part for part in (item.file, item.sheet, row) if part)
    ending: Ending = "error" if item.is_unreadable else "skipped"
    return _Case(texts.REJECTS[language], place, ending, item.reason, item.message[language])


def _others(row: Coverage, language: Language) -> Iterator[_Case]:
    """Yield what there is to say of a provision beside what was found."""
    name = row.provision.id
    if compliant := row.outcomes.get(Outcome.COMPLIANT, 0):
        yield _Case(name, tools.COMPLIANT[language].format(count=number(compliant, language)))
    if others := row.outcomes.get(Outcome.NOT_APPLICABLE, 0):
        told = tools.NOT_APPLICABLE[language].format(count=number(others, language))
        yield _Case(name, told, "skipped", message=capital(Outcome.NOT_APPLICABLE.label[language]))
    if row.status != "checked":
        reason = row.reason[language] if row.reason else ""
        yield _Case(name, capital(status_label(row.status)[language]), "skipped", message=reason)


def _finding(finding: Finding, language: Language) -> _Case:
    label = conclusion_label(finding)[language].upper()
    subject = "" if finding.subject.kind == "unit" else f" · {subject_name(finding, language)}"
    return _Case(
        classname=f"{finding.provision.id}.{finding.rule}",
        name=f"{parties_text(finding)}{subject} · {finding.title[language]}",
        ending="failure" if finding.outcome is Outcome.VIOLATION else "skipped",
        type=finding.outcome.value,
        message=f"[{label}] {finding.message[language]}",
        details=tuple(_details(finding, language)),
    )


def _undecided(item: Undecided, language: Language) -> _Case:
    label = Outcome.UNDETERMINED.label[language].upper()
    count = tools.SUBJECTS[language].format(count=number(item.subjects, language))
    return _Case(
        classname=f"{item.provision.id}.{item.rule}",
        name=f"{item.title[language]} · {missing_text(item.missing, language)} · {count}",
        ending="skipped",
        type=Outcome.UNDETERMINED.value,
        message=f"[{label}] {item.message[language]}",
        details=(capital(item.citation[language]), f"{texts.REMEDY[language]}: {item.remedy[language]}"),
    )


def _details(finding: Finding, language: Language) -> Iterator[str]:
    yield capital(finding.citation[language])
    if remedy := finding.remedy[language]:
        yield f"{texts.REMEDY[language]}: {remedy}"
    for item in finding.evidence:
        yield f"{texts.EVIDENCE[language]}: {evidence_text(item, language)}"
    if finding.missing:
        yield f"{texts.MISSING[language]}: {missing_text(finding.missing, language)}"
    yield f"{texts.FINGERPRINT[language]}: {finding.fingerprint}"


def _suite(name: str, counts: Outcomes, cases: list[_Case], day: str) -> ET.Element:
    suite = ET.Element("testsuite", {"name": visible(name), "tests": str(len(cases)), "timestamp": f"{day}T00:00:00"})
    for ending, count in _COUNTS.items():
        suite.set(count, str(sum(case.ending == ending for case in cases)))
    if counts:
        properties = ET.SubElement(suite, "properties")
        for outcome in Outcome:
            ET.SubElement(properties, "property", {"name": outcome.value, "value": str(counts.get(outcome, 0))})
    suite.extend(map(_element, cases))
    return suite


def _element(case: _Case) -> ET.Element:
    element = ET.Element("testcase", {"classname": visible(case.classname), "name": visible(case.name)})
    details = "\n".join(map(visible, case.details))
    if case.ending is None:
        if details:
            ET.SubElement(element, "system-out").text = details
        return element
    ending = ET.SubElement(element, case.ending, {"message": visible(case.message)})
    if case.type and case.ending != "skipped":
        ending.set("type", visible(case.type))
    ending.text = details or None
    return element
