"""``kstt serve``: the audit as a web page."""

from multiprocessing import get_all_start_methods

import click

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.own_limits import processors
from kstt_rules.commands.exits import Exit

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
def command(
    *, host: str, port: int, names: tuple[str, ...], most: int, audits: int, waiting: int, seconds: int
) -> Exit:
    """Serve a workplace for the browser: drop workbooks, see and correct what is found, get every output.

    Mở trang làm việc trên trình duyệt: thả tệp vào, xem và sửa phát hiện, tải mọi kết quả.
    """
    if not host.strip():
        raise UsageError(_NO_HOST)
    if "forkserver" not in get_all_start_methods():
        raise UsageError(_NOT_HERE)
    from kstt_rules.web.bounds import Bounds  # noqa: PLC0415 - loads starlette, as the next do
    from kstt_rules.web.serving import serve  # noqa: PLC0415
    from kstt_rules.web.workspace.root import server_folder  # noqa: PLC0415

    bounds = Bounds(most_bytes=most * 1_000_000, running=audits, waiting=waiting, seconds=seconds)
    with server_folder() as root:
        serve(root, host=host, port=port, names=names, bounds=bounds)
    return Exit.CLEAN
