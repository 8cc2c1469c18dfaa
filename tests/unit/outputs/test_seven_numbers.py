"""Whatever an audit is read in, it says the same seven numbers under the same names."""

import csv
import re
from collections import Counter
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import annotated_factory
import openpyxl
import orjson
import pytest
from result_factory import coverage, finding, make_subject, result, undecided, undetermined
from word_reading import grid, opened

from kstt_rules.base.bilingual import LANGUAGES
from kstt_rules.model.citation import Provision
from kstt_rules.model.outcomes import BREACHES, Outcome, Severity, Verdict
from kstt_rules.outputs import ANNOTATED, outputs_of

NUMBERS = dict(zip(Outcome, (2, 1, 3, 5, 4, 1_234, 6), strict=True))


def told(outcome, number):
    """Return as many findings that come to an outcome, each on another subject."""
    subjects = [make_subject("officer", f"{outcome}-{n}", f"{outcome}-{n}", "tinh") for n in range(number)]
    if outcome is Outcome.UNDETERMINED:
        return [undetermined(subject=subject) for subject in subjects]
    verdict = Verdict.WAIVED if outcome is Outcome.WAIVED else Verdict.BREACH
    severity = Severity(outcome.value) if outcome in BREACHES else Severity.INFO
    return [finding(subject=subject, verdict=verdict, severity=severity) for subject in subjects]


def audited():
    """Return a result of these numbers: two provisions, one finding undetermined for its own data, the others not."""
    listed = {outcome: number for outcome, number in NUMBERS.items() if outcome in (*BREACHES, Outcome.WAIVED)}
    findings = [one for outcome, number in listed.items() for one in told(outcome, number)]
    split = {outcome: number // 2 for outcome, number in NUMBERS.items()}
    others = {outcome: NUMBERS[outcome] - number for outcome, number in split.items()}
    return result(
        findings=(*findings, *told(Outcome.UNDETERMINED, 1)),
        undecided=(undecided(subjects=NUMBERS[Outcome.UNDETERMINED] - 1),),
        coverage=(coverage(**split), coverage(Provision(8), **others)),
    )


def by_label(pairs, language):
    """Return numbers by outcome from pairs of its name in words and what is written behind it."""
    names = {outcome.label[language]: outcome for outcome in Outcome}
    found = ((label.strip().lower(), re.sub(r"[.,]", "", str(number))) for label, number in pairs if label)
    return {names[label]: int(number) for label, number in found if label in names and number.isdigit()}


def by_name(pairs):
    """Return numbers by outcome from pairs of the name that programs know and a number."""
    return {Outcome(name): int(number) for name, number in pairs}


def of_json(content, _):
    return by_name(orjson.loads(content)["summary"].items())


def of_terminal(content, language):
    lines = [line.rsplit(maxsplit=1) for line in content.decode().splitlines() if "[" not in line]
    return by_label([line for line in lines if len(line) == 2], language)


def of_csv(content, language):
    rows = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    label, count = {"vi": ("Kết luận", "Số lượng"), "en": ("Outcome", "Count")}[language]
    counts = Counter()
    for row in rows:
        counts[row[label]] += int(row[count])
    return by_label(counts.items(), language)


def of_xlsx(content, language):
    return by_label([(row[0], row[1]) for row in sheet_of(content, 0) if len(row) > 1], language)


def sheet_of(content, number):
    return [
        tuple(row) for row in openpyxl.load_workbook(BytesIO(content)).worksheets[number].iter_rows(values_only=True)
    ]


def of_docx(content, language):
    return by_label(grid(opened(lambda stream: stream.write(content)).tables[1]), language)


def of_html(content, language):
    tiles = re.search(r'<ul class="tiles">(.*?)</ul>', content.decode(), re.DOTALL)[1]
    shown = re.findall(r"<strong>(.*?)</strong> (.*?)</(?:a|p|button)>", tiles)
    return by_label(
        [(in_language(label, language), in_language(number, language)) for number, label in shown], language
    )


def in_language(markup, language):
    own = re.search(rf'<span class="{language}"[^>]*>(.*?)</span>', markup)
    return own[1] if own else markup


def of_sarif(content, _):
    [run] = orjson.loads(content)["runs"]
    summed = Counter()
    for taxon in run["taxonomies"][0]["taxa"]:
        summed.update(taxon["properties"]["outcomes"])
    assert summed == run["properties"]["summary"]
    in_results = Counter()
    for item in run["results"]:
        in_results[item["properties"]["outcome"]] += item.get("occurrenceCount", 1)
    assert in_results.items() <= summed.items()
    return by_name(summed.items())


def of_oscal(content, _):
    [results] = orjson.loads(content)["assessment-results"]["results"]
    counts = {item["name"].removeprefix("count-"): item["value"] for item in results["props"]}
    return by_name((name, counts[name]) for name in counts if name in {*Outcome})


def of_junit(content, _):
    counts = Counter()
    for item in ET.fromstring(content).iter("property"):
        counts[item.get("name")] += int(item.get("value"))
    return by_name(counts.items())


def of_annotated(content, language):
    name = {"vi": annotated_factory.RESULT_SHEET, "en": "Audit result"}[language]
    line = annotated_factory.opened(content)[name]["A3"].value
    return by_label([part.split(": ")[-1].rsplit(" ", 1) for part in line.split(" · ")], language)


READERS = {
    "json": of_json,
    "terminal": of_terminal,
    "csv": of_csv,
    "xlsx": of_xlsx,
    "docx": of_docx,
    "html": of_html,
    "sarif": of_sarif,
    "oscal": of_oscal,
    "junit": of_junit,
    ANNOTATED: of_annotated,
}


def written(name, language, folder):
    if name == ANNOTATED:
        whole = audited()
        changes = {part: getattr(whole, part) for part in ("findings", "undecided", "coverage")}
        return annotated_factory.annotated(folder, annotated_factory.rich_workbook(), language=language, **changes)
    stream = BytesIO()
    outputs_of("audit")[name].render(audited(), stream, language=language)
    return stream.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*outputs_of("audit"), ANNOTATED])
def test_every_output_says_the_same_seven_numbers(name, language, tmp_path):
    """Read back from its own form, each says how often each of the outcomes was met, by the one table of names."""
    assert READERS[name](written(name, language, tmp_path), language) == NUMBERS


def test_the_seven_names_are_told_apart():
    """No two outcomes have one name, in either language."""
    for language in LANGUAGES:
        assert len({outcome.label[language] for outcome in Outcome}) == 7
