"""Workbooks, or data frames, to a Dossier. Importing this loads neither pandas nor a reader of workbooks.

Nor does it load what only the process that waits needs: each process that reads files imports this first.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from kstt_rules.base.memo import Memo
    from kstt_rules.intake.assemble import Assembled
    from kstt_rules.intake.files.cells import Content
    from kstt_rules.intake.files.reader import FileReader, start_reading
    from kstt_rules.model.dossier import Dossier, Table
    from kstt_rules.model.inspection import Inspection
    from kstt_rules.model.vocabulary import Vocabulary

__all__ = [
    "FileReader",
    "finish_reading",
    "from_frames",
    "from_sheets",
    "inspect_reading",
    "read_dossier",
    "start_reading",
]


def __getattr__(name: str) -> Any:
    """Load the reader of files on first use."""
    if name not in ("FileReader", "start_reading"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kstt_rules.intake.files import reader  # noqa: PLC0415

    return getattr(reader, name)


def read_dossier(
    paths: Sequence[Path],
    vocabulary: "Vocabulary",
    *,
    units: Path | None = None,
    mapping: Path | None = None,
    known: "Table | None" = None,
) -> "Dossier":
    """Read workbooks, and folders of them, to the datasets of a vocabulary.

    ``units`` is a further file with the register of units, which wins over a unit sheet in ``paths`` on the same id.
    ``mapping`` is a file that says what columns hold where intake would not see it. ``known`` is a register to use
    where no file holds one. What cannot be read, whether a value or a whole file, is among the rejects. Raises
    InputError when there is no file to read, or no reader, or for a faulty mapping file.
    """
    from kstt_rules.intake.files.reader import start_reading  # noqa: PLC0415  (see above)

    with start_reading(paths, units=units, mapping=mapping) as reading:
        return finish_reading(reading, vocabulary, known=known)


def finish_reading(
    reading: "FileReader",
    vocabulary: "Vocabulary",
    *,
    known: "Table | None" = None,
    watch: "Callable[[int], None] | None" = None,
    memo: "Memo | None" = None,
    begun: "Callable[[Dossier], None] | None" = None,
) -> "Dossier":
    """Turn what was read into the datasets of a vocabulary, as ``read_dossier`` does, and tell of each file read.

    While one file is being read, ``begun`` is given what has come of it; of this the ``memo`` keeps what was made.
    """
    return _assembled(reading, vocabulary, known, watch, memo, begun).dossier


def inspect_reading(reading: "FileReader", vocabulary: "Vocabulary", *, known: "Table | None" = None) -> "Inspection":
    """Do as ``finish_reading``, and say how each table was understood. Raises InputError for a faulty mapping file."""
    return _assembled(reading, vocabulary, known).inspection


def _assembled(
    reading: "FileReader",
    vocabulary: "Vocabulary",
    known: "Table | None",
    watch: "Callable[[int], None] | None" = None,
    memo: "Memo | None" = None,
    begun: "Callable[[Dossier], None] | None" = None,
) -> "Assembled":
    from kstt_rules.base.memo import Memo  # noqa: PLC0415  (the reading process needs none)
    from kstt_rules.intake.assemble import assemble, begin_to_assemble  # noqa: PLC0415  (it loads while files are read)

    mappings, memo = None, memo or Memo()
    if reading.mapping is not None:
        from kstt_rules.intake.layout.read_mapping import read_mapping  # noqa: PLC0415  (seldom needed)

        mappings = read_mapping(reading.mapping, vocabulary)

    def begin(content: "Content") -> None:
        dossier = begin_to_assemble([content], vocabulary, known=known, mappings=mappings, memo=memo)
        if begun is not None and dossier is not None:
            begun(dossier)

    contents = reading.result(watch, begin)
    return assemble(contents, vocabulary, known=known, mappings=mappings, memo=memo)


def from_frames(frames: "Mapping[str, pd.DataFrame]", vocabulary: "Vocabulary") -> "Dossier":
    """Take data frames by dataset, as if each were a sheet with its header in row 1.

    Keys are names of entities or of their sheets, columns are ids of fields or headers. Raises UsageError for another
    key; what else cannot be taken is among the rejects.
    """
    from kstt_rules.intake.assemble import assemble  # noqa: PLC0415  (seldom needed)
    from kstt_rules.intake.frames import contents_of_frames  # noqa: PLC0415

    return assemble(contents_of_frames(frames, vocabulary), vocabulary).dossier


def from_sheets(
    label: str,
    sheets: "Sequence[tuple[str, Sequence[Sequence[Any]]]]",
    files: Sequence[Path],
    vocabulary: "Vocabulary",
    *,
    known: "Table | None" = None,
) -> "Dossier":
    """Take sheets that are written out, each a name and its rows of values, and files, as if all were submitted.

    ``label`` stands for the file that the sheets would be in. ``known`` is as in ``read_dossier``.
    """
    from kstt_rules.intake.assemble import assemble  # noqa: PLC0415  (seldom needed)
    from kstt_rules.intake.frames import content_of_rows  # noqa: PLC0415

    contents = [content_of_rows(label, sheets)] if sheets else []
    if files:
        from kstt_rules.intake.files.reader import start_reading  # noqa: PLC0415

        with start_reading(files) as reading:
            contents += reading.result()
    return assemble(contents, vocabulary, known=known).dossier
