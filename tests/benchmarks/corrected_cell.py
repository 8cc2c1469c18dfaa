"""How long a corrected cell takes in the workplace, from the form that is sent to the page that shows what it changed.

Run ``python -m tests.benchmarks.corrected_cell [TIMES]``: the province of the example is dropped on a server, and cells
of a roster are corrected; prints the median and the longest, beside a loop of five million additions.
"""

import re
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "helpers"))

from web_server import Served, Visitor, province, temporary_folder

FILE, SHEET = "cong-chuc-dau-moi-cap-tinh.xlsx", "Công chức đầu mối"


def corrected(visitor, workspace, csrf, cell, value):
    """Correct a cell as the script of the page does; return the seconds until the page is there."""
    fields = {"csrf": csrf, "file": FILE, "sheet": SHEET, "cell": cell, "value": value}
    started = time.perf_counter()
    answer = visitor.post(f"{workspace}/correct", data=fields, headers={"Accept": "application/json"})
    page = visitor.get(answer.json()["to"])
    seconds = time.perf_counter() - started
    assert re.search(rf'id="value"[^>]* value="{value}"', page.text), page.text[:500]
    return seconds


def additions():
    """Return the seconds of a loop of five million additions, to compare machines by."""
    started, total = time.perf_counter(), 0
    for number in range(5_000_000):
        total += number
    return time.perf_counter() - started


def main(times):
    """Drop the province, correct cells, and tell how long they took."""
    with temporary_folder() as folder:
        server = Served(folder)
        try:
            with Visitor(server) as visitor:
                workspace = visitor.drop(province()).headers["location"].rpartition("/")[0]
                visitor.seen(f"{workspace}/findings")
                csrf = visitor.csrf()
                taken = [
                    corrected(visitor, workspace, csrf, f"C{18 + number % 40}", f"Nguyễn Văn Sửa {number}")
                    for number in range(times)
                ]
        finally:
            server.end()
    print(f"a corrected cell, sent and shown: median {statistics.median(taken):.3f} s, longest {max(taken):.3f} s")
    print(f"a loop of 5,000,000 additions: {additions():.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
