"""What every step of an audit in parts knows: the terms of the audit, the files, and the dossier as a whole."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.listing import ListedFile
from kstt_rules.judging.complete import Horizon
from kstt_rules.judging.steps import AuditRun
from kstt_rules.large.crossings import Crossings
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import UnreadRow
from kstt_rules.pack import Pack

Side = Literal["now", "before"]
"""The dossier that is audited, or the earlier roster that it is compared with."""

REST = 0
"""The part of the rows that belong to no unit, and of those that are rejected."""


@dataclass(frozen=True)
class Job:
    """The terms of an audit, the same for all its parts: a run without a dossier, and how its result is made."""

    run: AuditRun
    texts: Mapping[Provision, str]
    verify: bool

    @property
    def pack(self) -> Pack:
        """The rules."""
        return self.run.pack

    @cached_property
    def crossings(self) -> Crossings:
        """The relations by which the rules look at other units."""
        return Crossings.of(self.pack)


@dataclass(frozen=True)
class FilesGiven:
    """What to read: files and folders, a register of units, and a mapping of columns."""

    paths: Sequence[Path]
    units: Path | None = None
    mapping: Path | None = None


@dataclass(frozen=True)
class Batches:
    """The files of one side in batches, with the register and the mapping of columns that were named."""

    files: tuple[tuple[ListedFile, ...], ...]
    units: Path | None
    mapping: Path | None


@dataclass(frozen=True)
class WholeDossier:
    """What each part must know of the whole dossier to be completed as the whole would be.

    ``fields`` are the columns of every submitted dataset by side, ``pieces`` the batches that hold rows of a part,
    ``unread`` the rows that were not read, ``unplaced`` those of datasets that were not submitted, ``lacking`` the
    fields that a column which was not understood may hold.
    ``has_units`` says that something was submitted that has or names units, ``compared`` that there are two rosters;
    ``names`` is what files of the earlier one are called instead.
    """

    fields: Mapping[Side, Mapping[str, tuple[str, ...]]]
    pieces: Mapping[Side, Mapping[int, tuple[int, ...]]]
    unread: Mapping[Side, Mapping[str, tuple[UnreadRow, ...]]]
    unplaced: Mapping[str, tuple[UnreadRow, ...]]
    lacking: frozenset[str]
    horizon: Horizon
    has_units: bool
    compared: bool
    names: Mapping[str, str]
