"""Small dossiers drawn from a seed: a province of a few units, with what goes right and wrong in real lists.

What the regulation and its readings leave open between two readers is not drawn, so that every difference is a fault.
"""

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

UNITS = (
    ("vp", "Văn phòng UBND tỉnh", "tỉnh", "Văn phòng UBND tỉnh", None),
    ("so-a", "Sở Y tế", "tỉnh", "Sở", None),
    ("so-b", "Sở Nội vụ", "tỉnh", "Sở", None),
    ("tt", "Thanh tra tỉnh", "tỉnh", "Thanh tra tỉnh", None),
    ("bql", "Ban Quản lý các KCN", "tỉnh", "Ban Quản lý các Khu công nghiệp", None),
    ("lm", "Liên minh Hợp tác xã", "tỉnh", "Khác", None),
    ("h1", "UBND huyện Yên Thế", "huyện", "UBND huyện", None),
    ("h2", "UBND huyện Lục Nam", "huyện", "UBND huyện", None),
    ("x1", "UBND xã Tam Tiến", "xã", "UBND xã", "h1"),
    ("x2", "UBND xã Phúc Sơn", "xã", "UBND xã", "h1"),
    ("x3", "UBND xã Phúc Sơn", "xã", "UBND xã", "h2"),
)
PARENT = {"x1": "h1", "x2": "h1", "x3": "h2"}
DISTRICT = {"h1": "UBND huyện Yên Thế", "h2": "UBND huyện Lục Nam"}
PROVINCIAL = ("so-a", "so-b", "tt", "bql")

LEADER, OFFICE, SPECIALIST = "Lãnh đạo đơn vị", "Lãnh đạo Văn phòng", "Chuyên viên"
CLERK, OUTSIDE = "Văn phòng - Thống kê", "Vị trí khác"
NAMES = (
    "Lê An",
    "Trần Bình",
    "Phạm Chi",
    "Vũ Dũng",
    "Đỗ Giang",
    "Ngô Hà",
    "Bùi Khánh",
    "Đặng Lan",
    "Hồ Minh",
    "Lý Nga",
)
AS_OF = (date(2022, 3, 31), date(2022, 3, 10), date(2022, 1, 2), date(2021, 12, 31), date(2022, 8, 31))
EFFECT = (date(2021, 6, 1), date(2022, 1, 1))
LAST_DAY, LATER = date(2025, 6, 30), 3
LISTS = {
    "UBND các xã Tam Tiến, Phúc Sơn": ("x1", "x2"),
    "UBND huyện Yên Thế, xã Tam Tiến và xã Phúc Sơn": ("h1", "x1", "x2"),
}
"""What a decision on several units says in one cell."""
PERIODS = tuple((year, quarter) for year in (2021, 2022) for quarter in (1, 2, 3, 4, None))


@dataclass(frozen=True)
class Dossier:
    """The rows of each dataset by the ids of its fields, and the days of the audit.

    It is drawn about 2021 and 2022, and lies ``years_on`` later. ``waived`` are units with the articles waived.
    """

    as_of: date
    effect: date
    rows: dict[str, list[dict[str, object]]]
    years_on: int = 0
    waived: tuple[tuple[str, int], ...] = ()

    @property
    def frames(self):
        """The datasets as ``kstt_rules.audit`` takes them."""
        return {name: pd.DataFrame(rows, columns=COLUMNS[name]) for name, rows in self.rows.items()}

    @property
    def periods(self):
        """The periods that reports may be of, as years and quarters."""
        return [(year + self.years_on, quarter) for year, quarter in PERIODS]

    @property
    def quarters(self):
        """The quarters that payments may be of."""
        return [(year + self.years_on, quarter) for year, quarter in QUARTERS]

    def units(self):
        """The ids of the units in the register."""
        return [row["id"] for row in self.rows["unit"]]

    def life(self, unit):
        """The first and last day on which the regulation could bind a unit."""
        row = next(row for row in self.rows["unit"] if row["id"] == unit)
        return row["valid_from"] or date.min, min(row["valid_to"] or date.max, LAST_DAY)

    def binds(self, unit, day):
        """Tell whether the regulation could bind a unit on a day."""
        first, last = self.life(unit)
        return first <= day <= last


