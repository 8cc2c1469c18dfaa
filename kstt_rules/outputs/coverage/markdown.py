"""What a rule pack covers as a Markdown table, a line a provision."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kstt_rules.base.bilingual import Language
from kstt_rules.model.pack_coverage import PackCoverage, ProvisionCoverage
from kstt_rules.outputs import texts
from kstt_rules.outputs.coverage.wording import headline, status, totals
from kstt_rules.outputs.markdown import code, escaped, table
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import packs
from kstt_rules.outputs.wording import capital, provision_text

OUTPUT = Output(name="markdown", suffix=".md", shows="coverage")

_HEADERS = (
    texts.PROVISION,
    packs.SUMMARY,
    packs.NORM,
    packs.BEARER,
    texts.RULE,
    packs.CASES,
    packs.MUTANTS,
    texts.STATUS,
)


def render(coverage: PackCoverage, stream: BinaryIO, *, language: Language) -> None:
    """Write a title, the totals and the table, in UTF-8."""
    stream.write("\n".join(_lines(coverage, language)).encode())


def _lines(coverage: PackCoverage, language: Language) -> Iterator[str]:
    yield from (f"# {packs.COVERAGE[language]}", "", escaped(headline(coverage, language)), "")
    for line in totals(coverage, language):
        yield from (line, "")
    rows = [_row(entry, language) for entry in coverage.provisions]
    yield from table([escaped(header[language]) for header in _HEADERS], rows)
    yield ""


def _row(entry: ProvisionCoverage, language: Language) -> list[str]:
    return [
        capital(provision_text(entry.provision, language)),
        escaped(entry.summary[language]),
        packs.NORMS[entry.norm][language],
        escaped(entry.bearer[language]),
        _stacked(code(rule.id) for rule in entry.rules),
        _stacked(number(rule.cases, language) for rule in entry.rules),
        _stacked(number(rule.mutants, language) for rule in entry.rules),
        escaped(status(entry, language)),
    ]


def _stacked(lines: Iterable[str]) -> str:
    return "<br>".join(lines)
