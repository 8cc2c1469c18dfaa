"""The layouts that intake knows, in the order in which they are tried: a new one is a file and a line here."""

from typing import Final

from kstt_rules.intake.layout.by_period import ByPeriod
from kstt_rules.intake.layout.header import SpreadColumn
from kstt_rules.intake.layout.one_column_a_role import OneColumnARole
from kstt_rules.intake.layout.people_by_role import PeopleByRole
from kstt_rules.intake.layout.plain_rows import PlainRows
from kstt_rules.intake.layout.protocol import Layout, PossibleHeader
from kstt_rules.intake.layout.transposed import Transposed

LAYOUTS: Final[tuple[Layout, ...]] = (ByPeriod(), PeopleByRole(), OneColumnARole(), PlainRows(), Transposed())
"""The first that knows a header takes it; one that looks at the sheet from another side comes last."""

BY_NAME: Final = {layout.name: layout for layout in LAYOUTS}


def layout_of(header: PossibleHeader) -> tuple[str, tuple[SpreadColumn, ...]]:
    """Return the name of the first layout that knows a header, and the columns over which it spreads records."""
    found = ((layout.name, layout.spread(header)) for layout in LAYOUTS)
    return next((name, spread) for name, spread in found if spread is not None)
