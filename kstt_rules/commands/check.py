"""``kstt check``: load rule packs and run the cases that stand beside their rules."""

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.outputs.visible import visible


@click.command("check", short_help="Check rule packs. / Kiểm tra gói quy tắc.")
@click.argument("packs", nargs=-1, metavar="[PACK]...")
def command(*, packs: tuple[str, ...]) -> Exit:
    """Load the packs, or all that come with the program, and run their cases.

    Nạp các gói quy tắc và chạy các trường hợp thử kèm theo.
    """
    from kstt_rules.check import check_pack  # noqa: PLC0415 - loads pandas
    from kstt_rules.pack import list_packs, load_pack  # noqa: PLC0415 - loads pandas

    sound = True
    for pack in map(load_pack, packs or list_packs()):
        report = check_pack(pack)
        for problem in report.problems:
            click.echo(visible(str(problem)))
        click.echo(
            f"{pack.id} {pack.version}: {report.provisions} provisions, {report.rules} rules, "
            f"{report.cases} cases, {len(report.problems)} problems"
        )
        sound = sound and not report.problems
    return Exit.CLEAN if sound else Exit.FINDINGS
