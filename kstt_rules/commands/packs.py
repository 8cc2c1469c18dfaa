"""``kstt packs``: list the rule packs that come with the program."""

from typing import TYPE_CHECKING

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import language_option

if TYPE_CHECKING:
    from kstt_rules.bilingual import Language


@click.command("packs", short_help="List the rule packs. / Liệt kê các bộ quy tắc.")
@language_option
def command(*, language: "Language") -> Exit:
    """List the rule packs with their version, provisions and rules.

    Liệt kê các bộ quy tắc kèm phiên bản, số điều khoản và số quy tắc.
    """
    from kstt_rules.commands import texts  # noqa: PLC0415 - loads pandas
    from kstt_rules.outputs.page import pairs, write_page  # noqa: PLC0415 - loads rich
    from kstt_rules.outputs.target import standard_output  # noqa: PLC0415
    from kstt_rules.pack import list_packs, load_pack  # noqa: PLC0415 - loads pandas
