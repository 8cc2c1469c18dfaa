"""Outputs go by who is obliged, and name the unit concerned where it is another."""

from dataclasses import replace

from result_factory import finding, make_subject, result

from kstt_rules.model.findings import UnitRef
from kstt_rules.outputs.read.findings_table import columns_of
from kstt_rules.outputs.read.html.labels import subject_text
from kstt_rules.outputs.read.overview import group_by_bearer
from kstt_rules.outputs.wording import title_text

DISTRICT = UnitRef("h1", "UBND huyện Một")
COMMUNE = UnitRef("x1", "UBND xã Hai")
OF_COMMUNE = replace(finding(unit=COMMUNE), bearer=DISTRICT)


def test_findings_are_gathered_by_who_is_obliged():
    """What a district must do about a commune's list stands with the district's own."""
    own = finding(unit=COMMUNE)
    groups = group_by_bearer([OF_COMMUNE, finding(unit=DISTRICT), own])
    assert [(unit, len(found)) for unit, found in groups] == [(DISTRICT, 2), (COMMUNE, 1)]


def test_the_unit_concerned_is_named_where_it_is_another():
    """In the title, beside what the finding is about, and on the page."""
    title = OF_COMMUNE.title.vi
    assert title_text(OF_COMMUNE, "vi") == f"{title} (UBND xã Hai)"
    approval = replace(OF_COMMUNE, subject=make_subject("approval", "x1/1", "1/QĐ", "xa"))
    assert title_text(approval, "vi") == f"{title} (1/QĐ, UBND xã Hai)"
    assert subject_text(approval).vi.endswith("1/QĐ (UBND xã Hai)")
    assert title_text(finding(unit=COMMUNE), "vi") == title


def test_a_table_names_both():
    """The unit concerned in its first column, who is obliged in one of its own, each with its id."""
    shown = {str(column.header.en): column.cell(OF_COMMUNE, "vi") for column in columns_of(result())}
    assert (shown["Unit"], shown["Bearer"]) == ("UBND xã Hai", "UBND huyện Một")
    assert (shown["Unit id"], shown["Bearer's id"]) == ("x1", "h1")
