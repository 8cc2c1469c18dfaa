"""What an open audit keeps of data frames: their values as given, and the cells that they make."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pandas as pd

from kstt_rules.base.bilingual import both
from kstt_rules.base.cell_address import Place
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import UsageError
from kstt_rules.base.suggestion import hint
from kstt_rules.intake.files.cells import Content
from kstt_rules.intake.files.reread import plain_value
from kstt_rules.intake.frames import FRAMES, cell_of, contents_of_frames, digest_of
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.open_audit.edits import CellEdit, Edit
from kstt_rules.open_audit.kept_cells import KeptCells
from kstt_rules.open_audit.named_rows import NO_COLUMN, NO_ROW, UNKNOWN_DATASET

_FIRST_ROW = 2
"""Where the first row of a frame stands, below the names of its columns."""

_NOT_A_VALUE = both("{cell} is not a value of {dataset}, which has {rows} rows below the names of {columns} columns")


@dataclass(frozen=True, kw_only=True)
class KeptFrames(KeptCells):
    """The values of all frames as they stand now, and their cells."""

    frames: Mapping[str, pd.DataFrame]

    @classmethod
    def of(
        cls,
        frames: Mapping[str, pd.DataFrame],
        vocabulary: Vocabulary,
        earlier: tuple[Content, ...] | Dossier | None = None,
    ) -> "KeptFrames":
        """Keep copies of frames, and the earlier roster to compare with."""
        own = {name: frame.astype(object).reset_index(drop=True) for name, frame in frames.items()}
        contents = contents_of_frames(own, vocabulary)
        return KeptFrames(contents=contents, vocabulary=vocabulary, frames=own, earlier=earlier)

    def mapped(self, path: Path | None) -> Self:  # noqa: ARG002 - of files alone
        """Return the same frames: their names say what their columns hold."""
        return self

    def made(self, edit: Edit) -> Self:
        """Return the frames after an edit."""
        if edit.begins:
            frame = pd.DataFrame([_values(edit)], columns=list(edit.begins), dtype=object)
            frames = {**self.frames, edit.sheet: frame}
            return replace(self, frames=frames, contents=contents_of_frames(frames, self.vocabulary))
        frame = self.frames[edit.sheet].copy()
        if edit.adds is not None:
            added = pd.DataFrame([[None] * len(frame.columns)], columns=frame.columns, dtype=object)
            frame = pd.concat([frame, added], ignore_index=True) if len(frame) else added
        for item in edit.cells:
            frame.iat[item.place.row - _FIRST_ROW, item.place.column] = item.given_after
        return self._with(edit.sheet, frame, super().made(edit))

    def taken_back(self, edit: Edit) -> Self:
        """Return the frames before an edit."""
        if edit.begins:
            frames = {name: frame for name, frame in self.frames.items() if name != edit.sheet}
            return replace(self, frames=frames, contents=contents_of_frames(frames, self.vocabulary))
        frame = self.frames[edit.sheet].copy()
        for item in edit.cells:
            frame.iat[item.place.row - _FIRST_ROW, item.place.column] = item.given_before
        return self._with(edit.sheet, frame if edit.adds is None else frame.iloc[:-1], super().taken_back(edit))

    def _with(self, dataset: str, frame: pd.DataFrame, cells: Self) -> Self:
        (content,) = cells.contents
        content = replace(content, sha256=digest_of(content.sheets))
        return replace(cells, contents=(content,), frames={**self.frames, dataset: frame})

    def typed(self, file: str, sheet: str, cell: str, text: str) -> Edit:
        """Return the edit that a text makes which is typed into a cell of a row."""
        edit = super().typed(file, sheet, cell, text)
        frame = self.frames[sheet]
        edits = []
        for item in edit.cells:
            at, column = item.place.row - _FIRST_ROW, item.place.column
            if not (0 <= at < len(frame) and column < len(frame.columns)):
                told = {"cell": cell, "dataset": sheet, "rows": len(frame), "columns": len(frame.columns)}
                raise UsageError(_NOT_A_VALUE.format(**told))
            before = frame.iat[at, column]
            edits.append(replace(item, given_before=before, given_after=plain_value(item.after)))
        return replace(edit, cells=tuple(edits))

    def set_values(self, dataset: str, row: int, values: Mapping[str, Any]) -> Edit:
        """Return the edit that sets values of a row."""
        frame = self._frame(dataset, row)
        return self._edit(dataset, frame, row, values)

    def emptied(self, dataset: str, row: int) -> Edit:
        """Return the edit that leaves no value in a row."""
        frame = self._frame(dataset, row)
        return self._edit(dataset, frame, row, dict.fromkeys(map(str, frame)))

    def added(self, dataset: str, values: Mapping[str, Any]) -> Edit:
        """Return the edit that adds a row to a dataset, which may begin with it."""
        if dataset not in self.frames:
            begun = pd.DataFrame(columns=list(values), dtype=object)
            contents_of_frames({dataset: begun}, self.vocabulary)  # raises where it cannot begin
            edit = self._edit(dataset, begun, 0, values)
            return replace(edit, adds=dataset, begins=tuple(values))
        frame = self.frames[dataset]
        return replace(self._edit(dataset, frame, len(frame), values), adds=dataset)

    def _frame(self, dataset: str, row: int) -> pd.DataFrame:
        if dataset not in self.frames:
            raise UsageError(UNKNOWN_DATASET.format(dataset=dataset, hint=hint(dataset, self.frames)))
        frame = self.frames[dataset]
        if not 0 <= row < len(frame):
            raise UsageError(NO_ROW.format(dataset=dataset, row=row, count=len(frame)))
        return frame

    def _edit(self, dataset: str, frame: pd.DataFrame, row: int, values: Mapping[str, Any]) -> Edit:
        columns = list(map(str, frame))
        edits = []
        for name, value in values.items():
            if name not in columns:
                raise UsageError(NO_COLUMN.format(dataset=dataset, column=name, hint=hint(name, columns)))
            place, at = Place(row + _FIRST_ROW, columns.index(name)), columns.index(name)
            is_there = row < len(frame)
            before = frame.iat[row, at] if is_there else None
            edits.append(CellEdit(place, cell_of(before), cell_of(value), before, value))
        return Edit(FRAMES, dataset, tuple(edits), row)


def _values(edit: Edit) -> Sequence[Any]:
    return [item.given_after for item in edit.cells]
