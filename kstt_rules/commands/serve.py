"""``kstt serve``: the workplace in a browser."""

from multiprocessing import get_all_start_methods
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.own_limits import processors
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.options import engine_absent_option, path_option

if TYPE_CHECKING:
    from kstt_rules.judging.steps import EngineAbsent

_NO_HOST = both(
    "--host is empty: give the address to listen on, 127.0.0.1 for this machine alone, 0.0.0.0 for its network"
)
_NOT_HERE = both(
    "kstt serve runs on Linux: this system has no way to copy a process; run it on another machine of the office"
)


@click.command("serve", short_help="Serve the audit as a web page. / Mở trang web rà soát.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. / Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port. / Cổng.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="Another host name of this server; may be repeated. / Tên máy được phép dùng.",
)
@click.option(
    "--most",
    default=100,
    show_default=True,
    type=click.IntRange(1, 10_000),
    metavar="MB",
    help="Largest upload allowed, in MB. / Dung lượng tối đa một lần gửi.",
)
@click.option(
    "--audits",
    default=processors,
    show_default="processors",
    type=click.IntRange(1, 1000),
    help="Audits at once. / Số lượt rà soát cùng lúc.",
)
@click.option(
    "--waiting",
    default=20,
    show_default=True,
    type=click.IntRange(0, 1000),
    help="Audits that may wait behind them. / Số lượt được chờ.",
)
@click.option(
    "--seconds",
    default=300,
    show_default=True,
    type=click.IntRange(1, 86_400),
    help="Longest time of an audit. / Thời gian tối đa một lượt.",
)
@click.option(
    "--open",
    "open_desks",
    default=4,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Dossiers held open at once, about 70 MB each. / Số hồ sơ được mở cùng lúc, mỗi hồ sơ khoảng 70 MB.",
)
@click.option(
    "--keep",
    default=8.0,
    show_default=True,
    type=click.FloatRange(0.01, 720),
    metavar="HOURS",
    help="Idle hours after which a dossier is deleted. / Số giờ không dùng thì hồ sơ bị xóa.",
)
@engine_absent_option
@path_option(
    "--token-file",
    metavar="FILE",
    help="Access token of this server; without it, one is made for other hosts. / Tệp chứa mã truy cập.",
)
def command(  # noqa: PLR0913 - one parameter an option
    *,
    host: str,
    port: int,
    names: tuple[str, ...],
    most: int,
    audits: int,
    waiting: int,
    seconds: int,
    open_desks: int,
    keep: float,
    engine_absent: "EngineAbsent",
    token_file: Path | None,
) -> Exit:
    """Serve a workplace for the browser: drop workbooks, see and correct what is found, get every output.

    On a --host other than this machine only those are let in who have the access token, which is in the address shown.

    Mở trang làm việc trên trình duyệt: thả tệp vào, xem và sửa phát hiện, tải mọi kết quả.
    """
    if not host.strip():
        raise UsageError(_NO_HOST)
    if "forkserver" not in get_all_start_methods():
        raise UsageError(_NOT_HERE)
    from kstt_rules.web.bounds import Bounds  # noqa: PLC0415 - loads starlette, as the next do
    from kstt_rules.web.serving import Place, serve  # noqa: PLC0415
    from kstt_rules.web.workspace.root import server_folder  # noqa: PLC0415

    bounds = Bounds(
        most_bytes=most * 1_000_000,
        running=audits,
        waiting=waiting,
        seconds=seconds,
        open_desks=open_desks,
        keep_hours=keep,
        engine_absent=engine_absent,
    )
    with server_folder() as root:
        serve(root, Place(host=host, port=port, names=names, token_file=token_file), bounds)
    return Exit.CLEAN
