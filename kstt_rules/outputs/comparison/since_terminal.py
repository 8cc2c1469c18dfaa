"""An audit as a page that shows of its findings only what has appeared or changed since an earlier one."""

from collections.abc import Iterator
from typing import BinaryIO

from rich.console import RenderableType
from rich.text import Text

from kstt_rules.base.bilingual import Language
from kstt_rules.model.comparison import AuditSince, Change
from kstt_rules.outputs.comparison.terminal import counted, differences, in_full
from kstt_rules.outputs.comparison.wording import audit_text
from kstt_rules.outputs.page import heading, write_page
from kstt_rules.outputs.read.terminal import background, headline
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import comparison as diff_texts

OUTPUT = Output(name="terminal", suffix=".txt", shows="since")


def render(since: AuditSince, stream: BinaryIO, *, language: Language) -> None:
    """Write the page: all that an audit's page holds, but of the findings only those that are not as they were."""
    write_page(_page(since, language), stream)


def _page(since: AuditSince, language: Language) -> Iterator[RenderableType]:
    diff = since.diff
    yield from headline(since.result, language)
    yield heading(diff_texts.SINCE[language])
    yield Text(f"{diff_texts.BEFORE[language]}: {audit_text(diff.before, language)}")
    yield ""
    yield from counted(diff, language)
    yield from differences(diff, language)
    for change in (Change.NEW, Change.CHANGED, Change.NOT_COMPARABLE):
        here = [item for item in diff.of(change) if item.after is not None]
        yield from in_full(change, here, language)
    yield from background(since.result, language)
