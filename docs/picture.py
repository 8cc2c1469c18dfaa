"""Draws docs/audit.svg, the picture in the README, from what ``kstt audit`` shows of the example dossier in a terminal.

Run ``python docs/picture.py`` from the repository's root.
"""

import io
import os
import re
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from kstt_rules import audit
from kstt_rules.outputs import outputs_of

COMMAND = "kstt audit examples/bac-giang-2022 --as-of 2022-03-31"
LINES_A_SECTION = {"KẾT QUẢ RÀ SOÁT": 9, "Đơn vị, từ nhiều vi phạm nhất": 18, "Phát hiện theo đơn vị": 20}
"""What a reader looks at first: the sections, and how many lines of each are drawn."""


class Terminal(io.BytesIO):
    """A stream that says that it is a terminal, so that it gets colours."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def main() -> None:
    """Run the audit and draw what it shows."""
    console = Console(record=True, width=80, file=io.StringIO())
    first, *others = coloured_lines()
    console.print(Text(first, "bold"))
    console.print(Text.from_ansi("\n".join(others)))
    drawing = re.sub(r"@font-face \{.*?\}\n", "", console.export_svg(title="kstt", unique_id="kstt"), flags=re.DOTALL)
    text = "\n".join(line.rstrip() for line in drawing.splitlines()) + "\n"
    Path(__file__).with_name("audit.svg").write_text(text, encoding="utf-8")


def shown_lines() -> list[str]:
    """Return what is drawn, without its colours."""
    return [Text.from_ansi(line).plain for line in coloured_lines()]


def coloured_lines() -> list[str]:
    """Return the command, and the beginning of the sections of its output that a reader looks at first."""
    result = audit([Path("examples/bac-giang-2022")], as_of=date(2022, 3, 31))
    os.environ |= {"COLUMNS": "80", "TERM": "xterm"}
    os.environ.pop("NO_COLOR", None)
    page = Terminal()
    outputs_of("audit")["terminal"].render(result, page, language="vi")
    lines = page.getvalue().decode().splitlines()
    shown = [f"$ {COMMAND}"]
    for section, count in LINES_A_SECTION.items():
        start = next(number for number, line in enumerate(lines) if Text.from_ansi(line).plain.startswith(section))
        shown += ["", *lines[start : start + count]]
    return shown


if __name__ == "__main__":
    main()
