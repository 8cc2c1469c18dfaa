"""A thousand audits in one process: what a service that stays up would see."""

import gc
import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import kstt_rules

AUDITS = 1000
WARM_UP = 50
WORKBOOK_EVERY = 10  # the others are data frames, which need no other process
MOST_GROWTH = 20 * 2**20
AS_OF = date(2022, 3, 31)
UNITS = pd.DataFrame({"Mã đơn vị": ["so-a", "xa-b"], "Tên đơn vị": ["Sở A", "UBND xã B"], "Loại": ["Sở", "UBND xã"]})
OFFICERS = pd.DataFrame({"Đơn vị": ["so-a"] * 4, "Họ và tên": list("ABCD"), "Vai trò": ["Chuyên viên"] * 4})
REPORTS = pd.DataFrame({"Đơn vị": ["so-a", "xa-b"], "Kỳ báo cáo": ["2021-Q4"] * 2, "Ngày gửi": ["15/12/2021", None]})
FRAMES = {"Đơn vị": UNITS, "Công chức đầu mối": OFFICERS, "Báo cáo": REPORTS}


def memory():
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def held():
    """What a process may not gather: threads, open files, child processes."""
    own = Path("/proc/self")
    children = [path.read_text() for path in own.glob("task/*/children")]
    return len(list(own.glob("task/*"))), len(list((own / "fd").iterdir())), "".join(children).split()


@pytest.mark.nightly
def test_a_thousand_audits_gather_nothing(tmp_path, capsys):
    """Memory stays within 20 MB after the warm-up; threads and open files are as many, and no child is left."""
    path = tmp_path / "hoso.xlsx"
    with pd.ExcelWriter(path) as book:
        for name, frame in FRAMES.items():
            frame.to_excel(book, sheet_name=name, index=False)
    sizes, states, findings = [], set(), set()
    for number in range(WARM_UP + AUDITS):
        result = kstt_rules.audit(FRAMES if number % WORKBOOK_EVERY else [path], as_of=AS_OF)
        findings.add(len(result.findings))
        if number >= WARM_UP and number % 50 == 0:
            sizes.append(memory())
            states.add(str(held()))
    growth = max(sizes) - min(sizes)
    with capsys.disabled():
        megabytes = " ".join(f"{size / 2**20:.1f}" for size in sizes)
        print(  # noqa: T201 - the figures are what a person reads
            f"\nRSS in MB every 50 audits: {megabytes}; (threads, open files, children): {sorted(states)}"
        )
    assert growth < MOST_GROWTH
    assert len(states) == len(findings) == 1
    assert held()[2] == []
