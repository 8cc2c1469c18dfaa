"""``kstt template``: write the workbook that offices fill in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import language_option, pack_option, path_option
from kstt_rules.commands.register import read_register
from kstt_rules.library.inputs import check_output
from kstt_rules.outputs.target import atomic_file, check_target
from kstt_rules.outputs.visible import visible

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language


@click.command("template", short_help="Write an empty workbook to fill in. / Tạo biểu mẫu.")
@pack_option
@path_option(
    "--units",
    metavar="PATH",
    help="Register of units to copy into it. / Danh mục đơn vị điền sẵn.",
)
@path_option(
    "-o",
    "output",
    required=True,
    metavar="OUT.xlsx",
    help="Workbook to write. / Tệp biểu mẫu.",
)
@language_option
def command(*, pack: str, units: Path | None, output: Path, language: "Language") -> Exit:
    """Write an empty workbook with every sheet that the rules of a pack use, and that of waivers.

    Tạo biểu mẫu gồm mọi trang dữ liệu mà gói quy tắc cần để các đơn vị điền, và trang Miễn trừ.
    """
    check_output(output, units, pack)
    check_target(output)
    from kstt_rules.outputs.template import render  # noqa: PLC0415 - loads xlsxwriter
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - loads packs
    from kstt_rules.pack_tools.form import form_of  # noqa: PLC0415 - takes long to load

    rules = load_pack(pack)
    form = form_of(rules, None if units is None else read_register(units, rules.vocabulary))
    with atomic_file(output) as stream:
        render(form, stream, language=language)
    click.echo(visible(str(output)))
    return Exit.CLEAN
