"""``kstt check``: load rule packs, run the cases that stand beside their rules, compare one with its official text."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import PackError, UsageError
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import language_option, path_option
from kstt_rules.outputs.visible import visible
from kstt_rules.proof.available import require_solver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kstt_rules.base.bilingual import Language
    from kstt_rules.base.errors import Problem
    from kstt_rules.pack import Pack
    from kstt_rules.pack_tools.check import CheckReport

_COUNTED: Final = both("{pack}: {provisions} provisions, {rules} rules{taken_over}, {cases} cases, {problems} problems")
_TAKEN_OVER: Final = both(" ({count} of them from {pack})")
_UNUSABLE: Final = both("{pack}: {count} problems; the pack cannot be used before they are mended")
_REMARKS: Final = both("{file}: {count} remarks, {faults} of them on the pack")
_UNWRITTEN: Final = both("{count} texts are still to be written, the first: {first}")


@click.command("check", short_help="Check rule packs. / Kiểm tra gói quy tắc.")
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@path_option(
    "--text",
    "text_path",
    metavar="FILE",
    help="Official text to compare one pack with, .txt (UTF-8) or .docx. / Văn bản gốc để đối chiếu.",
)
@click.option(
    "--prove", is_flag=True, help="Hold the rules against all dossiers at once (needs z3). / Chứng minh trên mọi hồ sơ."
)
@language_option
def command(*, packs: tuple[str, ...], text_path: Path | None, prove: bool, language: "Language") -> Exit:
    """Load the packs (by default all included ones) and run their cases.

    Nạp các gói quy tắc và chạy các trường hợp thử kèm theo.
    """
    from kstt_rules.pack import list_packs  # noqa: PLC0415 - takes long to load

    if text_path is not None and len(packs) != 1:
        raise UsageError(both("--text needs exactly one pack: kstt check PACK --text FILE"))
    if prove:
        require_solver()
    return max(_check(name, text_path, language, prove=prove) for name in packs or list_packs())


def _check(name: str, text_path: Path | None, language: "Language", *, prove: bool) -> Exit:
    """Print what is wrong with one pack, and how it stood its cases; a pack that cannot be used does not end it all."""
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - takes long to load
    from kstt_rules.pack_tools.check import check_pack  # noqa: PLC0415 - takes long to load

    try:
        pack = load_pack(name)
        report = check_pack(pack)
    except PackError as error:
        _tell_all(error.problems, language)
        click.echo(visible(_UNUSABLE.format(pack=name, count=len(error.problems))[language]))
        return Exit.UNREADABLE
    _tell_all(report.problems, language)
    _sum_up(pack, report, language)
    agrees = text_path is None or _agrees(pack, text_path, language)
    is_proved = not prove or _is_proved(pack, language)
    return Exit.CLEAN if agrees and is_proved and not report.problems else Exit.FINDINGS


def _tell_all(problems: "Iterable[Problem]", language: "Language") -> None:
    for problem in problems:
        click.echo(visible(problem.told[language]))


def _sum_up(pack: "Pack", report: "CheckReport", language: "Language") -> None:
    """Print what was counted, and what of a draft is still to be written."""
    from kstt_rules.pack_tools.to_do import to_do  # noqa: PLC0415 - takes long to load

    taken_over = "" if pack.base is None else _TAKEN_OVER.format(count=report.taken_over, pack=pack.base.id)
    counted = _COUNTED.format(
        pack=f"{pack.id} {pack.version}",
        provisions=report.provisions,
        rules=report.rules,
        taken_over=taken_over,
        cases=report.cases,
        problems=len(report.problems),
    )
    click.echo(visible(counted[language]))
    unwritten = to_do(pack)
    if unwritten:
        click.echo(visible(_UNWRITTEN.format(count=len(unwritten), first=unwritten[0].told)[language]))


def _is_proved(pack: "Pack", language: "Language") -> bool:
    """Print what holds of a pack whatever the dossier; return whether all of it is meant."""
    from kstt_rules.commands.proof_text import proof_lines  # noqa: PLC0415 - needs the solver
    from kstt_rules.proof.prove import prove  # noqa: PLC0415 - needs the solver

    report = prove(pack)
    for line in proof_lines(pack, report, language):
        click.echo(visible(line))
    return not report.unused and all(finding.reason is not None for finding in report.findings)


def _agrees(pack: "Pack", text_path: Path, language: "Language") -> bool:
    """Print where a pack and its text differ; return whether they agree, defects of the text itself aside."""
    from kstt_rules.official_text.compare import PACK_FAULTS, compare  # noqa: PLC0415 - takes long to load
    from kstt_rules.official_text.read import read_regulation  # noqa: PLC0415 - takes long to load

    remarks = compare(read_regulation(text_path), pack)
    for remark in remarks:
        place = text_path.name if remark.line is None else f"{text_path.name}:{remark.line}"
        click.echo(visible(f"{place}: {remark.message[language]}"))
    faults = sum(remark.kind in PACK_FAULTS for remark in remarks)
    counted = _REMARKS.format(file=text_path.name, count=len(remarks), faults=faults)
    click.echo(visible(counted[language]))
    return not faults
