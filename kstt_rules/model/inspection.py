"""How the submitted files were understood: which tables, which column as which field and why, what became of rows."""

from collections.abc import Mapping
from typing import Literal

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
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
class TextMeaning:
    """What a mapping file says that a text means, in the files and sheets whose names match the patterns.

    Either the ``unit`` of that code or name, or the ``title`` of the vocabulary. ``where`` is its place in the file.
    """

    text: str
    unit: str | None = None
    title: str | None = None
    file: str = "*"
    sheet: str = "*"
    where: str = ""


@dataclass(frozen=True, slots=True)
class UnclearText:
    """A text of which the unit, or the role that a title shows, was not understood, and the cells of a sheet with it.

    ``field`` is the label of the column, ``why`` what is wrong, ``likely`` what it may mean: ids of units, or titles.
    ``titles`` are those that show something in the units of its rows, under the label of what they show. ``several``:
    more than one unit is called so, and which is meant depends on the sheet.
    """

    kind: Literal["unit", "title"]
    text: str
    file: str
    sheet: str
    cells: tuple[str, ...]
    field: Bilingual
    why: Bilingual
    likely: tuple[str, ...] = ()
    titles: tuple[tuple[Bilingual, tuple[str, ...]], ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """The tables that were found, and the dossier that they make with all that was not taken.

    ``unclear`` are the texts that nothing is known by, ``meanings`` what the mapping file says of others.
    """

    tables: tuple[TableInspection, ...]
    dossier: Dossier
    unclear: tuple[UnclearText, ...] = ()
    meanings: tuple[TextMeaning, ...] = ()
