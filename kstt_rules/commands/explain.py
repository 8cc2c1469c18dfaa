"""``kstt explain``: show what a rule asks, from which provision, and how it was tried."""

from typing import TYPE_CHECKING

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import language_option, pack_option

if TYPE_CHECKING:
    from kstt_rules.bilingual import Language


@click.command("explain", short_help="Explain a rule. / Giải thích một quy tắc.")
@click.argument("rule")
@pack_option
@language_option
def command(*, rule: str, pack: str, language: "Language") -> Exit:
    """Show the provision of a rule, its conditions, parameters, messages and cases.

    Trình bày điều khoản, điều kiện, tham số, thông báo và trường hợp thử của một quy tắc.
    """
    from kstt_rules.commands.pages import print_rule  # noqa: PLC0415 - loads packs and rich

    print_rule(rule, pack, language)
    return Exit.CLEAN
