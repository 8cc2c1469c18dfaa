"""Where the outputs of an audit go: every ``-o`` with its format, checked before the audit and written after it."""

import os
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.base.real_path import real_path
from kstt_rules.commands.options import GivenPath
from kstt_rules.library.inputs import check_output, files_of
from kstt_rules.outputs import ANNOTATED, choose_format, outputs_of, write
from kstt_rules.outputs.target import check_distinct, standard_output

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language
    from kstt_rules.model.comparison import AuditSince
    from kstt_rules.model.findings import AuditResult
    from kstt_rules.model.letter import Letterhead

_ONE_FORMAT: Final = both(
    "--format is for one output; of several, each has the format of its suffix, and a folder, written with / at its "
    "end, gets the submitted files with marks"
)
_NO_FOLDER: Final = both("{path}: a folder is for the format annotated; name a file for the format {name}")
_WITHIN: Final = both("{path}: lies in {folder}, where the submitted files with marks go; name another place")
_NO_ROOM: Final = both("--statistics shows a table in the terminal; name a file for the format {name} with -o")
_NO_LETTER: Final = both("--letterhead is for the format {formats}; name a file for it with -o")
_VIETNAMESE: Final = both("--letterhead makes an official document, which is in Vietnamese: leave out --lang en")
_SEPARATORS: Final = tuple(filter(None, ("/", os.sep, os.altsep)))


@dataclass(frozen=True, slots=True)
class Place:
    """What an ``-o`` names; it is written as a folder where it ends as one."""

    path: Path
    is_folder: bool = False


class GivenPlace(GivenPath):
    """A place on the command line that keeps whether it was written as a folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the place, or say that there is none."""
        path = super().convert(value, param, ctx)
        return Place(path, os.fspath(value).endswith(_SEPARATORS))


outputs_option: Final[Callable[..., Callable[..., object]]] = click.option(
    "-o",
    "places",
    multiple=True,
    type=GivenPlace(),
    metavar="OUT",
    help="File to write, or folder/ for the submitted files with marks; may be repeated. / Tệp kết quả.",
)


@dataclass(frozen=True, slots=True)
class Destination:
    """One output: its format, and its place or None for standard output."""

    format: str
    place: Place | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is the page that standard output shows."""
        return self.format == "terminal" and self.place is None


def choose_destinations(
    name: str | None, places: Sequence[Place], given: Sequence[Path], others: Sequence[Path]
) -> tuple[Destination, ...]:
    """Return where each output goes, in the order in which they were named.

    ``given`` are the files and folders that are audited, ``others`` what else is read. Raises UsageError where two
    outputs have one place, where something that is read stands there, and for a format or place that is not allowed.
    """
    if name is not None and len(places) > 1:
        raise UsageError(_ONE_FORMAT)
    check_distinct(place.path for place in places)
    found = tuple(_checked(name, place, given, others) for place in places or (None,))
    _check_folders(found)
    return found


def _checked(name: str | None, place: Place | None, given: Sequence[Path], others: Sequence[Path]) -> Destination:
    is_folder = place is not None and place.is_folder
    path = None if place is None else place.path
    if name == ANNOTATED or (name is None and is_folder):
        from kstt_rules.outputs.annotated.targets import check_place  # noqa: PLC0415 - seldom needed

        check_place(path, given, others=[*others, *files_of([*given, *others])], is_folder=is_folder)
        return Destination(ANNOTATED, place)
    if is_folder:
        raise UsageError(_NO_FOLDER.format(path=path, name=name))
    check_output(path, *given, *others)
    return Destination(choose_format(name, path), place)


def _check_folders(destinations: Sequence[Destination]) -> None:
    """Raise UsageError where an output lies in the folder of another."""
    places = [one.place for one in destinations if one.place is not None]
    for first, second in combinations(places, 2):
        for outer, inner in ((first, second), (second, first)):
            if outer.is_folder and real_path(outer.path) in real_path(inner.path).parents:
                raise UsageError(_WITHIN.format(path=inner.path, folder=outer.path))


def deliver(
    result: "AuditResult",
    since: "AuditSince | None",
    destinations: Sequence[Destination],
    given: Sequence[Path],
    language: "Language",
    letterhead: "Letterhead | None" = None,
) -> bool:
    """Write a result to all its places and say where it went; return whether all of it could be written.

    What cannot be written to one place is written to the others. Raises the errors, in a group, after that.
    """
    is_whole, written, failed = True, [], []
    for one in destinations:
        try:
            is_whole &= _write(result, since, one, given, language, letterhead)
        except BrokenPipeError:
            raise
        except (UsageError, InputError, OSError) as error:
            failed.append(error)
        else:
            written += [one.place.path] if one.place is not None else []
    if written:
        _tell(result, since, written, language)
    if failed:
        raise ExceptionGroup("outputs that could not be written", failed)
    return is_whole


def check_statistics(destinations: Sequence[Destination]) -> None:
    """Raise UsageError where statistics would stand on standard output behind something for programs."""
    for one in destinations:
        if one.place is None and not one.is_page:
            raise UsageError(_NO_ROOM.format(name=one.format))


def check_letterhead(destinations: Sequence[Destination], language: "Language") -> None:
    """Raise UsageError where a letterhead is given and no output is an official document."""
    bearing = [name for name, output in outputs_of("audit").items() if output.bears_letterhead]
    if not any(one.format in bearing for one in destinations):
        raise UsageError(_NO_LETTER.format(formats=", ".join(bearing)))
    if language != "vi":
        raise UsageError(_VIETNAMESE)


def print_statistics(result: "AuditResult", language: "Language") -> None:
    """Show how often each rule came to each outcome."""
    from kstt_rules.outputs.read.statistics import render  # noqa: PLC0415 - seldom needed

    with standard_output() as stream:
        render(result, stream, language=language)


def _write(
    result: "AuditResult",
    since: "AuditSince | None",
    one: Destination,
    given: Sequence[Path],
    language: "Language",
    letterhead: "Letterhead | None",
) -> bool:
    """Write one output; the page shows what has changed since, every other format holds the whole result."""
    path = None if one.place is None else one.place.path
    if one.format == ANNOTATED:
        from kstt_rules.commands.annotated import hand_back  # noqa: PLC0415 - seldom needed

        assert one.place is not None, "annotated files have a place"
        return hand_back(result, given, one.place.path, language, is_folder=one.place.is_folder)
    if since is not None and one.format in outputs_of("since"):
        write(since, one.format, path, language=language, shows="since")
    else:
        write(result, one.format, path, language=language, letterhead=letterhead)
    return True


def _tell(result: "AuditResult", since: "AuditSince | None", paths: Sequence[Path], language: "Language") -> None:
    """Say where a result went, and what it comes to."""
    from kstt_rules.commands.written import print_written  # noqa: PLC0415 - loads the result's values

    print_written(result, paths, language)
    if since is not None:
        from kstt_rules.outputs.comparison.wording import counts_text  # noqa: PLC0415 - loads the result's values

        click.echo(counts_text(since.diff, language))
