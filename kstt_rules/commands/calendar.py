"""``kstt calendar``: write the report calendar of a year."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.bilingual import both
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import language_option, pack_option
from kstt_rules.commands.register import read_register
from kstt_rules.errors import InputError, UsageError
from kstt_rules.outputs import CALENDAR_OUTPUTS, choose_format, write
from kstt_rules.outputs.visible import visible

if TYPE_CHECKING:
    from kstt_rules.bilingual import Language


@click.command("calendar", short_help="Write a report calendar. / Lập lịch báo cáo.")
@click.option("--year", required=True, type=click.IntRange(1900, 2099), help="Year of the reports. / Năm báo cáo.")
@pack_option
@click.option(
    "--units",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Register of units; a workbook needs one. / Danh mục đơn vị.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(CALENDAR_OUTPUTS)),
    help="Format of the calendar; else by the suffix of -o. / Định dạng.",
)
@click.option(
    "-o", "output", required=True, type=click.Path(path_type=Path), metavar="OUT", help="File to write. / Tệp kết quả."
)
@language_option
def command(
    *, year: int, pack: str, units: Path | None, format_name: str | None, output: Path, language: "Language"
) -> Exit:
    """Write who reports on which periods of a year, on the data of which days and by when.

    A workbook (.xlsx) is a sheet of reports to fill in and submit; a calendar (.ics) holds days with reminders, for
    every unit of the register or, without one, for every kind of unit.

    Lập lịch báo cáo của một năm: đơn vị, kỳ báo cáo, thời điểm chốt số liệu và hạn gửi.
    """
    chosen_format = choose_format(format_name, output, CALENDAR_OUTPUTS)
    if chosen_format == "xlsx" and units is None:
        raise UsageError(both("a workbook lists units: name their register with --units, or write an .ics"))
    from kstt_rules.outputs.calendar_texts import BY_KIND, BY_UNIT  # noqa: PLC0415 - loads pandas
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - loads pandas
    from kstt_rules.reporting_year import reporting_year  # noqa: PLC0415 - loads pandas

    chosen = load_pack(pack)
    found = reporting_year(chosen, year, None if units is None else read_register(units, chosen.vocabulary))
    if not found.reports:
        raise InputError(both("{source}: holds no unit of a kind that reports").format(source=units or pack))
    write(found, chosen_format, output, language=language, outputs=CALENDAR_OUTPUTS)
    words = (BY_KIND if units is None else BY_UNIT)[language]
    told = words.format(reports=len(found.reports), reporters=found.reporters)
    click.echo(f"{visible(str(output))}: {told}")
    return Exit.CLEAN
