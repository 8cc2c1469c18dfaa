"""``kstt inspect``: show how files are understood before they are audited."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.real_path import real_path
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import (
    GivenPath,
    language_option,
    mapping_option,
    output_option,
    pack_option,
    units_option,
)
from kstt_rules.library.inputs import check_output

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language


@click.command("inspect", short_help="Show how files are read. / Xem tệp được đọc thế nào.")
@click.argument("paths", nargs=-1, required=True, type=GivenPath(), metavar="PATH...")
@pack_option
@mapping_option
@units_option
@click.option("--fix", is_flag=True, help="Write a mapping file to correct. / Ghi tệp khai báo cột để sửa.")
@output_option
@language_option
def command(
    *,
    paths: tuple[Path, ...],
    pack: str,
    mapping: Path | None,
    units: Path | None,
    fix: bool,
    output: Path | None,
    language: "Language",
) -> Exit:
    """Show which tables were found, how each column was read and why, and what became of the rows.

    With --fix, also write a file for --mapping that says so, for a person to correct: beside the first PATH, or to OUT.

    The exit code is 1 if a row, column or file was not accepted.

    Trình bày các bảng tìm thấy trong tệp, cột nào được đọc là thông tin gì và vì sao, số dòng được tiếp nhận.
    """
    target = _target(paths, output) if fix else None
    if output is not None and not fix:
        raise UsageError(both("-o goes with --fix"))
    check_output(target, *paths, units, mapping)
    from kstt_rules.intake import inspect_reading, start_reading  # noqa: PLC0415 - loads orjson

    with start_reading(paths, units=units, mapping=mapping) as reading:
        from kstt_rules.outputs.inspection import render  # noqa: PLC0415 - loads rich, while the files are read
        from kstt_rules.outputs.target import standard_output  # noqa: PLC0415
        from kstt_rules.pack import load_pack  # noqa: PLC0415

        inspection = inspect_reading(reading, load_pack(pack).vocabulary)
    if target is not None:
        from kstt_rules.outputs.mapping_file import mapping_text  # noqa: PLC0415
        from kstt_rules.outputs.target import atomic_file  # noqa: PLC0415

        with atomic_file(target) as file:
            file.write(mapping_text(inspection).encode("utf-8"))
    with standard_output() as stream:
        render(inspection, stream, language=language)
    return Exit.FINDINGS if inspection.dossier.rejects else Exit.CLEAN


def _target(paths: tuple[Path, ...], output: Path | None) -> Path:
    """Return where the mapping file goes: the place given, else a new file beside the first path."""
    if output is not None:
        return output
    first = real_path(paths[0])
    target = first.with_name(f"{first.name if first.is_dir() else first.stem}.mapping.yaml")
    if target.exists():
        raise UsageError(both("{path}: is there already; name another file with -o").format(path=target))
    return target
