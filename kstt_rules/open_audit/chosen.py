"""By what an open audit is judged, as its user chose it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict, get_args

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.steps import AuditRun, EngineAbsent, new_run
from kstt_rules.library.given import DayGiven, PathGiven, choice_given, day_given, path_given, settings_given
from kstt_rules.model.citation import Provision
from kstt_rules.pack import Pack
from kstt_rules.waivers.apply import Waiver, waived_by


class Options(TypedDict, total=False):
    """What may be chosen anew while an audit is open."""

    as_of: DayGiven
    effective_from: DayGiven | None
    settings: Mapping[str, Any] | None
    mapping: PathGiven | None
    waivers: Sequence[Waiver]


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The options of an open audit, beside what is audited and by which pack."""

    as_of: DayGiven
    effective_from: DayGiven | None
    settings: Mapping[str, Any] | None
    mapping: PathGiven | None
    waivers: Sequence[Waiver]
    texts: Mapping[Provision, str] | None
    engine_absent: EngineAbsent

    @property
    def mapping_path(self) -> Path | None:
        """Where the mapping file lies."""
        return None if self.mapping is None else path_given(self.mapping)

    def judges_as(self, other: "Chosen") -> bool:
        """Tell whether the same cells are judged and quoted alike, but for what is waived."""
        return replace(self, mapping=other.mapping, waivers=other.waivers) == other

    def terms(self, pack: Pack) -> AuditRun:
        """Return a run by these options that has no dossier yet. Raises as ``audit`` does for what is not allowed."""
        choice_given("engine_absent", self.engine_absent, get_args(EngineAbsent))
        day = day_given(self.as_of, "as_of")
        return new_run(
            pack,
            as_of=day,
            effective_from=None if self.effective_from is None else day_given(self.effective_from, "effective_from"),
            settings=settings_given(self.settings),
            waived=waived_by(self.waivers, day),
            engine_absent=self.engine_absent,
        )
