"""The findings as CSV (RFC 4180) as spreadsheets open it: UTF-8 with a byte order mark, and no formulas."""

import codecs
import csv
from typing import BinaryIO, Final

from kstt_rules.base.bilingual import Language, both
from kstt_rules.model.findings import AuditResult
from kstt_rules.outputs.read.findings_table import COLUMNS
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.visible import visible

OUTPUT = Output(name="csv", suffix=".csv", label=both("CSV table"), media="text/csv; charset=utf-8")

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write a header row in the language and one row a finding."""
    rows = csv.writer(codecs.getwriter("utf-8-sig")(stream))
    rows.writerow(column.header[language] for column in COLUMNS)
    for finding in result.findings:
        rows.writerow(_cell(column.cell(finding, language)) for column in COLUMNS)


def _cell(text: str) -> str:
    """Show hidden characters, and put an apostrophe before what a spreadsheet would take for a formula."""
    shown = visible(text)
    return f"'{shown}" if text.startswith(_FORMULA_STARTS) else shown
