"""The options of the audit of a workspace, in one file that is written whole or not at all."""

from collections.abc import Mapping
from dataclasses import asdict, field
from pathlib import Path
from typing import Any, Literal

import orjson

from kstt_rules.base.bilingual import Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.outputs.target import atomic_file


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The options of an audit: days as texts such as 2022-03-31, settings as their lines; ``version`` counts changes.

    ``more`` is what single pages keep, by their own keys.
    """

    as_of: str
    pack: str
    effective_from: str = ""
    settings: tuple[str, ...] = ()
    language: Language = "vi"
    engine_absent: Literal["stop", "masks"] = "stop"
    version: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)


def read_state(path: Path) -> State:
    """Read the state of a workspace."""
    said = orjson.loads(path.read_bytes())
    return State(**said | {"settings": tuple(said["settings"])})


def write_state(path: Path, state: State) -> None:
    """Write the state of a workspace."""
    with atomic_file(path) as file:
        file.write(orjson.dumps(asdict(state)))
