"""The first pack against the official text it is written from, which stands outside the project."""

import pytest
from repository import SHARED

from kstt_rules.official_text.compare import PACK_FAULTS, compare
from kstt_rules.official_text.read import read_regulation, texts_by_provision
from kstt_rules.official_text.scaffold import scaffold
from kstt_rules.pack import load_pack

OFFICIAL = SHARED / "regulation" / "quy-che-bac-giang-2021.txt"
DEFECTS = [
    ("blank", None, 8),
    ("blank", None, 9),
    ("blank", "QĐ.2", 32),
    ("blank", None, 63),
    ("blank", None, 63),
    ("numbering", "6.1.e", 117),
    ("reference", "6.2.a", 120),
    ("terms", None, 128),
]

pytestmark = pytest.mark.skipif(not OFFICIAL.is_file(), reason="the official text is not beside the project")


@pytest.fixture(scope="module")
def text():
    """Return the official text."""
    return read_regulation(OFFICIAL)


@pytest.fixture(scope="module")
def pack():
    """Return the first pack."""
    return load_pack("bac-giang-2021")


def test_the_known_defects_are_found_and_no_false_one(text, pack):
    """Blanks, the lettering of 6.1, the decree of two years and the mixed terms are all that is amiss."""
    found = [(each.kind, each.provision.key if each.provision else None, each.line) for each in compare(text, pack)]
    assert found == DEFECTS


def test_every_provision_of_the_pack_can_be_quoted(text, pack):
    """Each entry has its words in the text, and each paragraph of the articles belongs to one."""
    quotes = texts_by_provision(text)
    assert all(quotes[entry.provision] for entry in pack.provisions)
    assert {each.provision.part for each in text.articles} == {"quyet_dinh", "quy_che"}
    assert len(text.articles) == 3 + 11


def test_a_draft_of_the_same_text_agrees_with_it(tmp_path, text):
    """What new-pack writes lists every provision and no other."""
    draft = load_pack(scaffold("ban-nhap", text, tmp_path))
    assert not [remark for remark in compare(text, draft) if remark.kind in PACK_FAULTS]
