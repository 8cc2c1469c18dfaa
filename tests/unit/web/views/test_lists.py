"""The lists of findings, units, provisions, shared causes and rejects: the numbers of the result, a page at a time."""

import orjson
import pytest
from small_desk import FILE, small_desk, too_many

from kstt_rules.model.outcomes import Outcome
from kstt_rules.web.views import findings, provisions, rejects, undecided, units


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """An open desk that no test changes."""
    return small_desk(tmp_path_factory.mktemp("desks") / "desk")


def test_findings_are_counted_as_every_output_counts_them(desk):
    """All seven outcomes; those that have findings lead to them."""
    told = findings.view(desk, {"lang": "en"})
    summary = desk.session.result.summary
    assert [(item["outcome"], item["count"]) for item in told["outcomes"]] == [
        (outcome.value, f"{summary[outcome]:,}") for outcome in Outcome
    ]
    assert [item["outcome"] for item in told["outcomes"] if item["query"] is None] == ["compliant", "not_applicable"]
    shared = sum(item.subjects for item in desk.session.result.undecided)
    assert told["shared"].startswith(f"Another {shared} checks cannot be concluded")
    of_unit = findings.view(desk, {"lang": "en", "unit": "yt", "outcome": "undetermined"})["shared"]
    assert of_unit.endswith(f"({shared} checks of all units).")
    of_article = findings.view(desk, {"lang": "en", "provision": "art_8"})["shared"]
    assert "Another 1 checks" in of_article
    assert findings.view(desk, {"outcome": "violation"})["shared"] is None


def test_a_finding_of_a_list_is_in_the_language_and_leads_to_its_page(desk):
    """With what was found, the provision and who is obliged."""
    finding = too_many(desk)
    told = {lang: findings.view(desk, {"lang": lang, "provision": "art_5"})["findings"] for lang in ("vi", "en")}
    shown = {lang: next(one for one in told[lang] if one["query"]["id"] == finding.fingerprint) for lang in told}
    assert shown["vi"]["message"] == finding.message.vi
    assert shown["en"]["message"] == finding.message.en
    assert shown["vi"]["label"] == "Vi phạm"
    assert shown["vi"]["parties"] == "Sở Y tế"
    assert shown["en"]["provision"] == "Article 5, Clause 1, Point a"


def test_a_list_of_one_unit_says_so_and_how_to_leave_it(desk):
    """What else was chosen stays."""
    told = findings.view(desk, {"unit": "yt", "outcome": "violation", "page": "2"})
    assert told["unit"] == {"id": "yt", "name": "Sở Y tế", "without": {"outcome": "violation"}}
    assert {one["outcome"] for one in told["findings"]} == {"violation"}


def test_units_show_what_their_rules_came_to(desk):
    """The worst first; a search narrows them down."""
    told = units.view(desk, {})
    assert [one["name"] for one in told["units"]] == ["Sở Y tế", "Sở Công Thương"]
    assert told["units"][0]["query"] == {"unit": "yt"}
    counts = {item["outcome"]: item["count"] for item in told["units"][0]["outcomes"]}
    assert counts["violation"] == "2"
    assert [one["name"] for one in units.view(desk, {"q": "cong thuong"})["units"]] == ["Sở Công Thương"]


def test_provisions_add_up_to_the_whole(desk):
    """Each with the outcomes of its rules, or the reason why it has none."""
    told = provisions.view(desk, {"lang": "en"})
    checked = [row for row in told["provisions"] if row["outcomes"]]
    for place, outcome in enumerate(told["summary"]):
        total = sum(int(row["outcomes"][place]["count"].replace(",", "")) for row in checked)
        assert outcome["count"] == f"{total:,}"
    reasons = [row["reason"] for row in told["provisions"] if not row["outcomes"]]
    assert reasons
    assert all(reasons)


def test_shared_causes_say_what_to_supply(desk):
    """One entry a cause, on pages."""
    told = undecided.view(desk, {"page": "2"})
    assert told["leaf"]["total"] == len(desk.session.result.undecided) > 25
    assert told["leaf"]["first"] == 26
    assert all(item["remedy"] and item["message"] for item in told["causes"])


def test_what_was_not_accepted_leads_to_its_cells(desk):
    """To be corrected there."""
    (item,) = rejects.view(desk, {"q": "so la"})["rejects"]
    assert item["place"] == f"{FILE} › Công chức đầu mối › dòng 6"
    assert item["cells"] == [{"cell": "A6", "query": {"file": FILE, "sheet": "Công chức đầu mối", "cell": "A6"}}]
    assert rejects.view(desk, {"q": "không có từ này"})["rejects"] == []


def test_a_page_stays_small_however_much_was_found(desk):
    """It holds a page of things, not all of them."""
    for module in (findings, units, undecided, rejects):
        assert len(orjson.dumps(module.view(desk, {}))) < 60_000
