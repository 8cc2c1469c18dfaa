"""The findings as CSV (RFC 4180) as spreadsheets open it: UTF-8 with a byte order mark, and no formulas."""

import codecs
import csv
from typing import BinaryIO, Final

from kstt_rules.base.bilingual import Language, both
from kstt_rules.model.findings import AuditResult
from kstt_rules.outputs import texts
from kstt_rules.outputs.read.findings_table import COLUMNS
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.visible import fitted

OUTPUT = Output(name="csv", suffix=".csv", label=both("CSV table"), media="text/csv; charset=utf-8")

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write a header row in the language and one row a finding."""
    rows = csv.writer(codecs.getwriter("utf-8-sig")(stream))
    rows.writerow(column.header[language] for column in COLUMNS)
    for finding in result.findings:
        rows.writerow(_cell(column.cell(finding, language), texts.CUT[language]) for column in COLUMNS)


def _cell(text: str, cut_mark: str) -> str:
    """Show hidden characters, put an apostrophe before what would be a formula, and cut what no cell holds.

    A longer text would run over into cells and rows that are not its own.
    """
    return fitted(f"'{text}" if text.startswith(_FORMULA_STARTS) else text, cut_mark)
