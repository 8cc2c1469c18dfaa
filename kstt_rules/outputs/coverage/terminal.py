"""What a rule pack covers as a table that reads well at 80 columns: a line a rule, grouped by provision."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kstt_rules.base.bilingual import Language
from kstt_rules.model.pack_coverage import PackCoverage, ProvisionCoverage
from kstt_rules.outputs import texts
from kstt_rules.outputs.coverage.wording import headline, norm_and_bearer, status, totals
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.page import heading, ruled_table, write_page
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import packs
from kstt_rules.outputs.wording import capital, provision_text

OUTPUT = Output(name="terminal", suffix=".txt", shows="coverage")

_PROVISION_WIDTH: Final = 16  # "Điểm đ khoản 10" stays on one line
_REASON_WIDTH: Final = 24


def render(coverage: PackCoverage, stream: BinaryIO, *, language: Language) -> None:
    """Write the page: as wide as the terminal, else 80 columns."""
    write_page(_page(coverage, language), stream)


def _page(coverage: PackCoverage, language: Language) -> Iterator[RenderableType]:
    yield Text(packs.COVERAGE[language].upper(), "bold")
    yield Text(headline(coverage, language))
    yield ""
    yield _table(coverage, language)
    yield heading(packs.TOTALS[language])
    for line in totals(coverage, language):
        yield Text(line)


def _table(coverage: PackCoverage, language: Language) -> Table:
    table = ruled_table()
    longest = max((len(rule.id) for rule in coverage.rules), default=_REASON_WIDTH)
    table.add_column(texts.PROVISION[language], width=_PROVISION_WIDTH)
    table.add_column(packs.NORM_AND_BEARER[language])
    table.add_column(texts.RULE[language], width=max(longest, _REASON_WIDTH))
    for header in (packs.CASE_COUNT, packs.MUTANT_COUNT):
        table.add_column(header[language], justify="right", no_wrap=True)
    for entry in coverage.provisions:
        table.add_row(*(Text(cell) for cell in _row(entry, language)))
    return table


def _row(entry: ProvisionCoverage, language: Language) -> Iterator[str]:
    yield capital(provision_text(entry.provision, language))
    yield norm_and_bearer(entry, language)
    if entry.reason is not None:
        yield status(entry, language)
        return
    yield "\n".join(rule.id for rule in entry.rules)
    yield "\n".join(number(rule.cases, language) for rule in entry.rules)
    yield "\n".join(number(rule.mutants, language) for rule in entry.rules)
