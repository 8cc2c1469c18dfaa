"""Citations in a form of a pack's own: read as they are written, in order, and named for programs."""

import pytest

from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_form import CitationForm, Level

SECTIONS = CitationForm(
    "Mục {section}[.{item}[({point})]]",
    "Section {section}[.{item}[({point})]]",
    (Level("section", "number"), Level("item", "number"), Level("point", "letter")),
)
CODES = CitationForm("CORE-{rule}", "CORE-{rule}", (Level("rule", "code"),))
PARTS = CitationForm("Mục {part}.{item}", "Part {part}, item {item}", (Level("part", "roman"), Level("item", "number")))
INNER_FIRST = CitationForm("[mục {item} ]Phần {part}", "[item {item} of ]Part {part}", PARTS.levels)


@pytest.mark.parametrize(
    ("form", "texts", "vi", "en", "key", "ident"),
    [
        (SECTIONS, ["Section 12.3", "mục 12.3", "12.3"], "Mục 12.3", "Section 12.3", "12.3", "section_12__item_3"),
        (SECTIONS, ["Mục 1200", "SECTION  1200"], "Mục 1200", "Section 1200", "1200", "section_1200"),
        (SECTIONS, ["Mục 12a"], "Mục 12a", "Section 12a", "12a", "section_12a"),
        (
            SECTIONS,
            ["Section 2.3(đ)", "2.3.đ"],
            "Mục 2.3(đ)",
            "Section 2.3(đ)",
            "2.3.đ",
            "section_2__item_3__point_dd",
        ),
        (
            SECTIONS,
            ["Section 2.3(dd)"],
            "Mục 2.3(dd)",
            "Section 2.3(dd)",
            "2.3.dd",
            "section_2__item_3__point_d_d",
        ),
        (CODES, ["CORE-000351", "core-000351", "000351"], "CORE-000351", "CORE-000351", "000351", "rule_000351"),
        (CODES, ["CORE-AE-7", "AE_7"], "CORE-AE-7", "CORE-AE-7", "AE_7", "rule_ae_7"),
        (PARTS, ["Mục II.3", "part ii, item 3", "II.3"], "Mục II.3", "Part II, item 3", "II.3", "part_ii__item_3"),
        (INNER_FIRST, ["mục 3 Phần II"], "mục 3 Phần II", "item 3 of Part II", "II.3", "part_ii__item_3"),
        (INNER_FIRST, ["phần IV"], "Phần IV", "Part IV", "IV", "part_iv"),
    ],
)
def test_a_citation_is_read_as_people_and_programs_write_it(form, texts, vi, en, key, ident):
    """In either language, as a short form and as an id; each names the same provision."""
    for text in (*texts, vi, en, key, ident):
        found = Provision.parse(text, form)
        assert (found.vi, found.en, found.key, found.id) == (vi, en, key, ident)
    assert found.vi_capitalised == vi


@pytest.mark.parametrize(
    ("form", "text", "reason"),
    [
        (SECTIONS, "Điều 5", r'names no provision; write it like "Mục 12.3\(b?'),
        (SECTIONS, "Section 0", "names no provision"),
        (SECTIONS, "Section 1.2.3.4", "names no provision"),
        (SECTIONS, "", "names no provision"),
        (PARTS, "Mục IIII.3", "'iiii' is not a valid part; write one like II"),
        (PARTS, "Mục II", r'write it like "Mục II.3", "Part II, item 3"'),
        (CODES, "CORE-", "names no provision"),
        (CODES, "000351.1", "names no provision"),
    ],
)
def test_what_is_no_citation_is_told_with_examples(form, text, reason):
    """As the pack writes them."""
    with pytest.raises(CitationError, match=reason):
        Provision.parse(text, form)


@pytest.mark.parametrize(
    ("form", "ordered"),
    [
        (SECTIONS, ["Mục 2", "Mục 2.3", "Mục 2.3(a)", "Mục 2.3(đ)", "Mục 2.3(e)", "Mục 2.10", "Mục 2a", "Mục 1000"]),
        (PARTS, ["Mục V.9", "Mục V.10", "Mục IX.1", "Mục X.1", "Mục XL.1"]),
        (CODES, ["CORE-7", "CORE-000351", "CORE-1000", "CORE-AE-7", "CORE-AE-10"]),
    ],
)
def test_citations_sort_as_they_are_numbered(form, ordered):
    """Roman numbers by value, figures in codes by size, each before what it contains."""
    provisions = [Provision.parse(text, form) for text in ordered]
    provisions.reverse()
    assert [item.vi for item in sorted(provisions)] == ordered


def test_a_provision_contains_what_lies_below_it():
    """Down to the level that is never left out."""
    point = Provision.parse("Mục 2.3(a)", SECTIONS)
    assert (point.parent.vi, point.top.vi, point.top.parent) == ("Mục 2.3", "Mục 2", None)
    assert point.top.contains(point)
    assert Provision.parse("Mục II.3", PARTS).parent is None


@pytest.mark.parametrize(
    ("vi", "reason"),
    [
        ("Mục {section", "'{' has no counterpart"),
        ("Mục {section}[.{item}", r"'\[' has no counterpart"),
        ("Mục {section}].{item}", r"'\]' has no counterpart"),
        ("Mục {section}.{itm}", "there is no level 'itm'; choose from section, item"),
        ("Mục {section}", r"must have each of these once: \{section\}, \{item\}"),
        ("Mục {section}.{item}.{item}", "must have each of these once"),
        ("[Mục {section}].{item}", "must have section outside brackets"),
    ],
)
def test_a_form_that_does_not_fit_its_levels_is_refused(vi, reason):
    """Each level stands in it once, the outermost always."""
    with pytest.raises(CitationError, match=reason):
        CitationForm(vi, "Section {section}[.{item}]", SECTIONS.levels[:2])
