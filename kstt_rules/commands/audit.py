"""``kstt audit``: judge what was submitted and write the result."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import day_of, dossier_options, language_option, pack_option, read_settings, today
from kstt_rules.outputs import OUTPUTS, choose_format, write
from kstt_rules.outputs.visible import visible

if TYPE_CHECKING:
    from kstt_rules.bilingual import Language
    from kstt_rules.citation import Provision
    from kstt_rules.findings import AuditResult
    from kstt_rules.waivers import Waiver

FailOn = Literal["violation", "review", "info", "never"]

_COUNTED: Mapping[FailOn, tuple[str, ...]] = {
    "violation": ("violation",),
    "review": ("violation", "review"),
    "info": ("violation", "review", "info"),
    "never": (),
}


@click.command("audit", short_help="Audit a dossier. / Rà soát hồ sơ.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@pack_option
@dossier_options
@click.option(
    "--waivers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Breaches set aside: YAML, or a workbook with a sheet Miễn trừ. / Tệp miễn trừ.",
)
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Official text of the regulation, .docx or .txt, to quote in findings. / Văn bản chính thức.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(OUTPUTS)),
    help="Format of the result; else by the suffix of -o, else terminal. / Định dạng.",
)
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="OUT", help="File to write. / Tệp kết quả.")
@language_option
@click.option(
    "--fail-on",
    type=click.Choice(list(_COUNTED)),
    default="violation",
    show_default=True,
    help="Least severity of a breach that makes the exit code 1. / Mức độ trả về mã 1.",
)
@click.option("--verify", is_flag=True, help="Compare engine and masks on every subject. / Kiểm tra chéo bộ máy.")
def command(  # noqa: PLR0913 - one parameter an option
    *,
    paths: tuple[Path, ...],
    pack: str,
    as_of: datetime | None,
    effective_from: datetime | None,
    settings: tuple[str, ...],
    previous: tuple[Path, ...],
    units: Path | None,
    waivers: Path | None,
    text: Path | None,
    format_name: str | None,
    output: Path | None,
    language: "Language",
    fail_on: FailOn,
    verify: bool,
) -> Exit:
    """Audit workbooks, and folders of them, by the rules of a pack.

    Rà soát các tệp bảng tính hoặc thư mục đã nộp theo gói quy tắc.
    """
    chosen_format = choose_format(format_name, output)
    from kstt_rules.intake import start_reading  # noqa: PLC0415 - loads orjson

    with ExitStack() as stack:
        reading = stack.enter_context(start_reading(paths, units=units))
        stack.enter_context(_working())
        from kstt_rules.auditing import audit  # noqa: PLC0415 - loads pandas, while the files are read

        result = audit(
            reading,
            as_of=day_of(as_of) or today(),
            pack=pack,
            effective_from=day_of(effective_from),
            settings=read_settings(settings),
            previous=previous or None,
            waivers=_waivers(waivers),
            texts=_texts(text),
            verify=verify,
        )
    write(result, chosen_format, output, language=language)
    if output is not None:
        from kstt_rules.commands.pages import print_written  # noqa: PLC0415 - loads rich

        print_written(result, output, language)
    for reject in result.unreadable:
        click.echo(f"kstt: {visible(reject.file)}: {visible(reject.message[language])}", err=True)
    return exit_code(result, fail_on)


def _waivers(path: Path | None) -> "tuple[Waiver, ...]":
    if path is None:
        return ()
    from kstt_rules.waiver_files import read_waivers  # noqa: PLC0415 - seldom needed

    return read_waivers(path)


def _texts(path: Path | None) -> "Mapping[Provision, str]":
    if path is None:
        return {}
    from kstt_rules.pack.regulation_text import read_regulation, texts_by_provision  # noqa: PLC0415 - seldom needed

    return texts_by_provision(read_regulation(path))


def exit_code(result: "AuditResult", fail_on: FailOn) -> Exit:
    """Return the code that says how an audit ended: an unreadable file outweighs findings."""
    if result.unreadable:
        return Exit.UNREADABLE
    counted = _COUNTED[fail_on]
    found = any(finding.verdict == "breach" and finding.severity in counted for finding in result.findings)
    return Exit.FINDINGS if found else Exit.CLEAN


@contextmanager
def _working() -> Iterator[None]:
    """Show on standard error, where that is a terminal, that work goes on."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is seen

    with Console(stderr=True).status("Đang rà soát… / Auditing…"):
        yield
