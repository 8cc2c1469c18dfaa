"""Makes both dossiers of the example: the first quarter of 2022, and the roster of the year before."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from . import plants_approvals, plants_duties, plants_office, plants_procedures, plants_records, plants_rosters
from .approvals import approve
from .changes import replace_officers
from .consolidated import compile_list
from .correspondence import correspond
from .documents import assign_apart, document_duties
from .drafts import draft_acts
from .expected import Expected
from .inspections import inspect
from .offices import send_all, send_previous
from .payments import pay
from .petitions import receive_petitions
from .procedures import post_procedures
from .province import Province
from .readme import write_readme
from .reports import fill_calendar
from .roster import OfficerSource, fill_rosters
from .trainings import train
from .units import read_units

SEED = "bac-giang-2022"

_RECORDS = (
    approve,
    pay,
    fill_calendar,
    document_duties,
    correspond,
    post_procedures,
    draft_acts,
    receive_petitions,
    train,
    inspect,
    compile_list,
)
"""What the offices keep on record of a province whose rosters are settled, each dataset by one function."""


def make_dossiers(folder: Path) -> None:
    """Write ``bac-giang-2022`` and ``bac-giang-2022-previous``, each with what is planted in it."""
    current, previous = folder / "bac-giang-2022", folder / "bac-giang-2022-previous"
    province, source = Province(read_units()), OfficerSource(SEED)
    fill_rosters(province, source)
    assign_apart(province)
    planted = list(plants_rosters.plant(province, source))
    former = plants_rosters.take_former(province)
    send_previous(province, previous)
    planted += plants_rosters.plant_former(province, former)
    unrecorded = list(plants_rosters.plant_unrecorded(province, source))
    replace_officers(province, source)
    for keep in _RECORDS:
        keep(province)
    for plants in (plants_approvals, plants_records, plants_duties, plants_procedures):
        planted += plants.plant(province)
    planted += plants_office.plant(province, source)
    planted += plants_office.follow(province, planted)
    send_all(province, current)
    planted.sort()
    unrecorded.sort()
    _write_plan(previous, unrecorded)
    _write_plan(current, planted)
    write_readme(current / "README.md", province.units, planted, unrecorded)


def _write_plan(folder: Path, planted: Sequence[Expected]) -> None:
    text = json.dumps([asdict(item) for item in planted], ensure_ascii=False, indent=1) + "\n"
    (folder / "planted.json").write_text(text, encoding="utf-8", newline="\n")