COLUMNS = {
    "unit": ["id", "name", "tier", "kind", "parent", "valid_from", "valid_to"],
    "officer": [
        "unit", "name", "role", "birth_year", "phone", "in_charge_of_one_stop", "in_charge_of_procedure_control",
        "concurrent", "from_date", "to_date",
    ],
    "staff": ["unit", "name", "civil_servant"],
    "consolidated": ["unit", "name", "role"],
    "approval": ["unit", "decision_number", "decided_on", "signer_title", "issuer_name", "proposer_title", "sent_on"],
    "change": ["unit", "changed_on", "officer_out", "officer_in", "list_sent_on", "office_informed_on", "approved_on"],
    "report": [
        "unit", "period", "due_on", "sent_on", "approved_by", "approved_on", "recipient_name",
        "covers_procedure_control", "covers_one_stop", "covers_online_procedures",
    ],
    "payment": ["unit", "officer_name", "period", "amount", "paid_on"],
}  # fmt: skip


def draw_dossier(seed: int) -> Dossier:
    """Draw one dossier; the same seed gives the same."""
    hand = random.Random(seed)
    as_of, effect = hand.choice(AS_OF), hand.choice(EFFECT)
    effect = min(effect, as_of)
    chosen = [unit for unit in UNITS if unit[0] in ("vp", "h1", "h2") or hand.random() < 0.6]
    ids = [unit[0] for unit in chosen]
    rows = {
        "unit": [dict(zip(COLUMNS["unit"], (*unit, *_life(hand, unit[0], as_of)), strict=True)) for unit in chosen],
        "officer": [row for unit in ids for row in _officers(hand, unit, as_of)],
    }
    drawers = {
        "staff": lambda: _staff(hand, rows["officer"]),
        "consolidated": lambda: _consolidated(hand, ids, rows["officer"]),
        "approval": lambda: _approvals(hand, ids, as_of, effect),
        "change": lambda: _changes(hand, ids, as_of, effect),
        "report": lambda: _reports(hand, ids, as_of),
        "payment": lambda: _payments(hand, rows["officer"], as_of),
    }
    for name, draw in drawers.items():
        if hand.random() < 0.7:
            rows[name] = draw()
    bodies = [unit for unit in ids if unit != "lm"]
    waived = tuple((hand.choice(bodies), hand.choice((4, 5, 7, 9, 10))) for _ in range(hand.choice((0, 0, 0, 1, 3))))
    return Dossier(as_of, effect, rows, waived=waived) if hand.random() < 0.8 else _later(as_of, effect, rows, waived)


def _later(as_of, effect, rows, waived):
    """The same dossier at the time when the districts ended."""

    def moved(name, value):
        if isinstance(value, date):
            return value.replace(year=value.year + LATER)
        return re.sub(r"\d{4}", lambda year: str(int(year[0]) + LATER), value) if name == "period" else value

    later = {key: [{name: moved(name, row[name]) for name in row} for row in own] for key, own in rows.items()}
    return Dossier(moved("", as_of), moved("", effect), later, LATER, waived)


def _life(hand, unit, as_of):
    """Draw the days between which a unit exists; the office of the province always does."""
    if unit == "vp" or hand.random() < 0.85:
        return None, None
    return hand.choice(
        [
            (date(2021, 2, 1), None),
            (date(2021, 11, 20), as_of + timedelta(20)),
            (as_of + timedelta(9), None),
            (None, date(2021, 12, 16)),
            (None, as_of - timedelta(1)),
            (as_of, None),
        ]
    )


