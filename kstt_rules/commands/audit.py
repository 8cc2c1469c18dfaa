"""``kstt audit``: judge what was submitted and write the result."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kstt_rules.base.bilingual import both
from kstt_rules.commands.destinations import (
    Destination,
    Place,
    check_letterhead,
    check_statistics,
    choose_destinations,
    deliver,
    outputs_option,
    print_statistics,
)
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import (
    BY_SUFFIX_OR_TERMINAL,
    FailOn,
    GivenPath,
    day_of,
    dossier_options,
    engine_absent_option,
    fail_on_option,
    format_option,
    language_option,
    pack_option,
    path_option,
    reaches,
    selecting_options,
    tell_unread,
    today,
)
from kstt_rules.commands.run_options import WHOLE, chosen_run, executor_of, named_run
from kstt_rules.library.inputs import check_there
from kstt_rules.outputs import ANNOTATED, outputs_of

_A_QUARTER: Final = 92  # days
_OLD_DATA = both(
    "the newest day in the data is {newest}, more than a quarter ago, but the audit speaks for today, {today}; "
    "for the time of the data, add --as-of {newest}"
)

if TYPE_CHECKING:
    from kstt_rules.auditing import Detail
    from kstt_rules.base.bilingual import Language
    from kstt_rules.intake import FileReader
    from kstt_rules.judging.steps import EngineAbsent
    from kstt_rules.model.citation import Provision
    from kstt_rules.model.comparison import AuditSince, Snapshot
    from kstt_rules.model.findings import AuditResult
    from kstt_rules.model.letter import Letterhead
    from kstt_rules.waivers.apply import Waiver


@click.command("audit", short_help="Audit a dossier. / Rà soát hồ sơ.")
@click.argument("paths", nargs=-1, required=True, type=GivenPath(), metavar="PATH...")
@pack_option
@dossier_options
@selecting_options
@path_option(
    "--waivers",
    metavar="FILE",
    help="Breaches to set aside: YAML, or a workbook with a sheet Miễn trừ. / Tệp miễn trừ.",
)
@path_option(
    "--baseline",
    metavar="OLD.json",
    help="Earlier result: show and count only what is new. / Kết quả lần trước.",
)
@path_option(
    "--text",
    metavar="FILE",
    help="Official text to quote in findings, .docx or .txt. / Văn bản chính thức.",
)
@path_option(
    "--letterhead",
    metavar="FILE.yaml",
    help="Makes the report in Word an official one: agency, number, signer. / Tệp thông tin cơ quan ban hành báo cáo.",
)
@format_option(
    [*outputs_of("audit"), ANNOTATED],
    f"{BY_SUFFIX_OR_TERMINAL} annotated: the submitted files with marks, in the file or folder after -o.",
)
@outputs_option
@language_option
@fail_on_option
@click.option(
    "--run",
    callback=named_run,
    metavar="HOW",
    help="How to run: whole, parts (a large dossier in little memory), dask (all processors) or dask://HOST:PORT; "
    "by default, from the size. / Cách chạy: một lần, theo phần hoặc nhiều máy.",
)
@click.option("--engine", callback=named_run, hidden=True)  # what --run was called before
@click.option(
    "--scratch",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="FOLDER",
    help="Temporary folder that all machines share. / Thư mục tạm dùng chung.",
)
@click.option(
    "--allow-unread",
    is_flag=True,
    help="Files, sheets and columns that were not read are meant to be so. / Chấp nhận phần không đọc được.",
)
@click.option(
    "--detail",
    type=click.Choice(["own", "all"]),
    default="own",
    show_default=True,
    help="Undetermined findings: those of a subject's own data, or all, also of what many lack. "
    "/ Chưa đủ căn cứ: chỉ do dữ liệu riêng, hay liệt kê tất cả.",
)
@click.option(
    "--statistics",
    is_flag=True,
    help="Also show in the terminal how often each rule came to each outcome. / Thống kê theo từng quy tắc.",
)
@click.option("--verify", is_flag=True, help="Judge every subject twice, in two ways. / Kiểm tra chéo mọi đối tượng.")
@engine_absent_option
def command(  # noqa: PLR0913 - one parameter an option
    *,
    paths: tuple[Path, ...],
    pack: str,
    as_of: datetime | None,
    effective_from: datetime | None,
    settings: tuple[str, ...],
    previous: tuple[Path, ...],
    units: Path | None,
    mapping: Path | None,
    only_rules: tuple[str, ...],
    only_provisions: tuple[str, ...],
    only_units: tuple[str, ...],
    only_tiers: tuple[str, ...],
    waivers: Path | None,
    baseline: Path | None,
    text: Path | None,
    letterhead: Path | None,
    format_name: str | None,
    places: tuple[Place, ...],
    language: "Language",
    fail_on: FailOn,
    run: str | None,
    engine: str | None,
    scratch: Path | None,
    allow_unread: bool,
    detail: "Detail",
    statistics: bool,
    verify: bool,
    engine_absent: "EngineAbsent",
) -> Exit:
    """Audit workbooks and folders of workbooks by the rules of a pack.

    Rà soát các tệp bảng tính hoặc thư mục đã nộp theo gói quy tắc.
    """
    check_there(*paths, *previous, units, mapping, waivers, baseline, text, letterhead)
    given = [*paths, *([units] if units else [])]
    others = [*previous, *filter(None, (mapping, waivers, baseline, text, letterhead))]
    destinations = choose_destinations(format_name, places, given, [*others, Path(pack)])
    if statistics:
        check_statistics(destinations)
    head = None if letterhead is None else _letterhead(letterhead, destinations, language)
    earlier = _earlier(baseline)
    run = chosen_run(run or engine, [*paths, *previous])
    with ExitStack() as stack:
        source = _source(stack, run, paths, units, mapping)
        stack.enter_context(_working())
        parts: dict[str, Any] = {}
        if run != WHOLE:
            executor = stack.enter_context(executor_of(run))
            parts = {"in_parts": True, "executor": executor, "scratch": scratch, "units": units}
        from kstt_rules.auditing import audit  # noqa: PLC0415 - loads while the files are read
        from kstt_rules.judging.settings import read_settings  # noqa: PLC0415 - loads packs
        from kstt_rules.model.selection import Only  # noqa: PLC0415 - loads the catalogue

        result = audit(
            source,
            as_of=day_of(as_of) or today(),
            pack=pack,
            effective_from=day_of(effective_from),
            settings=read_settings(settings),
            mapping=mapping,
            previous=previous or None,
            waivers=_waivers(waivers, pack),
            texts=_texts(text),
            verify=verify,
            detail=detail,
            engine_absent=engine_absent,
            only=Only(only_rules, only_provisions, only_units, only_tiers),
            **parts,
        )
    if as_of is None:
        _say_that_the_data_are_old(result, language)
    if not destinations[0].is_page:  # the page itself begins with what was not read
        tell_unread([*result.unread, *result.passed_over], language)
    is_whole = deliver(result, since := _since(earlier, result), destinations, given, language, head)
    if statistics:
        print_statistics(result, language)
    if not is_whole or (result.unread and not allow_unread):
        return Exit.UNREADABLE
    return Exit.FINDINGS if reaches(since.diff.fresh if since else result.findings, fail_on) else Exit.CLEAN


def _say_that_the_data_are_old(result: "AuditResult", language: "Language") -> None:
    """Say first which day to choose where nobody named one and the data are of another time."""
    newest = result.newest_day
    if newest is not None and (result.as_of - newest).days > _A_QUARTER:
        days = {"newest": newest.isoformat(), "today": result.as_of.isoformat()}
        click.echo(f"kstt: {_OLD_DATA.format(**days)[language]}", err=True)


def _source(
    stack: ExitStack, run: str, paths: tuple[Path, ...], units: Path | None, mapping: Path | None
) -> "FileReader | tuple[Path, ...]":
    """Begin to read what is audited in one piece; what is audited in parts is read by whoever works on them."""
    if run != WHOLE:
        return paths
    from kstt_rules.intake import start_reading  # noqa: PLC0415 - loads orjson

    return stack.enter_context(start_reading(paths, units=units, mapping=mapping))


def _earlier(path: Path | None) -> "Snapshot | None":
    if path is None:
        return None
    from kstt_rules.compare.saved_results import read_result  # noqa: PLC0415 - seldom needed

    return read_result(path)


def _since(earlier: "Snapshot | None", result: "AuditResult") -> "AuditSince | None":
    if earlier is None:
        return None
    from kstt_rules.compare.diff import compare, snapshot  # noqa: PLC0415 - takes long to load
    from kstt_rules.model.comparison import AuditSince  # noqa: PLC0415 - takes long to load

    return AuditSince(result, compare(earlier, snapshot(result)))


def _waivers(path: Path | None, pack: str) -> "tuple[Waiver, ...]":
    if path is None:
        return ()
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - loads packs
    from kstt_rules.waivers.files import read_waivers  # noqa: PLC0415 - seldom needed

    vocabulary = load_pack(pack).vocabulary
    return read_waivers(path, vocabulary.sheets, vocabulary.citations)


def _letterhead(path: Path, destinations: Sequence[Destination], language: "Language") -> "Letterhead":
    check_letterhead(destinations, language)
    from kstt_rules.letters.letterhead import read_letterhead  # noqa: PLC0415 - seldom needed

    return read_letterhead(path)


def _texts(path: Path | None) -> "Mapping[Provision, str]":
    if path is None:
        return {}
    from kstt_rules.official_text.read import read_regulation, texts_by_provision  # noqa: PLC0415 - seldom needed

    return texts_by_provision(read_regulation(path))


@contextmanager
def _working() -> Iterator[None]:
    """Show on standard error, where that is a terminal, that work goes on."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is seen

    with Console(stderr=True).status("Đang rà soát… / Auditing…"):
        yield
