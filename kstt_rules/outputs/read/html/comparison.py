"""Two audits compared as a page for a browser: what became of every finding of either."""

from typing import BinaryIO

from kstt_rules.base.bilingual import Language
from kstt_rules.model.comparison import Change, Diff
from kstt_rules.outputs.read.html.changes import NOT_AS_BEFORE, comparison
from kstt_rules.outputs.read.html.data import documents
from kstt_rules.outputs.read.html.filling import filled
from kstt_rules.outputs.read.html.heaviest import most_telling
from kstt_rules.outputs.registry import Output

OUTPUT = Output(name="html", suffix=".html", shows="comparison")


def render(diff: Diff, stream: BinaryIO, *, language: Language) -> None:
    """Write the page, which holds both languages and starts in the one given."""
    items = most_telling(diff.changes)
    content = documents([item.finding for item in items], changes=items, first_choice=NOT_AS_BEFORE)
    values = {
        "comparison": comparison(diff, listed=frozenset(Change)),
        "total": len(diff.changes),
        "listed": len(items),
    }
    stream.write(filled("comparison.html", content, language, **values))
