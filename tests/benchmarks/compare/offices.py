"""The facts: one office a row, with its roster summed up, its approval, its report; seeded, 2 % out of order."""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import Entity, EntityField, Label, Vocabulary

ENTITY: Final = "office"
FLAWED, BLANK = 0.028, 0.0075
"""The shares of offices with a flaw and with a blank; some touch no rule of the office's kind, 2 % and 0.5 % do."""

CHOICES: Final = {
    "tier": "tier",
    "kind": "unit_kind",
    "signer": "signer_post",
    "proposer": "proposer",
    "recipient": "recipient",
    "form": "form",
}
TEXTS: Final = ("code", "email", "assignment")
COUNTS: Final = (
    "officers",
    "leaders",
    "office_leaders",
    "specialists",
    "clerks",
    "outside",
    "trainings",
)
AMOUNTS: Final = ("payment",)
NUMBERS: Final = (*COUNTS, *AMOUNTS)
FLAGS: Final = (
    "concurrent",
    "one_stop",
    "procedure_control",
    "covers_control",
    "covers_one_stop",
    "covers_online",
)
DATES: Final = ("decided_on", "changed_on", "list_sent_on", "due_on", "approved_on", "sent_on")
REQUIRED: Final = frozenset({"code", "tier", "kind"})
FIELDS: Final = (*TEXTS, *CHOICES, *NUMBERS, *FLAGS, *DATES)

_KINDS = ("so", "thanh_tra_tinh", "ban_dan_toc", "bql_kcn", "vp_ubnd_tinh", "ubnd_huyen", "ubnd_xa")
_SHARES = (0.16, 0.02, 0.02, 0.02, 0.02, 0.10, 0.66)
# By kind: tier, officers, leaders, office leaders, specialists, clerks, signer, proposer, recipient of the report.
_PROVINCIAL = ("tinh", 3, 1, 1, 1, 0, "chair", "provincial_office_chief", "provincial_committee")
_IN_ORDER: Mapping[str, tuple[str | int, ...]] = {
    **dict.fromkeys(_KINDS[:4], _PROVINCIAL),
    "vp_ubnd_tinh": ("tinh", 4, 0, 1, 3, 0, "chair", "provincial_office_chief", "provincial_committee"),
    "ubnd_huyen": ("huyen", 3, 1, 1, 1, 0, "chair", "district_office_chief", "provincial_committee"),
    "ubnd_xa": ("xa", 2, 1, 0, 0, 1, "chair", "district_office_chief", "district_committee"),
}
_BY_KIND = (
    "tier",
    "officers",
    "leaders",
    "office_leaders",
    "specialists",
    "clerks",
    "signer",
    "proposer",
    "recipient",
)
_DAY = np.timedelta64(1, "D")
_DUE = np.datetime64("2022-03-18", "us")

Columns = dict[str, npt.NDArray]
Rows = npt.NDArray[np.bool_]


def _set(field: str, value: object) -> Callable[[Columns, Rows], None]:
    def change(columns: Columns, rows: Rows) -> None:
        columns[field][rows] = value

    return change


def _later(field: str, than: str, days: int) -> Callable[[Columns, Rows], None]:
    def change(columns: Columns, rows: Rows) -> None:
        columns[field][rows] = columns[than][rows] + days * _DAY

    return change


def _one_more(*fields: str) -> Callable[[Columns, Rows], None]:
    def change(columns: Columns, rows: Rows) -> None:
        for field in fields:
            columns[field][rows] += 1

    return change


def _list_late(columns: Columns, rows: Rows) -> None:
    columns["changed_on"][rows] = _DUE - 60 * _DAY
    columns["list_sent_on"][rows] = _DUE - 5 * _DAY


_FLAWS = (
    _one_more("officers", "leaders"),
    _one_more("officers", "specialists", "outside"),
    _one_more("office_leaders"),
    _one_more("clerks"),
    _set("leaders", 0),
    _set("concurrent", False),
    _set("one_stop", False),
    _set("procedure_control", False),
    _set("signer", "vice_chair"),
    _set("proposer", "other"),
    _set("decided_on", np.datetime64("NaT")),
    _later("sent_on", "due_on", 3),
    _later("approved_on", "sent_on", 1),
    _set("sent_on", np.datetime64("NaT")),
    _set("recipient", "other"),
    _set("covers_one_stop", False),
    _set("payment", 300_000.0),
    _set("email", None),
    _set("assignment", None),
    _set("form", "paper"),
    _set("trainings", 0),
    _list_late,
)
_BLANKS = (
    *(_set(field, np.nan) for field in ("officers", "leaders", "specialists", "payment", "trainings")),
    *(_set(field, None) for field in ("concurrent", "one_stop", "signer", "recipient", "form", "covers_online")),
    *(_set(field, np.datetime64("NaT")) for field in ("due_on", "approved_on")),
)


