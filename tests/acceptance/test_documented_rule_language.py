"""The page on the rule language, written by hand, says what the language and the vocabulary are."""

import re

import pytest
from repository import ROOT

from kstt_rules.language import Scope, check
from kstt_rules.language.types import NUMBER
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.pack import load_pack
from kstt_rules.pack_tools.check import check_pack

DOCS = ROOT / "docs" / "rules"
LANGUAGE = (DOCS.parent / "rule-language.md").read_text(encoding="utf-8")


def test_the_example_pack_of_the_rule_language_is_sound(tmp_path):
    """The YAML on the page makes a pack that loads, and whose cases notice every change to its rules."""
    for block in re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", LANGUAGE, re.DOTALL):
        path = tmp_path / "vi-du" / block[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block[1], encoding="utf-8")
    report = check_pack(load_pack(tmp_path / "vi-du"))
    assert (report.problems, report.rules, report.cases) == ((), 2, 4)
    assert report.mutants > 0


@pytest.mark.parametrize("page", ["rule-language.md", "howto/rule-files.vi.md"])
def test_the_conditions_of_the_rule_language_are_conditions(page):
    """Every condition on the page is one on the subject that it stands under."""
    (block,) = re.findall(r"```python\n(.*?)```", (DOCS.parent / page).read_text(encoding="utf-8"), re.DOTALL)
    subject, checked = "", 0
    for line in block.splitlines():
        if found := re.fullmatch(r"# subject: (\w+)", line):
            subject = found[1]
        else:
            scope = Scope(base_vocabulary(), subject, {"limits.provincial_max": NUMBER, "limits.most": NUMBER})
            check(line.partition("  #")[0].strip(), scope)
            checked += 1
    assert checked > 10


def test_the_rule_language_lists_every_entity_with_its_relations():
    """What rules may talk about, by the page, is what the shared vocabulary holds."""
    page = " ".join(LANGUAGE.split())
    for name, entity in base_vocabulary().entities.items():
        relations = " ".join(f"`{relation}`" for relation in entity.relations)
        told = f"| `{name}` | {entity.sheet} | {relations} |" if relations else f"`{name}` ({entity.sheet})"
        assert entity.sheet is None or told in page
