"""Makes both dossiers of the example: that of the first quarter of 2022, and the roster of the year before."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from . import plants_approvals, plants_records, plants_rosters
from .approvals import approve
from .changes import replace_officers
from .documents import assign_apart
from .expected import Expected
from .offices import send_all, send_previous
from .payments import pay
from .province import Province
from .reports import fill_calendar
from .roster import OfficerSource, fill_rosters
from .units import read_units

SEED = "bac-giang-2022"


def make_dossiers(folder: Path) -> None:
    """Write ``bac-giang-2022`` and ``bac-giang-2022-previous`` with what is planted in them."""
    province, source = Province(read_units()), OfficerSource(SEED)
    fill_rosters(province, source)
    assign_apart(province)
    expected = list(plants_rosters.plant(province, source))
    send_previous(province, folder / "bac-giang-2022-previous")
    replace_officers(province, source)
    approve(province)
    pay(province)
    fill_calendar(province)
    expected += plants_approvals.plant(province)
    expected += plants_records.plant(province)
    send_all(province, folder / "bac-giang-2022")
    _write_plan(folder / "bac-giang-2022" / "planted.json", expected)


def _write_plan(path: Path, expected: Iterable[Expected]) -> None:
    plan = sorted(map(asdict, expected), key=lambda item: (item["rule"], item["subject"]))
    path.write_text(json.dumps(plan, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
