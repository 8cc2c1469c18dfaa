"""The register of units that an option names."""

from pathlib import Path
from typing import TYPE_CHECKING

from kstt_rules.errors import InputError

if TYPE_CHECKING:
    from kstt_rules.dossier import Reject, Table
    from kstt_rules.vocabulary import Vocabulary


def read_register(path: Path, vocabulary: "Vocabulary") -> "Table":
    """Read a register; raises InputError where not all of it can be taken: no unit may be left out unseen."""
    from kstt_rules.intake import read_dossier  # noqa: PLC0415 - loads pandas

    dossier = read_dossier([path], vocabulary)
    if dossier.rejects:
        raise InputError("\n".join(map(_line, dossier.rejects)))
    if "unit" not in dossier.tables:
        raise InputError(f"{path}: không có trang Đơn vị / there is no sheet of units")
    return dossier.tables["unit"]


def _line(reject: "Reject") -> str:
    place = [reject.file, reject.sheet, None if reject.row is None else f"dòng {reject.row}"]
    return f"{', '.join(filter(None, place))}: {reject.message}"
