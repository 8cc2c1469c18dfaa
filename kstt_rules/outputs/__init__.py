"""Formats in which a result can be shown: one module each, found by name, loaded when first used."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, cast

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.outputs.extras import has_extra, require_extra
from kstt_rules.outputs.target import atomic_file, check_target, standard_output

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language
    from kstt_rules.model.comparison import AuditSince, Diff
    from kstt_rules.model.findings import AuditResult
    from kstt_rules.model.pack_coverage import PackCoverage
    from kstt_rules.model.reporting_year import ReportingYear

    Shown = AuditResult | PackCoverage | Diff | AuditSince | ReportingYear


class Render(Protocol):
    """Writes the whole of a result to a stream of bytes."""

    def __call__(self, result: "Shown", stream: BinaryIO, *, language: "Language") -> None:
        """Write the result, its words in the language."""


@dataclass(frozen=True, slots=True)
class Output:
    """One format: the module whose ``render`` writes it, its file suffix; a binary one needs a file.

    ``extra`` names the extra of this package that brings the library it is written with.
    """

    module: str
    suffix: str
    binary: bool = False
    extra: str | None = None

    @property
    def available(self) -> bool:
        """Whether the library that this format is written with is installed."""
        return self.extra is None or has_extra(self.extra)

    @property
    def render(self) -> Render:
        """The function that writes this format."""
        return cast("Render", import_module(self.module).render)


OUTPUTS: Mapping[str, Output] = MappingProxyType(
    {
        "terminal": Output("kstt_rules.outputs.read.terminal", ".txt"),
        "json": Output("kstt_rules.outputs.exchange.json", ".json"),
        "csv": Output("kstt_rules.outputs.read.csv", ".csv"),
        "xlsx": Output("kstt_rules.outputs.read.xlsx", ".xlsx", binary=True),
        "docx": Output("kstt_rules.outputs.read.docx", ".docx", binary=True, extra="word"),
        "html": Output("kstt_rules.outputs.read.html.report", ".html"),
        "sarif": Output("kstt_rules.outputs.exchange.sarif", ".sarif"),
        "oscal": Output("kstt_rules.outputs.exchange.oscal", ".oscal.json"),
        "junit": Output("kstt_rules.outputs.exchange.junit", ".xml"),
    }
)
"""The formats of what an audit found."""

ANNOTATED: Final = "annotated"
"""The format that is the submitted files themselves, with marks: several files, which ``outputs.annotated`` writes."""

COVERAGE_OUTPUTS: Mapping[str, Output] = MappingProxyType(
    {
        "terminal": Output("kstt_rules.outputs.coverage.terminal", ".txt"),
        "markdown": Output("kstt_rules.outputs.coverage.markdown", ".md"),
        "json": Output("kstt_rules.outputs.coverage.json", ".json"),
    }
)
"""The formats of what a rule pack covers."""

DIFF_OUTPUTS: Mapping[str, Output] = MappingProxyType(
    {
        "terminal": Output("kstt_rules.outputs.comparison.terminal", ".txt"),
        "json": Output("kstt_rules.outputs.comparison.json", ".json"),
        "html": Output("kstt_rules.outputs.read.html.comparison", ".html"),
    }
)
"""The formats of two audits compared."""

SINCE_OUTPUTS: Mapping[str, Output] = MappingProxyType(
    {
        "terminal": Output("kstt_rules.outputs.comparison.since_terminal", ".txt"),
        "html": Output("kstt_rules.outputs.read.html.since", ".html"),
    }
)
"""The formats that show what has changed in an audit since an earlier one; the others say nothing of that."""

CALENDAR_OUTPUTS: Mapping[str, Output] = MappingProxyType(
    {
        "xlsx": Output("kstt_rules.outputs.calendar.xlsx", ".xlsx", binary=True),
        "ics": Output("kstt_rules.outputs.calendar.ics", ".ics"),
    }
)
"""The formats of a report calendar."""


def choose_format(name: str | None, path: Path | None, outputs: Mapping[str, Output] = OUTPUTS) -> str:
    """Return the format asked for, or else that of the file's suffix, or else ``terminal``.

    Raises UsageError when there is no such format, when a suffix says nothing, when a binary format has no
    file to go to, when its library is not installed, or when no file can be written at ``path``.
    """
    if path is not None:
        check_target(path)
    if name is None:
        name = "terminal" if path is None else _format_of(path, outputs)
    if name not in outputs:
        raise UsageError(
            both("there is no format {name!r}; allowed: {formats}").format(name=name, formats=", ".join(outputs))
        )
    if path is None and outputs[name].binary:
        raise UsageError(both("the format {name} is not text: name a file for it with -o").format(name=name))
    if extra := outputs[name].extra:
        require_extra(extra)
    return name


def write(
    result: "Shown",
    name: str,
    path: Path | None,
    *,
    language: "Language",
    outputs: Mapping[str, Output] = OUTPUTS,
) -> None:
    """Write a result in the format of this name to a file, or to standard output when ``path`` is None.

    A file appears whole or not at all. Raises UsageError for what ``choose_format`` does not allow, and when
    the result cannot be written; BrokenPipeError when standard output is no longer read.
    """
    render = outputs[choose_format(name, path, outputs)].render
    with standard_output() if path is None else atomic_file(path) as stream:
        render(result, stream, language=language)


def _format_of(path: Path, outputs: Mapping[str, Output]) -> str:
    fitting = [name for name, output in outputs.items() if path.name.lower().endswith(output.suffix)]
    if fitting:
        return max(fitting, key=lambda name: len(outputs[name].suffix))
    suffixes = ", ".join(output.suffix for output in outputs.values())
    raise UsageError(
        both("{path}: the suffix tells no format; use one of {suffixes}, or name the format").format(
            path=path, suffixes=suffixes
        )
    )
