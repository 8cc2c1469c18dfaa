"""What became of one file that was to be annotated."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kstt_rules.base.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Outcome:
    """One submitted file: the annotated one in the folder or None, how many entries it has, and what is to be said.

    ``sheets`` holds the names of sheets that had to change.
    """

    label: str
    written: str | None
    entries: int
    remark: Bilingual | None = None
    sheets: Mapping[str, str] = field(default_factory=dict)
