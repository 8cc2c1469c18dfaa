"""What the step-by-step pages tell to do is done, in an empty folder."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner
from condition_values import UNKNOWN
from condition_world import facts, frame, parsed
from repository import ROOT

from kstt_rules.cli import kstt
from kstt_rules.language import functions
from kstt_rules.language.evaluate_columns import evaluate

CATALOGUE = ROOT / "kstt_rules" / "locale" / "vi" / "LC_MESSAGES" / "kstt_rules.po"
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
    [
        ("first-rule.md",),
        ("first-rule.vi.md",),
        ("rule-files.vi.md",),
        ("first-rule.md", "new-dataset.md"),
        ("sister-province.md",),
        ("sister-province.vi.md",),
    ],
    ids=["first-rule", "quy-tac-dau-tien", "tep-quy-tac", "new-dataset", "sister-province", "tinh-ban"],
)
def test_a_page_leads_to_a_pack_without_problems(pages, tmp_path, monkeypatch):
    """Whoever follows the page step by step ends with a pack that passes its check."""
    monkeypatch.chdir(tmp_path)
    for page in pages:
        follow(page)


def test_the_messages_of_the_guide_are_those_of_the_program():
    """Each in its table is one of the catalogue, with something in the place of what is filled in."""
    page = (HOWTO / "rule-files.vi.md").read_text("utf-8").partition("### Thông báo")[2]
    told = re.findall(r"^\| `(.*)` \| ", page, re.MULTILINE)
    with CATALOGUE.open("rb") as file:
        words = [message.string for message in read_po(file, locale="vi") if message.id]
    forms = [re.sub(r"\\{[^{}]*\\}", ".*", re.escape(text)) for text in words if len(text) > 15]
    assert len(told) > 10
    assert [text for text in told if not any(re.fullmatch(form, text) for form in forms)] == []


def test_the_pack_of_a_sister_province_has_at_most_sixty_lines():
    """Its files as the page has them, with their case."""
    page = (HOWTO / "sister-province.md").read_text("utf-8")
    files = [text for language, text in BLOCK.findall(page) if language == "yaml"]
    assert sum(len(FILE.sub("", text, count=1).splitlines()) for text in files) <= 60


def test_the_entries_of_the_page_on_functions_come_to_what_its_cases_say(monkeypatch):
    """Put into the tables as they stand on the page, without a change anywhere else."""
    page = (HOWTO / "new-function.md").read_text("utf-8")
    function, aggregate, cases = (
        eval(f"{{{text}}}", {**vars(functions), "UNKNOWN": UNKNOWN})
        for text in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    )
    for table, entries in ((functions.FUNCTIONS, function), (functions.AGGREGATES, aggregate)):
        for name, entry in entries.items():
            monkeypatch.setitem(table, name, entry)
    for text, values in cases.items():
        subject = "unit" if len(values) == 3 else "officer"
        found = evaluate(parsed(text, subject, "any"), frame(facts(), subject))
        bounds = zip(found.low.tolist(), found.high.tolist(), strict=True)
        assert [low if low == high else (low, high) for low, high in bounds] == values


def test_the_output_of_the_page_is_found_and_passes_its_test(tmp_path):
    """The module is put where the page says, into a copy of the program; nothing else is touched."""
    page = (HOWTO / "new-output.md").read_text("utf-8")
    module, test = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shutil.copytree(ROOT / "kstt_rules", tmp_path / "kstt_rules", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "kstt_rules" / "outputs" / "read" / "brief.py").write_text(module, "utf-8")
    (tmp_path / "tried.py").write_text(f"{test}\n\ntest_each_violation_is_one_line()\n", "utf-8")
    paths = os.pathsep.join(map(str, (tmp_path, ROOT / "tests" / "helpers")))
    subprocess.run([sys.executable, "tried.py"], cwd=tmp_path, env={**os.environ, "PYTHONPATH": paths}, check=True)


def test_the_layout_of_the_page_is_tried_and_passes_its_samples(tmp_path):
    """Its module and samples are put where the page says, and it into the list, in a copy; nothing else is touched."""
    page = (HOWTO / "new-layout.md").read_text("utf-8")
    [module] = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    [samples] = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    [line] = re.findall(r"^LAYOUTS: .*$", page, re.MULTILINE)
    for folder in ("kstt_rules", "tests/layouts", "tests/unit/intake/layout"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    layouts = tmp_path / "kstt_rules" / "intake" / "layout"
    (layouts / "by_unit.py").write_text(module, "utf-8")
    (tmp_path / "tests" / "unit" / "intake" / "layout" / "samples" / "by_unit.yaml").write_text(samples, "utf-8")
    before, rest = (layouts / "layouts.py").read_text("utf-8").split("LAYOUTS: ", 1)
    imported = "from kstt_rules.intake.layout.by_unit import ByUnit\n\n"
    after = rest.split("\n)\n" if rest.split("\n", 1)[0].endswith("(") else "\n", 1)[1]
    (layouts / "layouts.py").write_text(f"{before}{imported}{line}\n{after}", "utf-8")
    paths = os.pathsep.join(map(str, (tmp_path, tmp_path / "tests")))
    tests = ["-q", "-p", "no:cacheprovider", "tests/unit/intake/layout/test_samples.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *tests],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()