def vocabulary() -> Vocabulary:
    """Return the base vocabulary with offices."""
    types = {
        **dict.fromkeys(TEXTS, "text"),
        **dict.fromkeys(CHOICES, "choice"),
        **dict.fromkeys(COUNTS, "integer"),
        **dict.fromkeys(AMOUNTS, "number"),
        **dict.fromkeys(FLAGS, "boolean"),
        **dict.fromkeys(DATES, "date"),
    }
    fields = {
        name: EntityField(
            type=types[name],  # type: ignore[arg-type]
            label=Label(vi=name, en=name),
            of=CHOICES.get(name),
            header=name,
            required=name in REQUIRED,
        )
        for name in FIELDS
    }
    base = base_vocabulary()
    office = Entity(label=Label(vi="cơ quan", en="office"), key=["code"], fields=fields)
    return Vocabulary(base.choices, {**base.entities, ENTITY: office})


def make(
    size: int, *, part: int = 0, first: int | None = None, flawed: float = FLAWED, blank: float = BLANK
) -> pd.DataFrame:
    """Make so many offices as a dossier holds them, of which the ``first`` are kept; another part has other ones.

    ``flawed`` and ``blank`` are the shares of offices with a flaw and, beside them, with a blank.
    """
    rng = np.random.default_rng((7, part))
    columns = _in_order(size, part, rng)
    draw = rng.random(size)
    chosen = rng.integers(0, 10**6, size)
    for changes, rows in ((_FLAWS, draw < flawed), (_BLANKS, (draw >= flawed) & (draw < flawed + blank))):
        for number, change in enumerate(changes):
            change(columns, rows & (chosen % len(changes) == number))
    kept = {name: pd.Series(values, dtype=values.dtype) for name, values in columns.items()}
    return pd.DataFrame(kept).head(size if first is None else first)


def _in_order(size: int, part: int, rng: np.random.Generator) -> Columns:
    kinds = rng.choice(len(_KINDS), size, p=_SHARES)
    numbers = range(part * size, (part + 1) * size)
    by_kind = dict(zip(_BY_KIND, zip(*(_IN_ORDER[kind] for kind in _KINDS), strict=True), strict=True))
    columns: Columns = {name: np.full(size, None, object) for name in FIELDS}
    columns |= {name: np.zeros(size) for name in NUMBERS}
    columns |= {name: np.full(size, True, object) for name in FLAGS}
    columns["kind"] = np.array(_KINDS, object)[kinds]
    for name, values in by_kind.items():
        columns[name] = np.array(values, np.float64 if name in NUMBERS else object)[kinds]
    columns["code"] = np.array([f"u{number:07}" for number in numbers], object)
    columns["email"] = np.array([f"u{number:07}@example.vn" for number in numbers], object)
    columns["assignment"] = np.array([f"{number % 900 + 1}/QĐ" for number in numbers], object)
    columns["form"] = np.array(["electronic", "both"], object)[rng.integers(0, 2, size)]
    columns["trainings"] = rng.integers(1, 5, size).astype(np.float64)
    columns["payment"] = rng.integers(5, 9, size) * 100_000.0
    columns |= _dates(size, rng)
    return columns


def _dates(size: int, rng: np.random.Generator) -> Columns:
    due = np.full(size, _DUE)
    sent = due - rng.integers(0, 6, size) * _DAY
    changed = np.where(rng.random(size) < 0.3, due - rng.integers(40, 80, size) * _DAY, np.datetime64("NaT"))
    return {
        "decided_on": due - rng.integers(100, 300, size) * _DAY,
        "changed_on": changed,
        "list_sent_on": changed + rng.integers(0, 15, size) * _DAY,
        "due_on": due,
        "sent_on": sent,
        "approved_on": sent - rng.integers(0, 2, size) * _DAY,
    }
