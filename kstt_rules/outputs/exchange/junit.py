"""The result as JUnit XML, for programs that show test runs: a suite is a provision, a case a rule on a subject."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final, Literal
from xml.etree import ElementTree as ET

from kstt_rules.base.bilingual import Language
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import AuditResult, Coverage, Finding, Severity, Verdict
from kstt_rules.outputs import texts
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import tools
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import (
    capital,
    conclusion_label,
    evidence_text,
    missing_text,
    number,
    parties_text,
    status_label,
)

OUTPUT = Output(name="junit", suffix=".xml")

Outcome = Literal["failure", "error", "skipped"]

_COUNTS: Final[Mapping[Outcome, str]] = {"failure": "failures", "error": "errors", "skipped": "skipped"}


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case: what it is called, how it ended (None: passed), in short, and at length."""

    classname: str
    name: str
    outcome: Outcome | None = None
    type: str = ""
    message: str = ""
    details: tuple[str, ...] = ()


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write a suite for every provision, and one for the files, with texts in the language.

    A breach that is a violation fails. What is for review or information, undetermined, waived, not applicable or
    without a rule is skipped, so that it looks neither good nor bad; only what was judged compliant passes, in one
    case that says how many. A file that could not be read is an error.
    """
    root = ET.Element("testsuites", {"name": texts.TITLE[language]})
    for name, cases in _suites(result, language):
        root.append(_suite(name, cases, result.as_of.isoformat()))
    for count in ("tests", *_COUNTS.values()):
        root.set(count, str(sum(int(suite.get(count, 0)) for suite in root)))
    ET.indent(root)
    stream.write(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _suites(result: AuditResult, language: Language) -> Iterator[tuple[str, list[_Case]]]:
    yield texts.INPUTS[language], [*_files(result, language)]
    findings: dict[Provision, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        findings[finding.provision].append(finding)
    for row in result.coverage:
        yield capital(row.citation[language]), [*_provision(row, findings[row.provision], language)]


def _files(result: AuditResult, language: Language) -> Iterator[_Case]:
    for item in result.inputs:
        yield _Case(texts.FILE[language], item.file, details=(_rows(item, language),))
    for reject in result.rejects:
        yield _reject(reject, language)


def _rows(item: InputFile, language: Language) -> str:
    counts = {"read": item.read, "accepted": item.accepted, "rejected": item.rejected, "ignored": item.ignored}
    return tools.ROWS[language].format(**counts)


def _reject(item: Reject, language: Language) -> _Case:
    row = None if item.row is None else f"{texts.ROW[language].lower()} {item.row}"
    place = " › ".join(part for part in (item.file, item.sheet, row) if part)
    outcome: Outcome = "error" if item.sheet is None else "skipped"
    return _Case(texts.REJECTS[language], place, outcome, item.reason, item.message[language])


def _provision(row: Coverage, findings: Iterable[Finding], language: Language) -> Iterator[_Case]:
    for finding in findings:
        yield _finding(finding, language)
    name = row.provision.id
    if compliant := row.verdicts.get(Verdict.COMPLIANT, 0):
        yield _Case(name, tools.COMPLIANT[language].format(count=number(compliant, language)))
    if others := row.verdicts.get(Verdict.NOT_APPLICABLE, 0):
        told = tools.NOT_APPLICABLE[language].format(count=number(others, language))
        yield _Case(name, told, "skipped", message=capital(Verdict.NOT_APPLICABLE.label[language]))
    if row.status != "checked":
        reason = row.reason[language] if row.reason else ""
        yield _Case(name, capital(status_label(row.status)[language]), "skipped", message=reason)


def _finding(finding: Finding, language: Language) -> _Case:
    violation = finding.verdict is Verdict.BREACH and finding.severity is Severity.VIOLATION
    label = conclusion_label(finding)[language].upper()
    subject = "" if finding.subject.kind == "unit" else f" · {finding.subject.name}"
    return _Case(
        classname=f"{finding.provision.id}.{finding.rule}",
        name=f"{parties_text(finding)}{subject} · {finding.title[language]}",
        outcome="failure" if violation else "skipped",
        type=finding.severity.value if finding.verdict is Verdict.BREACH else finding.verdict.value,
        message=f"[{label}] {finding.message[language]}",
        details=tuple(_details(finding, language)),
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


def _suite(name: str, cases: list[_Case], day: str) -> ET.Element:
    suite = ET.Element("testsuite", {"name": visible(name), "tests": str(len(cases)), "timestamp": f"{day}T00:00:00"})
    for outcome, count in _COUNTS.items():
        suite.set(count, str(sum(case.outcome == outcome for case in cases)))
    suite.extend(map(_element, cases))
    return suite


def _element(case: _Case) -> ET.Element:
    element = ET.Element("testcase", {"classname": visible(case.classname), "name": visible(case.name)})
    details = "\n".join(map(visible, case.details))
    if case.outcome is None:
        if details:
            ET.SubElement(element, "system-out").text = details
        return element
    ending = ET.SubElement(element, case.outcome, {"message": visible(case.message)})
    if case.type and case.outcome != "skipped":
        ending.set("type", visible(case.type))
    ending.text = details or None
    return element
