"""An audit as a page that opens with what has appeared or changed since an earlier one."""

from typing import BinaryIO

from kstt_rules.base.bilingual import Language
from kstt_rules.model.comparison import AuditSince, Change
from kstt_rules.outputs.read.html.changes import NOT_AS_BEFORE, comparison
from kstt_rules.outputs.read.html.data import documents
from kstt_rules.outputs.read.html.filling import filled
from kstt_rules.outputs.read.html.heaviest import most_telling
from kstt_rules.outputs.read.html.report import report_values
from kstt_rules.outputs.read.units_table import unit_rows
from kstt_rules.outputs.registry import Output

OUTPUT = Output(name="html", suffix=".html", shows="since")


def render(since: AuditSince, stream: BinaryIO, *, language: Language) -> None:
    """Write the page: all that an audit's page holds, and of each finding what became of it."""
    result, units = since.result, unit_rows(since.result)
    found = [item for item in since.diff.changes if item.after is not None]
    items = most_telling(found)
    content = documents(
        [item.finding for item in items],
        changes=items,
        units=units,
        rejects=result.rejects,
        inputs=result.inputs,
        first_choice=NOT_AS_BEFORE,
    )
    listed = frozenset(Change) - {Change.FIXED}
    values = report_values(result, units, listed=len(items)) | {"comparison": comparison(since.diff, listed=listed)}
    values["total"] = len(found)
    stream.write(filled("report.html", content, language, **values))