def span(year: int, quarter: int | None) -> tuple[date, date]:
    """Return first and last day of a report period by its cut-off."""
    if quarter is None:
        return date(year - 1, 12, 15), date(year, 12, 14)
    first_month = 3 * quarter - 3
    first = date(year, first_month, 15) if first_month else date(year - 1, 12, 15)
    return first, date(year, 3 * quarter, 14)


def period_text(year: int, quarter: int | None) -> str:
    """Write a period as the sheets do."""
    return f"Năm {year}" if quarter is None else f"Quý {('I', 'II', 'III', 'IV')[quarter - 1]}/{year}"


def _day(hand, low: date, high: date) -> date:
    return low + timedelta(hand.randint(0, max(0, (high - low).days)))


def _officers(hand, unit, as_of):
    if hand.random() < 0.1:
        return []
    right = {
        "vp": [OFFICE],
        "h1": [LEADER, OFFICE, SPECIALIST],
        "h2": [LEADER, OFFICE, SPECIALIST],
        **{commune: [LEADER, CLERK] for commune in PARENT},
    }.get(unit, [LEADER, OFFICE, SPECIALIST])
    roles = [role for role in right if hand.random() < 0.9]
    roles += [hand.choice([LEADER, OFFICE, SPECIALIST, CLERK, OUTSIDE]) for _ in range(hand.choice([0, 0, 0, 1, 2]))]
    names = hand.sample(NAMES if unit != "lm" else ["Mai Oanh", "Tô Phúc", "Cao Quý", "La Sơn", "Hà Tú"], len(roles))
    rows = [_officer(hand, unit, name, role, as_of) for name, role in zip(names, roles, strict=True)]
    if rows and hand.random() < 0.15:  # a second row of one name
        first = rows[0]
        second = {**first, "birth_year": hand.choice([None, 1970, 1990]), "phone": hand.choice([None, *PHONES])}
        rows.append({**second, "role": hand.choice([first["role"], first["role"], CLERK])})
    if rows and unit != "lm" and hand.random() < 0.1:  # a handover on the day itself
        rows[-1]["to_date"], rows[-1]["from_date"] = as_of, None
        name = next(name for name in reversed(NAMES) if all(name != row["name"] for row in rows))
        rows.append({**_officer(hand, unit, name, rows[-1]["role"], as_of), "from_date": as_of, "to_date": None})
    return rows


PHONES = ("0912345678", "0912345679")


def _officer(hand, unit, name, role, as_of):
    start = hand.choice([None] * 4 + [date(2021, 2, 1), date(2021, 11, 20), as_of - timedelta(3), as_of + timedelta(9)])
    end = hand.choice([None] * 8 + [date(2021, 3, 1), date(2021, 12, 16), as_of + timedelta(20)])
    if start is not None and end is not None and end < start:
        end = None
    return {
        "unit": unit,
        "name": name,
        "role": role,
        "birth_year": hand.choice([None, None, 1970, 1990]),
        "phone": hand.choice([None, None, *PHONES]),
        "in_charge_of_one_stop": hand.random() < 0.9,
        "in_charge_of_procedure_control": hand.random() < 0.9,
        "concurrent": hand.random() < 0.9,
        "from_date": start,
        "to_date": end,
    }


def _staff(hand, officers):
    names = [row["name"] for row in officers if row["unit"] == "vp"] + [hand.choice(NAMES)]
    return [
        {"unit": "vp", "name": name, "civil_servant": hand.random() < 0.8}
        for name in sorted(set(names))
        if hand.random() < 0.7
    ]


def _consolidated(hand, ids, officers):
    rows = {}
    for officer in officers:
        if hand.random() < 0.9:
            role = officer["role"] if hand.random() < 0.9 else hand.choice([LEADER, SPECIALIST])
            rows[officer["unit"], officer["name"]] = role
    for unit in ids:
        if hand.random() < 0.15:
            rows.setdefault((unit, hand.choice(NAMES)), SPECIALIST)
    return [{"unit": unit, "name": name, "role": role} for (unit, name), role in rows.items()]


