"""``kstt case``: the smallest dossier that still gives a finding, without names, for whoever corrects the program."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import InternalError, UsageError
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import GivenPath, language_option, path_option
from kstt_rules.library.inputs import check_output, check_there
from kstt_rules.outputs.target import atomic_folder, check_new_folder
from kstt_rules.outputs.visible import visible

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language
    from kstt_rules.intake.files.cells import Content
    from kstt_rules.model.comparison import Snapshot
    from kstt_rules.model.findings import Finding
    from kstt_rules.model.small_case import SmallCase
    from kstt_rules.pack import Pack

_SHOWN: Final = 8
_NO_FINDING: Final = both(
    "the result has no finding whose fingerprint begins with {name!r}; each finding in it has one"
)
_SEVERAL: Final = both("several findings have a fingerprint that begins with {name!r}: {names}")
_NO_INPUT: Final = both("none of the files of the result is here; --input FOLDER says where they are now")
_GONE: Final = both("{file}: was not found, and is left out; --input FOLDER says where it is now")
_CHANGED: Final = both("{file}: has changed since the audit")
_OTHER_PACK: Final = both("the rule pack {pack} has changed since the audit")
_UNLIKE: Final = both("the case as it was written does not give the finding")
_WRITTEN: Final = both("{folder}: {count} rows, headers too; names and numbers are invented")
_KEPT: Final = both("kept as in the original, for the finding depends on it: {names}")


@click.command("case", short_help="Make a small case of a finding. / Tạo hồ sơ mẫu nhỏ cho một phát hiện.")
@click.argument("result", type=GivenPath(), metavar="RESULT.json")
@click.argument("fingerprint", metavar="FINGERPRINT")
@path_option(
    "--input",
    "folders",
    multiple=True,
    metavar="FOLDER",
    help="Where the audited files are now; may be repeated. / Nơi đang để các tệp đã rà soát.",
)
@path_option(
    "-o", "folder", metavar="FOLDER", help="New folder for the case; by default case-FINGERPRINT. / Thư mục mới."
)
@click.option("--pack", metavar="PACK", help="Rule pack; by default that of the result. / Gói quy tắc.")
@click.option(
    "--seed", default="1", show_default=True, metavar="TEXT", help="Gives other invented names. / Để sinh tên khác."
)
@language_option
def command(
    *,
    result: Path,
    fingerprint: str,
    folders: tuple[Path, ...],
    folder: Path | None,
    pack: str | None,
    seed: str,
    language: "Language",
) -> Exit:
    """Make the smallest dossier that still gives a finding of a result of kstt audit in JSON.

    FINGERPRINT, or its first letters, says which finding. Files, rows, columns and cells are left out as long as the
    finding is still there; then the names of people and units and all numbers are replaced by invented ones. What is
    written, a workbook and the command to run on it, may be sent to whoever corrects the program.

    Tạo hồ sơ nhỏ nhất vẫn cho ra một phát hiện, với tên người, tên đơn vị và các con số đã được thay bằng dữ liệu giả,
    để gửi cho người sửa chương trình.
    """
    check_there(result, *folders)
    check_output(folder, result)
    from kstt_rules.compare.saved_results import read_result  # noqa: PLC0415 - takes long to load
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - takes long to load
    from kstt_rules.reduction.goal import Terms  # noqa: PLC0415 - takes long to load
    from kstt_rules.reduction.make_case import CaseMaker  # noqa: PLC0415 - takes long to load

    audit = read_result(result)
    finding = _chosen(audit, fingerprint)
    place = folder or Path(f"case-{finding.fingerprint[:_SHOWN]}")
    check_new_folder(place)
    loaded = load_pack(pack or audit.pack.id)
    if loaded.sha256 != audit.pack.sha256:
        _say(_OTHER_PACK.format(pack=loaded.id)[language])
    contents = [*_read(audit, folders or (result.parent, Path()), language, is_sought=bool(folders))]
    settings = {str(key): str(value) for key, value in audit.settings.items()}
    terms = Terms(loaded, audit.as_of, audit.effective_from, settings)
    case = CaseMaker(terms, *contents).case(finding, seed=seed)
    _write(case, loaded, place)
    click.echo(_WRITTEN.format(folder=visible(str(place)), count=case.rows)[language])
    if case.kept:
        click.echo(_KEPT.format(names="; ".join(map(visible, case.kept)))[language])
    return Exit.CLEAN


def _chosen(audit: "Snapshot", name: str) -> "Finding":
    found = [finding for finding in audit.findings if name and finding.fingerprint.startswith(name.strip().lower())]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(_NO_FINDING.format(name=name))
    raise UsageError(_SEVERAL.format(name=name, names=", ".join(finding.fingerprint for finding in found[:_SHOWN])))


def _read(
    audit: "Snapshot", folders: Sequence[Path], language: "Language", *, is_sought: bool
) -> "Iterator[tuple[Content, ...]]":
    """Yield what the files of the result hold now, then those of the earlier roster, and say which are not as before.

    Raises UsageError where none is found.
    """
    from kstt_rules.intake.files.reader import start_reading  # noqa: PLC0415 - loads orjson
    from kstt_rules.reduction.inputs import found_inputs  # noqa: PLC0415 - loads orjson

    for previous in (False, True):
        wanted = {item.file: item.sha256 for item in audit.inputs if item.previous is previous}
        found = found_inputs(wanted, folders, is_sought=is_sought) if wanted else {}
        if wanted and not found and not previous:
            raise UsageError(_NO_INPUT)
        for file in wanted:
            if file not in found:
                _say(_GONE.format(file=visible(file))[language])
            elif found[file].is_changed:
                _say(_CHANGED.format(file=visible(file))[language])
        if found:
            with start_reading([item.path for item in found.values()]) as reading:
                yield reading.result()


def _write(case: "SmallCase", pack: "Pack", place: Path) -> None:
    """Write a case whole or not at all, and only if it gives the finding to those who read it as a file."""
    from kstt_rules.auditing import audit  # noqa: PLC0415 - takes long to load
    from kstt_rules.model.small_case import BEFORE, NOW  # noqa: PLC0415 - loads the values of results
    from kstt_rules.outputs.small_case import write_case  # noqa: PLC0415 - loads XlsxWriter

    with atomic_folder(place) as folder:
        write_case(case, folder)
        again = audit(
            [folder / NOW],
            as_of=case.as_of,
            pack=pack,
            effective_from=case.effective_from,
            settings=case.settings,
            previous=[folder / BEFORE] if BEFORE in case.books else None,
            detail="all" if case.detail_all else "own",
        )
        wanted = (case.finding.fingerprint, case.finding.verdict)
        if wanted not in [(finding.fingerprint, finding.verdict) for finding in again.findings]:
            raise InternalError(_UNLIKE)


def _say(message: str) -> None:
    click.echo(f"kstt: {message}", err=True)
