"""Titles as they are really written, with the role that each shows in a kind of unit, kept outside the project."""

import csv

import pytest
from repository import SHARED

from kstt_rules.intake.values.posts import Beside, classify_posts
from kstt_rules.intake.values.titles import Titles
from kstt_rules.pack.load import load_pack

TITLES = SHARED / "cases" / "intake" / "titles.csv"


@pytest.mark.skipif(not TITLES.exists(), reason="the titles lie outside the project")
def test_no_title_shows_a_wrong_role_and_nearly_all_show_theirs():
    """One that is left open is only missed."""
    with TITLES.open(encoding="utf-8-sig", newline="") as stream:
        rows = [*csv.DictReader(stream)]
    found = [(row, _role(row["title"], row["kind of unit"], row["pack"])) for row in rows]
    assert [(row["title"], role) for row, role in found if role not in (row["role"], "unclassified")] == []
    assert sum(role == row["role"] for row, role in found) >= 0.95 * len(rows)


def _role(title, kind, pack):
    choices = load_pack(pack).vocabulary.choices
    titles, beside = Titles.of(choices["role"]), Beside.of(choices["post_beside_the_role"])
    return classify_posts(title, titles, beside, kind) or "unclassified"
