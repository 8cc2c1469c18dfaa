"""``kstt letters``: write a letter of reminder to every unit that a kept result finds in breach."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.base.bilingual import both
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import GivenPath, path_option
from kstt_rules.commands.register import read_register
from kstt_rules.library.inputs import check_output
from kstt_rules.outputs.target import check_new_folder
from kstt_rules.outputs.visible import visible

if TYPE_CHECKING:
    from kstt_rules.model.dossier import Table
    from kstt_rules.model.letter import Letterhead, Per


@click.command("letters", short_help="Write letters of reminder. / Lập công văn đôn đốc.")
@click.argument("result", type=GivenPath(), metavar="RESULT.json")
@path_option(
    "-o",
    "folder",
    required=True,
    metavar="FOLDER",
    help="New folder for the letters. / Thư mục mới để ghi công văn.",
)
@path_option(
    "--letterhead",
    metavar="FILE.yaml",
    help="Agency, signer, number, days, copies; blanks by default. / Tệp thông tin cơ quan ban hành.",
)
@path_option(
    "--units",
    metavar="PATH",
    help="Register of units that tells districts, in place of that of the result. / Danh mục đơn vị.",
)
@click.option(
    "--pack",
    metavar="PACK",
    help="Rule pack to read the register with; by default that of the result. / Gói quy tắc.",
)
@click.option(
    "--severity",
    type=click.Choice(["violation", "review", "info"]),
    metavar="LEVEL",
    default="review",
    show_default=True,
    help="Lowest severity to write about: violation, review or info. / Mức độ thấp nhất của vi phạm.",
)
@click.option(
    "--per",
    type=click.Choice(["district", "unit"]),
    metavar="WHOM",
    default="district",
    show_default=True,
    help="One letter a district, with its communes in an annex, or one a unit: district or unit."
    " / Mỗi huyện một công văn kèm phụ lục các xã, hoặc mỗi đơn vị một công văn.",
)
@click.option(
    "--unit",
    "only",
    multiple=True,
    metavar="UNIT",
    help="Only this unit, by id or name; may be repeated. / Chỉ gửi đơn vị này.",
)
@click.option("--capitalised", is_flag=True, help="Cite with capitals. / Viện dẫn viết hoa: Điểm a Khoản 1 Điều 5.")
def command(  # noqa: PLR0913 - one parameter an option
    *,
    result: Path,
    folder: Path,
    letterhead: Path | None,
    units: Path | None,
    pack: str | None,
    severity: str,
    per: "Per",
    only: tuple[str, ...],
    capitalised: bool,
) -> Exit:
    """Write letters of reminder (.docx) and their index (.xlsx), from a result of kstt audit in JSON.

    A letter tells what has to be mended, and asks for data without which nothing could be concluded. The letters are
    in Vietnamese, in the layout of Decree 30/2020/ND-CP. Check them before they are signed.

    Lập công văn đôn đốc kèm danh mục, từ kết quả rà soát dạng JSON, theo thể thức của Nghị định số 30/2020/NĐ-CP: nêu
    nội dung cần xử lý và đề nghị bổ sung thông tin còn thiếu. Kiểm tra lại trước khi ký.
    """
    check_output(folder, result, letterhead, units, pack)
    check_new_folder(folder)
    from kstt_rules.compare.saved_results import read_result  # noqa: PLC0415 - takes long to load
    from kstt_rules.letters.select import write_to  # noqa: PLC0415 - takes long to load
    from kstt_rules.model.outcomes import Severity  # noqa: PLC0415 - takes long to load
    from kstt_rules.outputs.letters.document import write_letters  # noqa: PLC0415 - loads python-docx
    from kstt_rules.outputs.letters.sending import Sending  # noqa: PLC0415 - loads pydantic

    audit, head = read_result(result), _letterhead(letterhead)
    chosen = write_to(
        audit,
        least=Severity(severity),
        per=per,
        register=_register(units, pack or audit.pack.id),
        sender=head.unit,
        only=only,
    )
    if chosen.written:
        write_letters(chosen, Sending(audit, head, capitalised), folder)
    letters = both("letters")
    click.echo(f"{visible(str(folder))}: {len(chosen.written)} {letters}")
    for part in chosen.unaddressed:
        told = both("not in the register: no letter was written")
        click.echo(f"kstt: {visible(part.unit.name)}: {told}", err=True)
    return Exit.CLEAN


def _letterhead(path: Path | None) -> "Letterhead":
    from kstt_rules.letters.letterhead import read_letterhead  # noqa: PLC0415 - loads pydantic
    from kstt_rules.model.letter import Letterhead  # noqa: PLC0415 - loads pydantic

    return Letterhead() if path is None else read_letterhead(path)


def _register(path: Path | None, pack: str) -> "Table | None":
    if path is None:
        return None
    from kstt_rules.pack import load_pack  # noqa: PLC0415 - takes long to load

    return read_register(path, load_pack(pack).vocabulary)
