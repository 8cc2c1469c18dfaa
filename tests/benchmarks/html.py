"""How long the report of 50,000 findings takes to write, to open in Chromium, to search, and to lay out for paper.

Run ``python -m tests.benchmarks.html``; prints the size of the file and the median, least and most of five rounds.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page
from result_factory import make_evidence, make_subject

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import Finding, UnitRef
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.outputs.read.html.report import render
from tests.helpers.chromium import chromium
from tests.helpers.result_factory import cited, coverage, finding, result
from tests.helpers.units_factory import commune

FINDINGS, UNITS, ROUNDS = 50_000, 10_000, 5
PROVISIONS = [Provision(5, clause, point) for clause in range(1, 6) for point in "abcdđe"]
SEVERITIES = tuple(Severity)


def one(number: int) -> Finding:
    """Make a finding of the usual length with a message of its own and three terms of evidence."""
    unit = UnitRef(f"xa-{number % UNITS}", f"UBND xã số {number % UNITS}")
    provision = PROVISIONS[number % len(PROVISIONS)]
    text = f"Đến ngày 31/03/2022 chưa ghi nhận báo cáo thứ {number} của {unit.name}; hạn gửi là ngày 18/03/2022."
    source = Source(f"bao-cao-{number % 700}.xlsx", "Báo cáo", f"D{number % 97}")
    return replace(
        finding(),
        rule=f"D5.{number % 120}",
        verdict=Verdict.UNDETERMINED if number % 9 == 0 else Verdict.BREACH,
        severity=SEVERITIES[number % 3],
        provision=provision,
        citation=cited(provision),
        subject=make_subject("report", f"{number}", f"Quý I/2022, lần {number}", "xa"),
        unit=unit,
        message=Bilingual(text, f"By 2022-03-31 report {number} of {unit.name} is not on record; due 2022-03-18."),
        evidence=(
            make_evidence("report.sent_on", None, (source,)),
            make_evidence("unit.kind", "ubnd_xa", (replace(source, cell=f"D{number}"),)),
            make_evidence("report.deadline", date(2022, 3, 18), (source,)),
        ),
    )


def opened(page: Page, file: Path) -> float:
    """Open the page; return the seconds until its first findings are drawn."""
    page.goto(file.as_uri())
    assert page.locator("article").count() == 25
    return page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() / 1000))))"
    )


def searched(page: Page) -> float:
    """Type into the search; return the seconds that the page needs to filter and draw."""
    return page.evaluate(
        """() => {
          const input = document.querySelector("[name=text]");
          input.value = "XA SO 77 ";
          const start = performance.now();
          input.dispatchEvent(new Event("input", { bubbles: true }));
          document.body.offsetHeight;
          return (performance.now() - start) / 1000;
        }"""
    )


def prepared(page: Page) -> float:
    """Put on the page what would be printed; return the seconds that it takes."""
    return page.evaluate(
        """() => {
          const start = performance.now();
          dispatchEvent(new Event("beforeprint"));
          document.body.offsetHeight;
          return (performance.now() - start) / 1000;
        }"""
    )


def main() -> None:
    """Print the table."""
    findings = sorted((one(number) for number in range(FINDINGS)), key=lambda item: item.sort_key)
    audited = result(
        findings=tuple(findings),
        coverage=tuple(coverage(item, violation=1) for item in PROVISIONS),
        units=tuple(commune(f"UBND xã số {number}", "officer", "report", violation=1) for number in range(UNITS)),
    )
    seconds: dict[str, list[float]] = {"write": [], "open": [], "search": [], "paper": []}
    with TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder) / "report.html"
        for _ in range(ROUNDS):
            start = perf_counter()
            with file.open("wb") as stream:
                render(audited, stream, language="vi")
            seconds["write"].append(perf_counter() - start)
            page = browser.new_page()
            seconds["open"].append(opened(page, file))
            seconds["search"].append(searched(page))
            seconds["paper"].append(prepared(page))
            page.close()
        print(f"{FINDINGS:,} findings, {UNITS:,} units, {file.stat().st_size / 1e6:.1f} MB, {ROUNDS} rounds")
    for name, measured in seconds.items():
        print(f"{name:8} median {median(measured):.2f} s  ({min(measured):.2f} to {max(measured):.2f})")


if __name__ == "__main__":
    main()
