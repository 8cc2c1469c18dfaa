"""The findings as CSV (RFC 4180) as spreadsheets open it: UTF-8 with a byte order mark, and no formulas."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import BinaryIO, Final

from kstt_rules.base.bilingual import Bilingual, Language, both
from kstt_rules.base.labelled import label_of
from kstt_rules.model.findings import AuditResult, Finding
from kstt_rules.model.outcomes import Outcome
from kstt_rules.outputs import texts
from kstt_rules.outputs.read.findings_table import columns_of
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.some_at_once import some_at_once
from kstt_rules.outputs.visible import fitted
from kstt_rules.outputs.wording import capital, correction_text, datum_text, missing_text, provision_text

OUTPUT = Output(name="csv", suffix=".csv", label=both("CSV table"), media="text/csv; charset=utf-8")

_AFTER_SEMICOLON: Final = re.compile(r"""(;"*)(?=[=+@＝＋－＠-])""")
"""Where a program that takes ";" for the separator, as in Vietnamese, begins a cell."""
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write a header row in the language and one row a finding, each counting 1.

    Below stand, with their counts, what is undetermined for shared causes and what was kept or does not apply, so that
    the counts of each outcome add up to those of the audit.
    """
    columns, cut_mark = columns_of(result), texts.CUT[language]
    headers = [column.header for column in columns]

    def written(findings: Iterable[Finding]) -> bytes:
        told = ([column.cell(finding, language) for column in columns] for finding in findings)
        return _rows(([_cell(text, cut_mark) for text in cells], 1) for cells in told)

    stream.write(codecs.BOM_UTF8 + _rows([([header[language] for header in headers], texts.COUNT[language])]))
    with closing(some_at_once(result.findings, written)) as parts:
        for part in parts:  # noqa: FURB122 - a stream that tells what cannot be written does so in write
            stream.write(part)
    together = (([told.get(header, "") for header in headers], count) for told, count in _together(result, language))
    stream.write(_rows(([_cell(text, cut_mark) for text in cells], count) for cells, count in together))


def _rows(rows: Iterable[tuple[Sequence[str], str | int]]) -> bytes:
    """Return rows of cells, each with what stands in its last column."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([*cells, last] for cells, last in rows)
    return text.getvalue().encode()


def _together(result: AuditResult, language: Language) -> Iterator[tuple[dict[Bilingual, str], int]]:
    """Yield what is not told subject by subject, by the headers of its columns, and how many subjects it counts.

    What stands before all else and what was corrected counts none.
    """
    for preface in result.prefaces:
        yield {texts.MESSAGE: preface[language]}, 0
    for correction in result.corrections:
        told = {texts.HEADING: texts.CORRECTIONS[language], texts.SUBJECT: datum_text(correction, language)}
        yield {**told, texts.MESSAGE: correction_text(correction, language)}, 0
    for item in result.undecided:
        yield (
            {
                texts.SUBJECT_KIND: label_of(item.kind)[language],
                texts.OUTCOME: capital(Outcome.UNDETERMINED.label[language]),
                texts.PROVISION: provision_text(item.provision, language),
                texts.HEADING: item.title[language],
                texts.MESSAGE: item.message[language],
                texts.REMEDY: item.remedy[language],
                texts.WOULD_BE: capital(item.would_be.label[language]),
                texts.MISSING: missing_text(item.missing, language),
                texts.CITATION: item.citation[language],
                texts.RULE_ID: item.rule,
                texts.PROVISION_ID: item.provision.id,
            },
            item.subjects,
        )
    for row in result.coverage:
        for outcome in (Outcome.COMPLIANT, Outcome.NOT_APPLICABLE):
            if count := row.outcomes.get(outcome, 0):
                yield (
                    {
                        texts.OUTCOME: capital(outcome.label[language]),
                        texts.PROVISION: provision_text(row.provision, language),
                        texts.PROVISION_ID: row.provision.id,
                    },
                    count,
                )


def _cell(text: str, cut_mark: str) -> str:
    """Show hidden characters, put an apostrophe before what would be a formula, and cut what no cell holds.

    A longer text would run over into cells and rows that are not its own.
    """
    safe = _AFTER_SEMICOLON.sub(r"\1'", text) if ";" in text else text
    return fitted(f"'{safe}" if safe.startswith(_FORMULA_STARTS) else safe, cut_mark)
