"""The register of units that an option names."""

from pathlib import Path
from typing import TYPE_CHECKING

from kstt_rules.bilingual import both, joined
from kstt_rules.errors import InputError

if TYPE_CHECKING:
    from kstt_rules.dossier import Table
    from kstt_rules.vocabulary import Vocabulary


def read_register(path: Path, vocabulary: "Vocabulary") -> "Table":
    """Read a register; raises InputError where not all of it can be taken: no unit may be left out unseen."""
    from kstt_rules.intake import read_dossier  # noqa: PLC0415 - loads pandas

    dossier = read_dossier([path], vocabulary)
    if dossier.rejects:
        raise InputError(joined("\n", (reject.told for reject in dossier.rejects)))
    if "unit" not in dossier.tables:
        raise InputError(both("{path}: there is no sheet of units").format(path=path))
    return dossier.tables["unit"]
