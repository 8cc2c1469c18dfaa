"""``kstt coverage``: say of every provision of a pack which rules check it, or why none does."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules import DEFAULT_PACK
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import language_option
from kstt_rules.outputs import choose_format, outputs_of, write

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language


@click.command("coverage", short_help="List what a pack covers. / Mức độ bao quát.")
@click.argument("pack", default=DEFAULT_PACK, metavar="[PACK]")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(outputs_of("coverage"))),
    help="Format of the list; else by the suffix of -o, else terminal. / Định dạng.",
)
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="FILE", help="File to write. / Tệp kết quả.")
@language_option
def command(*, pack: str, format_name: str | None, output: Path | None, language: "Language") -> Exit:
    """List every provision of a pack with its rules, their cases, or the reason why there is none.

    The exit code is 1 where a provision is undecided: no case shows what its rules do.

    Liệt kê mọi điều khoản của gói quy tắc kèm quy tắc, số trường hợp thử hoặc lý do không kiểm tra.
    """
    chosen_format = choose_format(format_name, output, "coverage")
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - loads pandas
    from kstt_rules.pack_tools.coverage import cover  # noqa: PLC0415 - loads pandas

    coverage = cover(load_pack(pack))
    write(coverage, chosen_format, output, language=language, shows="coverage")
    return Exit.FINDINGS if coverage.count("untested") else Exit.CLEAN
