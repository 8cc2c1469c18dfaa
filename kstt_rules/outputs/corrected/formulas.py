"""What stands in the way of a corrected cell: a formula by which other cells compute."""

from kstt_rules.base.cell_address import Place
from kstt_rules.outputs.annotated.xml_edit import Unmarkable


class SharedFormula(Unmarkable):
    """A cell whose formula is that of other cells too, which would be lost with it."""

    def __init__(self, sheet: str, place: Place) -> None:
        super().__init__()
        self.sheet, self.place = sheet, place
