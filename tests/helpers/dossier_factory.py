"""Small dossiers as data frames, drawn from the vocabulary so that every dataset and column of it comes up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd
from hypothesis import strategies as st

from kstt_rules.language.nodes import follows_findings
from kstt_rules.model.report_calendar import expected_periods
from kstt_rules.pack import load_pack

PACK = load_pack("bac-giang-2021")
VOCABULARY = PACK.vocabulary
AS_OF = date(2022, 4, 15)
DATASETS = tuple(name for name, entity in VOCABULARY.entities.items() if entity.sheet and name != "unit")
COLUMNS = {name: tuple(VOCABULARY.submitted_fields(name)) for name in (*DATASETS, "unit")}

KINDS = tuple(VOCABULARY.choices["unit_kind"])
NAMES = {
    "so": "Sở Mẫu",
    "ubnd_huyen": "UBND huyện Mẫu",
    "ubnd_xa": "UBND xã Mẫu",
    "khac": "Hội đồng Mẫu",
}
PEOPLE = ("Lê Văn An", "Trần Thị Bình", "Phạm Chi", "Vũ Đức Dũng")
DAYS = tuple(AS_OF + timedelta(days) for days in (-400, -200, -31, -30, 0, 30))
PERIODS = (*(period.id for period in expected_periods(2021, 2022)), "ad-hoc")
FOLLOWING = {rule.id for rule in PACK.rules if any(follows_findings(e) for e in (rule.applies, rule.breach) if e)}
"""The rules that follow from breaches: they do not apply while none is established."""
DUTIES = tuple(entry.provision.key for entry in PACK.provisions)
TIER_WORDS = ("cấp tỉnh", "cấp huyện", "cấp xã", "cấp huyện, cấp xã", "toàn huyện")


@dataclass(frozen=True)
class Sheet:
    """The columns of a dataset and its rows, each a mapping with a value or None for every column."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, object], ...]

    @property
    def frame(self):
        return pd.DataFrame([[row[name] for name in self.columns] for row in self.rows], columns=list(self.columns))

    def without(self, *names):
        return replace(self, columns=tuple(name for name in self.columns if name not in names))

    def without_row(self, index):
        return replace(self, rows=self.rows[:index] + self.rows[index + 1 :])

    def with_rows(self, *rows):
        return replace(self, rows=(*self.rows, *rows))

    def changed(self, index, **values):
        rows = list(self.rows)
        rows[index] = {**rows[index], **values}
        return replace(self, rows=tuple(rows))


def frames(sheets):
    return {name: sheet.frame.astype(object) for name, sheet in sheets.items()}


def titles(entity, column):
    """Texts that a column may hold so that the fields which read it get a value, or none."""
    readers = [field for field in VOCABULARY.entity(entity).fields.values() if field.reads == column and field.of]
    forms = [form for field in readers for choice in VOCABULARY.choices[field.of].values() for form in choice.titles]
    return [phrase for form in forms for phrase in form.phrases[:2]]


def values(entity, name, units, people):
    """Strategy for a cell of a column that is not empty; ``units`` are the ids that the register has."""
    field = VOCABULARY.entity(entity).fields[name]
    if field.of is not None:
        return st.sampled_from(tuple(VOCABULARY.choices[field.of]))
    if field.person:
        return st.sampled_from(people)
    match field.type:
        case "unit":
            read = [TIER_WORDS] if entity == "approval" else [("Cơ quan lạ",)] if not field.required else []
            return st.sampled_from([*units, *units, *(word for words in read for word in words)])
        case "boolean":
            return st.sampled_from(["có", "không"])
        case "integer":
            return st.sampled_from([1980, 2021, 2022])
        case "number":
            return st.sampled_from([100_000, 500_000])
        case "date":
            return st.sampled_from(DAYS)
        case "period":
            return st.sampled_from(PERIODS)
        case "provision":
            return st.sampled_from(DUTIES)
    return st.sampled_from([*titles(entity, name), "1/QĐ", "2/QĐ"])


@st.composite
def sheets(draw, entity, units, people=PEOPLE):
    """A dataset with most of its columns, and rows of which no two have one key."""
    item = VOCABULARY.entity(entity)
    needed = {name for name, field in item.fields.items() if field.required or name == "unit"}
    columns = tuple(name for name in COLUMNS[entity] if name in needed or draw(st.integers(0, 9)))
    cells = {name: values(entity, name, units, people) for name in columns}
    cells |= {name: st.one_of(st.none(), *[cells[name]] * 5) for name in columns if name not in needed}
    key = [name for name in item.key if name in columns]
    rows = st.lists(st.fixed_dictionaries(cells), max_size=4, unique_by=lambda row: tuple(row[name] for name in key))
    return Sheet(columns, tuple(draw(rows)))


@st.composite
def registers(draw):
    """Two to five units; a commune stands under a district where there is one."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=5))
    districts = [f"u{n}" for n, kind in enumerate(kinds) if kind == "ubnd_huyen"]
    told = draw(st.lists(st.integers(0, 9), min_size=len(kinds), max_size=len(kinds)))
    rows = [
        dict.fromkeys(COLUMNS["unit"])
        | {
            "id": f"u{n}",
            "name": f"{NAMES.get(kind, 'Cơ quan')} {n}",
            "kind": kind if told[n] else None,
            "tier": VOCABULARY.tier_of(kind) if told[n] > 1 else None,
            "parent": districts[n % len(districts)] if kind == "ubnd_xa" and districts else None,
            "aliases": None,
        }
        for n, kind in enumerate(kinds)
    ]
    return Sheet(COLUMNS["unit"], tuple(rows))


@st.composite
def dossiers(draw, *, most=4):
    """A register of units and up to ``most`` other datasets about them."""
    register = draw(registers())
    units = [row["id"] for row in register.rows]
    chosen = draw(st.lists(st.sampled_from(DATASETS), min_size=1, max_size=most, unique=True))
    return {"unit": register, **{name: draw(sheets(name, units)) for name in sorted(chosen)}}
