"""How the submitted files were understood: which tables, which column as which field and why, what became of rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.dossier import Dossier


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column: its letters, its header, the labels of the fields it holds (none: not read), why, likeness in %.

    ``names`` are the ids of these fields, ``proposed`` those of the fields that a column that is not read may be.
    """

    letters: str
    header: str
    fields: tuple[Bilingual, ...] = ()
    how: str = "unread"
    likeness: int = 100
    names: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that holds for rows without standing in them: the field's label, the text, its cell if it has one."""

    field: Bilingual
    text: str
    cell: str | None


@dataclass(frozen=True, slots=True)
class TableInspection:
    """One table: its dataset, the numbers of its header rows, its columns, and its rows by what became of them.

    ``entity`` is the id of the dataset. ``rejected`` counts rows by reason, ``ignored`` by kind. ``turned`` tables have
    their fields below each other.
    """

    file: str
    sheet: str
    dataset: Bilingual
    header_rows: tuple[int, ...]
    columns: tuple[ColumnUse, ...]
    stated: tuple[Stated, ...]
    accepted: int
    rejected: Mapping[str, int]
    ignored: Mapping[str, int]
    turned: bool = False
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """The tables that were found, and the dossier that they make with all that was not taken."""

    tables: tuple[TableInspection, ...]
    dossier: Dossier
