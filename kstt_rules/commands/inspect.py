"""``kstt inspect``: show how files are understood before they are audited."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import GivenPath, language_option, mapping_option, pack_option, units_option

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language


@click.command("inspect", short_help="Show how files are read. / Xem tệp được đọc thế nào.")
@click.argument("paths", nargs=-1, required=True, type=GivenPath(), metavar="PATH...")
@pack_option
@mapping_option
@units_option
@language_option
def command(
    *, paths: tuple[Path, ...], pack: str, mapping: Path | None, units: Path | None, language: "Language"
) -> Exit:
    """Show which tables were found, how each column was read and why, and what became of the rows.

    The exit code is 1 if a row, column or file was not accepted.

    Trình bày các bảng tìm thấy trong tệp, cột nào được đọc là thông tin gì và vì sao, số dòng được tiếp nhận.
    """
    from kstt_rules.intake import inspect_reading, start_reading  # noqa: PLC0415 - loads orjson

    with start_reading(paths, units=units, mapping=mapping) as reading:
        from kstt_rules.outputs.inspection import render  # noqa: PLC0415 - loads rich, while the files are read
        from kstt_rules.outputs.target import standard_output  # noqa: PLC0415
        from kstt_rules.pack import load_pack  # noqa: PLC0415

        inspection = inspect_reading(reading, load_pack(pack).vocabulary)
    with standard_output() as stream:
        render(inspection, stream, language=language)
    return Exit.FINDINGS if inspection.dossier.rejects else Exit.CLEAN
