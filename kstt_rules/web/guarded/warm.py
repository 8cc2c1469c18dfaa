"""Imported where processes are copied from: all that an audit needs is loaded and used once, so that no copy need."""

import datetime as dt
import gc
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kstt_rules.base.errors import KsttError
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.web.desk import process  # noqa: F401 - loaded for its copies
from kstt_rules.web.once.job import write_result
from kstt_rules.web.once.offered import OFFERED
from kstt_rules.web.once.request import AuditRequest


def _warm() -> None:
    for name in list_packs():
        load_pack(name)
    with TemporaryDirectory(prefix="kstt-") as folder:
        paths = [Path(folder, "a.csv")]
        paths[0].write_text("Đơn vị,Họ và tên,Chức vụ\nSở A,B,C\n", encoding="utf-8")
        for name in OFFERED:
            day = dt.date(2022, 1, 1)
            asked = AuditRequest(paths, [], None, day, None, list_packs()[0], (), name, "vi", "masks")
            write_result(asked, Path(folder, name))


with suppress(KsttError, OSError, MemoryError):  # a lack is told to who asks for an audit
    _warm()
gc.collect()
gc.freeze()  # so that a copy does not write to what it shares
