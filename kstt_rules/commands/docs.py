"""``kstt docs``: write the pages that document rule packs."""

from pathlib import Path

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.outputs.visible import visible


@click.command("docs", short_help="Document rule packs. / Xuất tài liệu gói quy tắc.")
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@click.option(
    "-o",
    "folder",
    default="docs/rules",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Folder; each pack gets a subfolder. / Thư mục kết quả.",
)
def command(*, packs: tuple[str, ...], folder: Path) -> Exit:
    """Write an index and a Markdown page for each article of the packs (by default of all included packs).

    Pages that an earlier run wrote for articles that are gone are removed.

    Xuất mỗi điều một trang Markdown kèm mục lục cho các gói quy tắc.
    """
    from kstt_rules.commands.rule_pages import write_rule_pages  # noqa: PLC0415 - loads packs
    from kstt_rules.pack import list_packs, load_pack  # noqa: PLC0415 - takes long to load

    for pack in map(load_pack, packs or list_packs()):
        click.echo(visible(str(write_rule_pages(pack, folder))))
    return Exit.CLEAN
