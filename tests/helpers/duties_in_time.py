"""A small province and its rows of reports, payments and documents, for tests of what time does to verdicts."""

import pandas as pd

UNITS = pd.DataFrame(
    [
        {"id": "vp", "name": "Văn phòng UBND tỉnh", "tier": "tinh", "kind": "vp_ubnd_tinh", "parent": None},
        {"id": "so-a", "name": "Sở Y tế", "tier": "tinh", "kind": "so", "parent": None},
        {"id": "bql", "name": "Ban Quản lý các KCN", "tier": "tinh", "kind": "bql_kcn", "parent": None},
        {"id": "h1", "name": "UBND huyện Yên Thế", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "h2", "name": "UBND huyện Lục Nam", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "x1", "name": "UBND xã Tam Tiến", "tier": "xa", "kind": "ubnd_xa", "parent": "h1"},
        {"id": "kh", "name": "Cục Thuế", "tier": "tinh", "kind": "khac", "parent": None},
    ]
)
HEAD = {"so-a": "Giám đốc", "bql": "Trưởng ban", "h1": "Chủ tịch", "x1": "Chủ tịch"}
RECIPIENT = {"so-a": "VP UBND tỉnh", "bql": "UBND tỉnh", "h1": "UBND tỉnh", "x1": "UBND huyện Yên Thế"}


def report(unit, period="2022-Q1", **told):
    """Return a row of the calendar: a report that was sent in time, but for what is told."""
    row = {
        "unit": unit,
        "period": period,
        "due_on": "2022-03-20",
        "sent_on": "2022-03-18",
        "approved_by": HEAD[unit],
        "approved_on": "2022-03-17",
        "recipient_name": RECIPIENT[unit],
        "form": "electronic",
        "covers_procedure_control": True,
        "covers_one_stop": True,
        "covers_online_procedures": True,
    }
    return row | told


def paid(name="Nguyễn Văn An", period="2021-Q4", paid_on="2021-12-20", unit="so-a", amount=1):
    return {"unit": unit, "officer_name": name, "period": period, "paid_on": paid_on, "amount": amount}


def documents(*rows):
    columns = (
        "unit",
        "duty",
        "year",
        "number",
        "issued_on",
        "recipient_names",
        "requested_on",
        "answered_on",
        "signer",
    )
    return pd.DataFrame([dict.fromkeys(columns) | row for row in rows], columns=list(columns))