def _approvals(hand, ids, as_of, effect):
    rows = []
    for unit in ids:
        if unit == "lm" or hand.random() < 0.3:
            continue
        fault = hand.choice([None, None, None, "issuer", "title", "proposer"])
        if hand.random() < 0.2 and (as_of - effect).days > 40:  # one decision replaced another
            first = _day(hand, effect, as_of - timedelta(30))
            rows.append(_approval(hand, unit, fault, first, len(rows), sent=first))
            decided = _day(hand, first + timedelta(1), as_of)
            fault = hand.choice([None, fault])
        else:
            decided = hand.choice([_day(hand, effect, as_of), as_of, as_of + timedelta(5)])
            if unit in PARENT or unit in DISTRICT:
                decided = min(decided, as_of)
            elif hand.random() < 0.1:
                decided = None
        sent = hand.choice([None, decided, as_of, as_of + timedelta(1)])
        if decided is not None and hand.random() < 0.1:
            sent = decided - timedelta(4)
        rows.append(_approval(hand, unit, fault, decided, len(rows), sent=sent))
    if {"x1", "x2"} <= set(ids) and hand.random() < 0.3:  # one decision on several units
        named = hand.choice([*LISTS])
        decided = _day(hand, effect, as_of)
        one = _approval(hand, "x1", hand.choice([None, "issuer", "proposer"]), decided, len(rows), sent=decided)
        rows = [row for row in rows if row["unit"] not in LISTS[named]] + [{**one, "unit": named}]
    return rows


def _approval(hand, unit, fault, decided, number, *, sent):
    district = PARENT.get(unit, unit)
    if district in DISTRICT:
        body, other = DISTRICT[district], DISTRICT["h1" if district == "h2" else "h2"]
        proposer = hand.choice(["Chánh Văn phòng HĐND và UBND", f"Chánh Văn phòng HĐND và {body}"])
        wrong_proposer = ["Trưởng phòng Nội vụ", "Chánh Văn phòng UBND tỉnh", f"Chánh Văn phòng HĐND và {other}"]
    else:
        body, other = "UBND tỉnh", hand.choice([*DISTRICT.values(), "Sở Y tế"])
        proposer, wrong_proposer = "Chánh Văn phòng UBND tỉnh", ["Giám đốc Sở Nội vụ", "Chánh Văn phòng HĐND và UBND"]
    issuer, title = hand.choice([(body, "Chủ tịch"), (body, "KT. Chủ tịch"), (None, f"Chủ tịch {body}")])
    if fault == "issuer":
        issuer, title = other, "Giám đốc" if other.startswith("Sở") else "Chủ tịch"
    if fault == "title":
        title = "Giám đốc Sở Y tế" if other.startswith("Sở") else f"Chủ tịch {other}"
    whole = unit in DISTRICT and hand.random() < 0.25
    return {
        "unit": f"{DISTRICT[unit]} và các xã" if whole else unit,
        "decision_number": f"{number + 1}/QĐ",
        "decided_on": decided,
        "signer_title": title,
        "issuer_name": issuer,
        "proposer_title": hand.choice(wrong_proposer) if fault == "proposer" else proposer,
        "sent_on": sent,
    }


def _changes(hand, ids, as_of, effect):
    rows = []
    for unit in ids:
        if unit == "lm" or hand.random() < 0.5:
            continue
        changed = hand.choice([effect - timedelta(60), _day(hand, effect, as_of), _day(hand, effect, as_of), as_of])
        done = [None, None, min(as_of, changed + timedelta(7)), as_of + timedelta(2)]
        rows.append(
            {
                "unit": unit,
                "changed_on": changed,
                "officer_out": "Mạc Uyên",
                "officer_in": "Tạ Vân",
                "list_sent_on": hand.choice(done),
                "office_informed_on": hand.choice(done),
                "approved_on": hand.choice(done),
            }
        )
    return rows


