"""``kstt calendar``: write the report calendar of a year."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import InputError
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import BY_SUFFIX, format_option, language_option, pack_option, path_option
from kstt_rules.commands.register import read_register
from kstt_rules.library.inputs import check_output
from kstt_rules.outputs import choose_format, outputs_of, write
from kstt_rules.outputs.visible import visible

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language


@click.command("calendar", short_help="Write a report calendar. / Lập lịch báo cáo.")
@click.option("--year", required=True, type=click.IntRange(1900, 2099), help="Year of the reports. / Năm báo cáo.")
@pack_option
@path_option(
    "--units",
    metavar="PATH",
    help="Register of units; without it, the calendar lists kinds of unit. / Danh mục đơn vị.",
)
@click.option(
    "--unit",
    "only",
    multiple=True,
    metavar="UNIT",
    help="Only this unit or kind, by id or name; may be repeated. / Chỉ lập cho đơn vị này.",
)
@click.option("--tier", metavar="TIER", help="Only this tier, such as tinh, huyen or xa. / Chỉ lập cho cấp này.")
@path_option(
    "--due",
    metavar="FILE.yaml",
    help="Due days set locally, where the regulation sets none. / Tệp hạn gửi do địa phương ấn định.",
)
@format_option(outputs_of("calendar"), f"{BY_SUFFIX}.")
@path_option("-o", "output", required=True, metavar="OUT", help="File to write. / Tệp kết quả.")
@language_option
def command(  # noqa: PLR0913 - one parameter an option
    *,
    year: int,
    pack: str,
    units: Path | None,
    only: tuple[str, ...],
    tier: str | None,
    due: Path | None,
    format_name: str | None,
    output: Path,
    language: "Language",
) -> Exit:
    """Write the report calendar of a year: who reports, on which period, with data up to which day, due when.

    A workbook (.xlsx) lists all periods and, with --units, has a sheet of reports to fill in and submit. A calendar
    (.ics) has the due days with reminders. Both cover every unit of the register or, without one, every kind of unit.
    They say which due days are set locally and not by the regulation.

    Lập lịch báo cáo của một năm: đơn vị, kỳ báo cáo, thời điểm chốt số liệu và hạn gửi; ngày nào do địa phương ấn định
    thì ghi rõ.
    """
    check_output(output, units, due, pack)
    chosen_format = choose_format(format_name, output, "calendar")
    from kstt_rules.judging.reporting_year import reporting_year  # noqa: PLC0415 - takes long to load
    from kstt_rules.outputs.texts.calendar import BY_KIND, BY_UNIT  # noqa: PLC0415 - takes long to load
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - takes long to load
    from kstt_rules.pack.due_days import with_due_days  # noqa: PLC0415 - takes long to load

    chosen = load_pack(pack)
    if due is not None:
        chosen = with_due_days(chosen, due)
    register = None if units is None else read_register(units, chosen.vocabulary)
    found = reporting_year(chosen, year, register, only=only, tier=tier)
    if not found.reports:
        raise InputError(both("{source}: no unit has to report").format(source=units or pack))
    write(found, chosen_format, output, language=language, shows="calendar")
    words = (BY_UNIT if found.of_units else BY_KIND)[language]
    told = words.format(reports=len(found.reports), reporters=found.reporters)
    click.echo(f"{visible(str(output))}: {told}")
    return Exit.CLEAN
