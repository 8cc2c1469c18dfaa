"""The line that says where a result went; apart from the pages, so that it loads nothing for them."""

from collections.abc import Sequence
from pathlib import Path

from kstt_rules.base.bilingual import Language
from kstt_rules.model.findings import AuditResult
from kstt_rules.outputs.target import standard_output
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import counts_text


def print_written(result: AuditResult, paths: Sequence[Path], language: Language) -> None:
    """Say in one line where a result was written and what it comes to."""
    with standard_output() as stream:
        names = ", ".join(visible(str(path)) for path in paths)
        stream.write(f"{names}: {counts_text(result.summary, language)}\n".encode())
