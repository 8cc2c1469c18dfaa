"""The register of units that an option names."""

from pathlib import Path
from typing import TYPE_CHECKING

from kstt_rules.base.bilingual import both, joined
from kstt_rules.base.errors import InputError

if TYPE_CHECKING:
    from kstt_rules.model.dossier import Table
    from kstt_rules.model.vocabulary import Vocabulary


def read_register(path: Path, vocabulary: "Vocabulary") -> "Table":
    """Read a register; raises InputError where not all of it can be taken: no unit may be left out unseen.

    What other sheets of the file hold is passed over, and so are columns that say nothing of the register.
    """
    from kstt_rules.intake import inspect_reading, start_reading  # noqa: PLC0415 - loads orjson
    from kstt_rules.model.vocabulary import UNIT  # noqa: PLC0415 - loads pydantic

    with start_reading([], units=path) as reading:
        inspection = inspect_reading(reading, vocabulary)
    sheets = {(table.file, table.sheet) for table in inspection.tables if table.entity == UNIT}
    rejects = inspection.dossier.rejects
    told = [item for item in rejects if item.sheet is None or (item.file, item.sheet) in sheets]
    faults = [item for item in told if not item.leaves_rows_whole]
    if faults:
        raise InputError(joined("\n", (fault.told for fault in faults)))
    if not sheets:
        raise InputError(both("{path}: no sheet of units was found").format(path=path))
    return inspection.dossier.tables[UNIT]
