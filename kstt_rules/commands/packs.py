"""``kstt packs``: list the rule packs that come with the program."""

from typing import TYPE_CHECKING

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import language_option

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language


@click.command("packs", short_help="List the rule packs. / Liệt kê các gói quy tắc.")
@language_option
def command(*, language: "Language") -> Exit:
    """List the rule packs with their versions, provisions and rules.

    Liệt kê các gói quy tắc kèm phiên bản, số điều khoản và số quy tắc.
    """
    from kstt_rules.commands.pages import print_packs  # noqa: PLC0415 - loads packs and rich

    print_packs(language)
    return Exit.CLEAN
