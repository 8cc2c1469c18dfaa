"""What the step-by-step pages tell to do is done, in an empty folder."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from repository import ROOT

from kstt_rules.cli import kstt

HOWTO = ROOT / "docs" / "howto"
BLOCK = re.compile(r"^```(yaml|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (added to )?(my-rules/\S+)\n")


def follow(page):
    """Write the files of a page and run its commands, in the current folder."""
    for language, text in BLOCK.findall((HOWTO / page).read_text("utf-8")):
        if language == "sh":
            for line in text.splitlines():
                done = CliRunner().invoke(kstt, shlex.split(line)[1:])
                assert done.exit_code == 0, f"{line}: {done.output}"
            continue
        added, name = FILE.match(text).groups()
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") if added else ""
        path.write_text(before + FILE.sub("", text, count=1), "utf-8")


@pytest.mark.parametrize(
    "pages",
    [("first-rule.md",), ("first-rule.vi.md",), ("first-rule.md", "new-dataset.md")],
    ids=["first-rule", "quy-tac-dau-tien", "new-dataset"],
)
def test_a_page_leads_to_a_pack_without_problems(pages, tmp_path, monkeypatch):
    """Whoever follows the page step by step ends with a pack that passes its check."""
    monkeypatch.chdir(tmp_path)
    for page in pages:
        follow(page)
