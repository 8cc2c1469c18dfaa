"""Units of a register built by hand, for the tests of what sums them up."""

from result_factory import TIERS, make_subject, unit_record

from kstt_rules.model.findings import Received, UnitRef
from kstt_rules.model.outcomes import Outcome, added_up

DISTRICT = UnitRef("lang-giang", "UBND huyện Lạng Giang")


def commune(name, *sent, parent=DISTRICT, **outcomes):
    """Return a commune that sent these datasets, and by default has one rule undetermined."""
    return unit_record(
        UnitRef(name.casefold().replace(" ", "-"), name),
        tier=TIERS["xa"],
        parent=parent,
        received=tuple(Received(make_subject(kind, "", "", None).kind, 5, (f"{kind}.xlsx",)) for kind in sent),
        outcomes=added_up([{Outcome(kind): count for kind, count in (outcomes or {"undetermined": 1}).items()}]),
    )


def units_of_a_district():
    """Return six communes: one in breach, one without its report, one that sent nothing, one that no rule is about."""
    return (
        commune("UBND xã An Hà", "officer"),
        commune("UBND xã Dĩnh Trì", "officer", "report"),
        commune("UBND xã Đông Cứu", parent=None, not_applicable=40),
        commune("UBND xã Kép", "officer", "report", "petition", violation=2, undetermined=1),
        commune("UBND xã Tân Dĩnh", "officer", "report", compliant=9, undetermined=1),
        commune("UBND xã Xa Lý", parent=None),
    )
