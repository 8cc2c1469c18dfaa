"""What is shown: one module a format, found by what it declares and loaded when it is first used."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.outputs.registry import Output, Shows, outputs_of
from kstt_rules.outputs.target import atomic_file, check_target, standard_output

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language
    from kstt_rules.model.letter import Letterhead
    from kstt_rules.outputs.registry import Shown

__all__ = ["ANNOTATED", "Output", "Shows", "choose_format", "outputs_of", "write"]

ANNOTATED: Final = "annotated"
"""The format that is the submitted files themselves, with marks: several files, which ``outputs.annotated`` writes."""


def choose_format(name: str | None, path: Path | None, shows: Shows = "audit") -> str:
    """Return the format asked for, or else that of the file's suffix, or else ``terminal``.

    Raises UsageError when there is no such format, when a suffix says nothing, when a binary format has no
    file to go to, or when no file can be written at ``path``.
    """
    outputs = outputs_of(shows)
    if path is not None:
        check_target(path)
    if name is None:
        name = "terminal" if path is None else _format_of(path, shows)
    if name not in outputs:
        raise UsageError(
            both("unknown format {name!r}; choose from {formats}").format(name=name, formats=", ".join(outputs))
        )
    if path is None and outputs[name].binary:
        raise UsageError(both("the format {name} is not text: name a file for it with -o").format(name=name))
    return name


def write(
    shown: "Shown",
    name: str,
    path: Path | None,
    *,
    language: "Language",
    shows: Shows = "audit",
    letterhead: "Letterhead | None" = None,
) -> None:
    """Write something in the format of this name to a file, or to standard output when ``path`` is None.

    A format that bears a letterhead has it; it says nothing to the others. A file appears whole or not at all. Raises
    UsageError for what ``choose_format`` does not allow, and when the result cannot be written; BrokenPipeError when
    standard output is no longer read.
    """
    output = outputs_of(shows)[choose_format(name, path, shows)]
    more = {"letterhead": letterhead} if letterhead is not None and output.bears_letterhead else {}
    with standard_output() if path is None else atomic_file(path) as stream:
        output.render(shown, stream, language=language, **more)


def _format_of(path: Path, shows: Shows) -> str:
    outputs = outputs_of(shows)
    fitting = [name for name, output in outputs.items() if path.name.lower().endswith(output.suffix)]
    if fitting:
        return max(fitting, key=lambda name: len(outputs[name].suffix))
    raise UsageError(
        both("{path}: cannot tell the format from the file name; use one of {suffixes}, or name the format").format(
            path=path, suffixes=", ".join(output.suffix for output in outputs.values())
        )
    )
