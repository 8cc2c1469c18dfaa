"""docs/packs.md: its pieces make one sound pack, and its forms of citations are ones."""

import re
from collections import defaultdict

import pytest
from repository import ROOT

from kstt_rules.base.strict_yaml import parse_yaml
from kstt_rules.pack import load_pack
from kstt_rules.pack.header import citation_form

PAGE = (ROOT / "docs" / "packs.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
FORMS = {name: text for name, text in BLOCKS if "/" not in name}


def test_its_pieces_make_one_pack(tmp_path):
    """Which builds on one that comes with the program."""
    files = defaultdict(str)
    for name, text in BLOCKS:
        files[name] += text if "/" in name else ""
    for name in filter(None, files):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(files[name], "utf-8")
    pack = load_pack(tmp_path / "my-rules")
    assert pack.ceased_units.holders[0].obliged.name.vi == "Sở Tư pháp"
    assert "officer.division" in pack.vocabulary.hidden


@pytest.mark.parametrize(
    ("name", "example"), [("sections", '"Mục 12.3(c)"'), ("codes", '"CORE-000351"'), ("parts", '"Mục II.3"')]
)
def test_its_forms_of_citations_are_ones(name, example):
    """And cite as the page says."""
    assert example in citation_form(parse_yaml(FORMS[name], name=name)).examples
