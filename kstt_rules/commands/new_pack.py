"""``kstt new-pack``: write the draft of a rule pack from the official text of a regulation."""

from pathlib import Path

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import path_option
from kstt_rules.outputs.visible import visible


@click.command("new-pack", short_help="Draft a rule pack. / Tạo khung gói quy tắc.")
@click.argument("name")
@path_option(
    "--text",
    "text_path",
    required=True,
    metavar="FILE",
    help="Official text, .txt (UTF-8) or .docx. / Văn bản gốc.",
)
@path_option(
    "--folder",
    default=".",
    show_default=True,
    metavar="DIR",
    help="Where to create the pack's folder. / Thư mục chứa gói quy tắc.",
)
def command(*, name: str, text_path: Path, folder: Path) -> Exit:
    """Write a draft pack that lists every provision of a text; describe each in your own words.

    Tạo gói quy tắc nháp liệt kê mọi quy định của văn bản để tự hoàn thiện.
    """
    from kstt_rules.official_text.read import read_regulation  # noqa: PLC0415 - loads packs
    from kstt_rules.official_text.scaffold import scaffold  # noqa: PLC0415 - loads packs

    click.echo(visible(str(scaffold(name, read_regulation(text_path), folder))))
    return Exit.CLEAN
