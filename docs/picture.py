"""Draws docs/audit.svg, the picture in the README, from what ``kstt audit`` prints of the example dossier.

Run ``python docs/picture.py`` from the repository's root.
"""

import io
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

COMMAND = ["audit", "examples/bac-giang-2022", "--as-of", "2022-03-31"]
SECTIONS = ("KẾT QUẢ RÀ SOÁT", "Tổng hợp", "Kết quả theo đơn vị")
LINES_A_SECTION = {"KẾT QUẢ RÀ SOÁT": 10, "Tổng hợp": 7, "Kết quả theo đơn vị": 26}


def main() -> None:
    """Run the audit and draw what it prints."""
    console = Console(record=True, width=80, file=io.StringIO())
    first, *others = shown_lines()
    console.print(Text(first, "bold"))
    console.print(Text("\n".join(others)))
    drawing = re.sub(r"@font-face \{.*?\}\n", "", console.export_svg(title="kstt", unique_id="kstt"), flags=re.DOTALL)
    text = "\n".join(line.rstrip() for line in drawing.splitlines()) + "\n"
    Path(__file__).with_name("audit.svg").write_text(text, encoding="utf-8")


def shown_lines() -> list[str]:
    """Return the command, and the beginning of the sections of its output that a reader looks at first."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "kstt_rules", *COMMAND], capture_output=True, check=False
    )
    lines = done.stdout.decode().splitlines()
    shown = [f"$ kstt {' '.join(COMMAND)}"]
    for section in SECTIONS:
        start = next(number for number, line in enumerate(lines) if line.startswith(section))
        shown += ["", *lines[start : start + LINES_A_SECTION[section]]]
    return shown


if __name__ == "__main__":
    main()
