"""``kstt check``: load rule packs, run the cases that stand beside their rules, compare one with its official text."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import language_option, path_option
from kstt_rules.outputs.visible import visible

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language
    from kstt_rules.pack import Pack

_UNWRITTEN: Final = both("{count} texts are still to be written, the first: {first}")


@click.command("check", short_help="Check rule packs. / Kiểm tra gói quy tắc.")
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@path_option(
    "--text",
    "text_path",
    metavar="FILE",
    help="Official text to compare one pack with, .txt (UTF-8) or .docx. / Văn bản gốc để đối chiếu.",
)
@language_option
def command(*, packs: tuple[str, ...], text_path: Path | None, language: "Language") -> Exit:
    """Load the packs (by default all included ones) and run their cases.

    Nạp các gói quy tắc và chạy các trường hợp thử kèm theo.
    """
    from kstt_rules.pack import list_packs, load_pack  # noqa: PLC0415 - loads pandas
    from kstt_rules.pack_tools.check import check_pack  # noqa: PLC0415 - loads pandas
    from kstt_rules.pack_tools.to_do import to_do  # noqa: PLC0415 - loads pandas

    if text_path is not None and len(packs) != 1:
        raise UsageError(both("--text needs exactly one pack: kstt check PACK --text FILE"))
    sound = True
    for pack in map(load_pack, packs or list_packs()):
        report = check_pack(pack)
        for problem in report.problems:
            click.echo(visible(str(problem)))
        taken_over = f" ({report.taken_over} of them from {pack.base.id})" if pack.base is not None else ""
        click.echo(
            f"{pack.id} {pack.version}: {report.provisions} provisions, {report.rules} rules{taken_over}, "
            f"{report.cases} cases, {len(report.problems)} problems"
        )
        unwritten = to_do(pack)
        if unwritten:
            click.echo(visible(_UNWRITTEN.format(count=len(unwritten), first=unwritten[0])[language]))
        sound = sound and not report.problems
        if text_path is not None:
            sound = _agrees(pack, text_path, language) and sound
    return Exit.CLEAN if sound else Exit.FINDINGS


def _agrees(pack: "Pack", text_path: Path, language: "Language") -> bool:
    """Print where a pack and its text differ; return whether they agree, defects of the text itself aside."""
    from kstt_rules.official_text.compare import PACK_FAULTS, compare  # noqa: PLC0415 - loads pandas
    from kstt_rules.official_text.read import read_regulation  # noqa: PLC0415 - loads pandas

    remarks = compare(read_regulation(text_path), pack)
    for remark in remarks:
        place = text_path.name if remark.line is None else f"{text_path.name}:{remark.line}"
        click.echo(visible(f"{place}: {remark.message[language]}"))
    faults = sum(remark.kind in PACK_FAULTS for remark in remarks)
    click.echo(visible(f"{text_path.name}: {len(remarks)} remarks, {faults} of them on the pack"))
    return not faults