_RECIPIENTS = {
    "province": ["UBND tỉnh", "VP UBND tỉnh", "Sở Nội vụ; Văn phòng UBND tỉnh", "UBND tỉnh, Sở Y tế"],
    "h1": ["UBND huyện Yên Thế", "UBND tỉnh; UBND huyện Yên Thế"],
    "h2": ["UBND huyện Lục Nam", "Sở Nội vụ, UBND huyện Lục Nam"],
}


def _reports(hand, ids, as_of):
    rows = []
    periods = hand.choice([PERIODS[:5], PERIODS[5:], PERIODS])
    for unit in ids:
        if unit == "lm" or hand.random() < 0.2:
            continue
        for year, quarter in periods:
            last = span(year, quarter)[1]
            if hand.random() < 0.25:
                continue
            rows.append(_report(hand, unit, period_text(year, quarter), last, as_of))
            if hand.random() < 0.05:
                rows.append({**_unsent(unit, period_text(year, quarter)), "due_on": rows[-1]["due_on"]})
        if hand.random() < 0.3:
            asked = hand.choice(
                [None, date(2021, 3, 1), as_of - timedelta(25), as_of - timedelta(5), as_of + timedelta(5)]
            )
            row = {**_unsent(unit, "Đột xuất"), "due_on": asked}
            rows.append(
                row if asked is None or hand.random() < 0.4 else _report(hand, unit, "Đột xuất", asked, as_of, asked)
            )
    return rows


def subordinate(unit: str) -> str:
    """Return the title of somebody who may not approve a report; in a commune "Chuyên viên" is a grade of anybody."""
    return "Văn phòng - Thống kê" if unit in PARENT else "Chuyên viên"


def _unsent(unit, period):
    return {**dict.fromkeys(COLUMNS["report"]), "unit": unit, "period": period}


def _report(hand, unit, period, last, as_of, asked=None):
    due = asked or hand.choice([None, last + timedelta(5), last + timedelta(5)])
    row = {**_unsent(unit, period), "due_on": due}
    sent = last + timedelta(hand.choice([1, 3, 5, 6, 20]))
    if sent > as_of or unit in ("vp", "bql") or hand.random() < 0.2:
        return row
    head = "Giám đốc" if unit.startswith("so") else "Chánh Thanh tra" if unit == "tt" else "Chủ tịch"
    approver, approved = hand.choice(
        [(head, sent), (head, sent), ("Thủ trưởng", sent), (None, sent), (head, sent - timedelta(1))] * 2
        + [
            (subordinate(unit), sent),
            (head, None),
            (None, None),
            (head, sent + timedelta(2)),
            (subordinate(unit), None),
        ]
    )
    right = _RECIPIENTS[PARENT.get(unit, "province")]
    wrong = ["Sở Nội vụ", "UBND huyện Lục Nam" if PARENT.get(unit) != "h2" else "UBND huyện Yên Thế", "Như trên", None]
    parts = [hand.choice([True] * 12 + [False, None]) for _ in range(3)]
    return {
        **row,
        "sent_on": sent,
        "approved_by": approver,
        "approved_on": approved,
        "recipient_name": hand.choice(right * 4 + wrong),
        "covers_procedure_control": parts[0],
        "covers_one_stop": parts[1],
        "covers_online_procedures": parts[2],
    }


QUARTERS = ((2021, 1), (2021, 3), (2021, 4), (2022, 1), (2022, 2))


def _payments(hand, officers, as_of):
    rows = {}
    quarters = [quarter for quarter in QUARTERS if hand.random() < 0.6]
    for officer in officers:
        for year, quarter in quarters:
            if officer["unit"] == "lm" or hand.random() < 0.15:
                continue
            paid = hand.choice([as_of - timedelta(1)] * 3 + [as_of + timedelta(1), None])
            rows.setdefault((officer["unit"], officer["name"], period_text(year, quarter)), (300000, paid))
    return [dict(zip(COLUMNS["payment"], (*key, *value), strict=True)) for key, value in rows.items()]
