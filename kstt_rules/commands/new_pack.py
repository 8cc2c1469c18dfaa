"""``kstt new-pack``: write the draft of a rule pack from the official text of a regulation."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import language_option, path_option
from kstt_rules.outputs.visible import visible

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language


@click.command("new-pack", short_help="Draft a rule pack. / Tạo khung gói quy tắc.")
@click.argument("name")
@path_option(
    "--text",
    "text_path",
    required=True,
    metavar="FILE",
    help="Official text, .txt (UTF-8) or .docx. / Văn bản gốc.",
)
@click.option(
    "--extends",
    "base",
    metavar="PACK",
    help="Pack to build on; the draft holds only what differs. / Gói làm nền, chỉ ghi phần khác.",
)
@path_option(
    "--folder",
    default=".",
    show_default=True,
    metavar="DIR",
    help="Where to create the pack's folder. / Thư mục chứa gói quy tắc.",
)
@language_option
def command(*, name: str, text_path: Path, base: str | None, folder: Path, language: "Language") -> Exit:
    """Write a draft pack that lists every provision of a text; describe each in your own words.

    What the text itself leaves in doubt is told, by line, before the draft's folder. With --extends the draft takes
    over the rules of another pack, and where the text has other provisions is told too.

    Tạo gói quy tắc nháp liệt kê mọi quy định của văn bản để tự hoàn thiện; với --extends thì kế thừa một gói khác.
    """
    from kstt_rules.official_text.compare import compare, remarks_on  # noqa: PLC0415 - loads packs
    from kstt_rules.official_text.read import read_regulation  # noqa: PLC0415 - loads packs
    from kstt_rules.official_text.scaffold import scaffold  # noqa: PLC0415 - loads packs
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - loads packs

    text = read_regulation(text_path)
    below = None if base is None else load_pack(base)
    target = scaffold(name, text, folder, below)
    for remark in remarks_on(text) if below is None else compare(text, below):
        place = text_path.name if remark.line is None else f"{text_path.name}:{remark.line}"
        click.echo(visible(f"{place}: {remark.message[language]}"))
    click.echo(visible(str(target)))
    return Exit.CLEAN
