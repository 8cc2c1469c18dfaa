"""The register of units that an option names."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kstt_rules.bilingual import both, joined
from kstt_rules.errors import InputError

if TYPE_CHECKING:
    from kstt_rules.dossier import Reject, Table
    from kstt_rules.inspection import TableInspection
    from kstt_rules.vocabulary import Vocabulary

_UNITS: Final = "unit"


def read_register(path: Path, vocabulary: "Vocabulary") -> "Table":
    """Read a register; raises InputError where a row of units cannot be taken whole: none may be left out unseen.

    What else stands in the file, and a column of the register that is not read, is passed over.
    """
    from kstt_rules.intake import inspect_reading, start_reading  # noqa: PLC0415 - loads orjson

    with start_reading([path]) as reading:
        inspection = inspect_reading(reading, vocabulary)
    label = vocabulary.entity(_UNITS).label.bilingual
    tables = {(table.file, table.sheet): table for table in inspection.tables if table.dataset == label}
    faults = [reject for reject in inspection.dossier.rejects if _concerns_units(reject, tables)]
    if faults:
        raise InputError(joined("\n", (reject.told for reject in faults)))
    if not tables:
        raise InputError(both("{path}: there is no sheet of units").format(path=path))
    return inspection.dossier.tables[_UNITS]


def _concerns_units(reject: "Reject", tables: "Mapping[tuple[str, str], TableInspection]") -> bool:
    """Tell whether a file was not read, or a table or row of units not taken as it is."""
    if reject.sheet is None:
        return True
    table = tables.get((reject.file, reject.sheet))
    if table is None:
        return False
    return bool(table.rejected) and not table.accepted if reject.row is None else reject.row not in table.header_rows
