"""``kstt coverage``: say of every provision of a pack which rules check it, or why none does."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import BY_SUFFIX_OR_TERMINAL, format_option, language_option, output_option
from kstt_rules.library.inputs import check_output
from kstt_rules.outputs import choose_format, outputs_of, write

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language


@click.command("coverage", short_help="List what a pack covers. / Mức độ bao quát.")
@click.argument("pack", default=DEFAULT_PACK, metavar="[PACK]")
@format_option(outputs_of("coverage"), BY_SUFFIX_OR_TERMINAL)
@output_option
@language_option
def command(*, pack: str, format_name: str | None, output: Path | None, language: "Language") -> Exit:
    """List every provision of a pack with its rules, their cases, or the reason why it has none.

    The exit code is 1 if some provision has rules but no case that shows what they do.

    Liệt kê mọi điều khoản của gói quy tắc kèm quy tắc, số trường hợp thử hoặc lý do không kiểm tra.
    """
    check_output(output, pack)
    chosen_format = choose_format(format_name, output, "coverage")
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - takes long to load
    from kstt_rules.pack_tools.coverage import cover  # noqa: PLC0415 - takes long to load

    coverage = cover(load_pack(pack))
    write(coverage, chosen_format, output, language=language, shows="coverage")
    return Exit.FINDINGS if coverage.count("untested") else Exit.CLEAN
