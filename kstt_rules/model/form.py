"""The workbook that offices fill in, as plain frozen values: its sheets and columns, and the values to choose from."""

from collections.abc import Mapping

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.findings import MATTER


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column: the field it holds, its header and label, its type, and the closed set that its values are of.

    Where a cell is empty, its value is taken from the column headed ``read_from``. The column ``is_name`` says what a
    row is called.
    """

    field: str
    header: str
    label: Bilingual
    type: str
    of: str | None
    read_from: str | None
    required: bool
    is_name: bool


@dataclass(frozen=True, slots=True)
class FormSheet:
    """The sheet of one dataset: its title, and its columns in order; ``is_register``: of the units themselves."""

    title: str
    columns: tuple[FormColumn, ...]
    is_register: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """All sheets, the labels of each closed set, and the units to fill in, by field, as their sheet shows them.

    ``matter`` is what the data are about. Units with ``has_namesakes`` are told apart by the unit above them.
    ``periods`` show how the periods of the pack's calendar are written, where it has others than the usual ones.
    """

    sheets: tuple[FormSheet, ...]
    choices: Mapping[str, tuple[str, ...]]
    units: tuple[Mapping[str, str], ...] = ()
    periods: tuple[str, ...] = ()
    matter: Bilingual = MATTER
    has_namesakes: bool = True
