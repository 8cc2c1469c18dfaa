"""What of the plain reading goes by periods: reports (Điều 7) and payments (khoản 4 Điều 9)."""

from collections import defaultdict
from datetime import date, timedelta

from plain_dossiers import DISTRICT, PARENT, PROVINCIAL, period_text, span, subordinate

VIOLATION, REVIEW, INFO, UNDETERMINED = "violation", "review", "info", "undetermined"
BODIES = ("vp", *PROVINCIAL, *DISTRICT, *PARENT)


def reports(dossier):
    """Yield what is found of reports."""
    rows = defaultdict(list)
    for row in dossier.rows.get("report", []):
        rows[row["unit"], row["period"]].append(row)
    named = [year for year, quarter in dossier.periods if any(p == period_text(year, quarter) for _, p in rows)]
    first = min([*named, dossier.as_of.year])
    for unit in dossier.units():
        if unit not in (*PROVINCIAL, *DISTRICT, *PARENT):
            continue
        provision, absent = ("7.4", REVIEW) if unit in PARENT else ("7.3", REVIEW if unit == "bql" else VIOLATION)
        for year, quarter in dossier.periods:
            last, text = span(year, quarter)[1], period_text(year, quarter)
            own = rows[unit, text]
            if last < dossier.effect or not dossier.binds(unit, last):
                continue
            sent = [row for row in own if row["sent_on"] and row["sent_on"] <= dossier.as_of]
            asked = first <= year <= dossier.as_of.year and last < dossier.as_of
            due = next((row["due_on"] for row in own if row["due_on"]), None)
            if asked and not sent and not (due and due >= dossier.as_of):
                yield provision, unit, text, absent
            for row in sent:
                yield from ((provision, unit, text, outcome) for outcome in _of_report(unit, row))
        for row in rows[unit, "Đột xuất"]:
            if row["due_on"] is None:
                yield provision, unit, "Đột xuất", UNDETERMINED
            elif dossier.effect <= row["due_on"] and dossier.binds(unit, row["due_on"]):
                if row["sent_on"] and row["sent_on"] <= dossier.as_of:
                    yield from ((provision, unit, "Đột xuất", outcome) for outcome in _of_report(unit, row))
                elif row["due_on"] < dossier.as_of:
                    yield provision, unit, "Đột xuất", absent


def _of_report(unit, row):
    approver, approved, sent = row["approved_by"], row["approved_on"], row["sent_on"]
    if approver == subordinate(unit) or (approved and approved > sent) or (approver is None and approved is None):
        yield VIOLATION
    elif approved is None:
        yield UNDETERMINED
    named = row["recipient_name"]
    right = DISTRICT[PARENT[unit]] if unit in PARENT else "UBND tỉnh"
    if named in (None, "Như trên"):
        yield UNDETERMINED
    elif right not in named.replace("VP UBND", "UBND"):
        yield VIOLATION
    parts = [row[f"covers_{part}"] for part in ("procedure_control", "one_stop", "online_procedures")]
    if False in parts:
        yield VIOLATION
    elif None in parts:
        yield UNDETERMINED
    if row["due_on"] is None:
        yield UNDETERMINED
    elif sent > row["due_on"]:
        yield VIOLATION


def payments(dossier):
    """Yield what is found of payments."""
    payments = dossier.rows.get("payment", [])
    covered = {row["period"] for row in payments}
    for row in dossier.rows["officer"]:
        if row["unit"] not in BODIES:
            continue
        for year, quarter in dossier.quarters:
            text = period_text(year, quarter)
            first = date(year, 3 * quarter - 2, 1)
            last = (first + timedelta(95)).replace(day=1) - timedelta(1)
            born, gone = dossier.life(row["unit"])
            start, end = max(row["from_date"] or first, born), min(row["to_date"] or last, gone)
            if not dossier.binds(row["unit"], last):
                continue
            if text not in covered or last >= dossier.as_of or last < dossier.effect or start > last or end < first:
                continue
            own = [
                p for p in payments if (p["unit"], p["officer_name"], p["period"]) == (row["unit"], row["name"], text)
            ]
            if not any(p["paid_on"] and p["paid_on"] <= dossier.as_of for p in own):
                yield (
                    "9.4",
                    row["unit"],
                    f"{row['name']} {text}",
                    VIOLATION if start <= first and end >= last else UNDETERMINED,
                )
