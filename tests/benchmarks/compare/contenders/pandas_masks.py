"""Masks written by hand in pandas: two for each rule, choices as categories, no blank ever compared by chance."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tests.benchmarks.compare.base import Findings, Work
from tests.benchmarks.compare.offices import CHOICES, FLAGS
from tests.benchmarks.compare.rules import AS_OF, DAYS_TO_SEND, LEAST_PAYMENT, MOST, PROVINCIAL

Mask = pd.Series
Verdicts = Iterator[tuple[str, Mask, Mask | None]]


def prepare(facts: pd.DataFrame) -> Work:
    """Type the columns."""
    frame = typed(facts)
    return lambda: _judge(frame)


def typed(facts: pd.DataFrame) -> pd.DataFrame:
    """Hold choices as categories and flags as numbers, as comparing needs no objects then."""
    return facts.astype(dict.fromkeys(CHOICES, "category") | dict.fromkeys(FLAGS, "float64"))


def verdicts(frame: pd.DataFrame) -> Verdicts:
    """Yield the id of every rule, where it is breached, and where it cannot be told (None: nowhere)."""
    kind, tier = frame["kind"], frame["tier"]
    body, below, reporting = kind.isin(PROVINCIAL), tier.isin(["huyen", "xa"]), tier.isin(["tinh", "huyen"])
    yield from _approval(frame, body, below)
    yield from _composition(frame, body)
    yield from _district_and_commune(frame, kind == "ubnd_huyen", kind == "ubnd_xa")
    yield from _posts(frame)
    yield from _reports(frame, reporting)


def _approval(frame: pd.DataFrame, body: Mask, below: Mask) -> Verdicts:
    signer, proposer = frame["signer"], frame["proposer"]
    unsigned, unproposed = signer.isna(), proposer.isna()
    wrong = ~signer.isin(["chair", "vice_chair_for_chair"]) & ~unsigned
    yield "4.1.none", body & frame["decided_on"].isna(), None
    yield "4.1.signer", body & wrong, body & unsigned
    yield "4.1.proposer", body & ~unproposed & (proposer != "provincial_office_chief"), body & unproposed
    yield "4.2.signer", below & wrong, below & unsigned
    yield "4.2.proposer", below & ~unproposed & (proposer != "district_office_chief"), below & unproposed


def _composition(frame: pd.DataFrame, body: Mask) -> Verdicts:
    officers, leaders, office = frame["officers"], frame["leaders"], frame["office_leaders"]
    specialists, one_stop = frame["specialists"], frame["one_stop"]
    uncounted, unled, unmanaged, unstaffed = officers.isna(), leaders.isna(), office.isna(), specialists.isna()
    some = body & (officers > 0)
    absent = (leaders == 0) | (office == 0) | (specialists == 0)
    unclear = (unled | unmanaged | unstaffed) & ~absent
    yield "5.1.a.max", body & (officers > MOST), body & uncounted
    yield "5.1.a.leaders", body & (leaders > 1), body & unled
    yield "5.1.a.office", body & (office > 1), body & unmanaged
    yield "5.1.a.specialists", body & (specialists > 1), body & unstaffed
    yield "5.1.a.missing", some & absent, (some & unclear) | (body & uncounted & (absent | unclear))
    yield "5.1.a.outside", body & (frame["outside"] > 0), body & frame["outside"].isna()
    one = body & (office == 1)
    yield "5.1.a.one_stop", one & (one_stop == 0), (one & one_stop.isna()) | (body & unmanaged & (one_stop != 1))
    standing = frame["kind"] == "vp_ubnd_tinh"
    yield "5.1.a.standing", standing & ~unmanaged & (office != 1), standing & unmanaged


def _district_and_commune(frame: pd.DataFrame, district: Mask, commune: Mask) -> Verdicts:
    officers, leaders, specialists, clerks = (frame[name] for name in ("officers", "leaders", "specialists", "clerks"))
    control = frame["procedure_control"]
    uncounted, unled, unclerked = officers.isna(), leaders.isna(), clerks.isna()
    staffed = district & (specialists >= 1)
    yield "5.1.b.max", district & (officers > MOST), district & uncounted
    unclear = (staffed & control.isna()) | (district & specialists.isna() & (control != 1))
    yield "5.1.b.control", staffed & (control == 0), unclear
    yield "5.1.c.two", commune & ~uncounted & (officers != 2), commune & uncounted
    yield "5.1.c.leader", commune & ~unled & (leaders != 1), commune & unled
    yield "5.1.c.clerk", commune & ~unclerked & (clerks != 1), commune & unclerked


def _posts(frame: pd.DataFrame) -> Verdicts:
    changed, sent = frame["changed_on"], frame["list_sent_on"]
    yield "5.3.a", frame["concurrent"] == 0, frame["concurrent"].isna()
    yield "5.3.b", frame["assignment"].isna(), None
    yield "7.2.email", frame["email"].isna(), None
    yield "7.2.form", frame["form"] == "paper", frame["form"].isna()
    yield "9.3", (sent - changed) > pd.Timedelta(days=DAYS_TO_SEND), changed.notna() & sent.isna()
    yield "9.4", frame["payment"] < LEAST_PAYMENT, frame["payment"].isna()
    yield "10.1", frame["trainings"] == 0, frame["trainings"].isna()


def _reports(frame: pd.DataFrame, reporting: Mask) -> Verdicts:
    due, sent, approved, recipient = (frame[name] for name in ("due_on", "sent_on", "approved_on", "recipient"))
    parts = frame[["covers_control", "covers_one_stop", "covers_online"]].to_numpy()
    lacking = pd.Series((parts == 0).any(axis=1))
    undated, unsent, unknown = due.isna(), sent.isna(), recipient.isna()
    reported = reporting & ~unsent
    yield "7.3.none", reporting & unsent & (due < pd.Timestamp(AS_OF)), reporting & undated & unsent
    yield "7.3.late", reporting & (sent > due), reported & undated
    yield "7.3.approved", reporting & (sent < approved), reported & approved.isna()
    yield "7.3.recipient", reporting & ~unknown & (recipient != "provincial_committee"), reporting & unknown
    yield "7.3.contents", reporting & lacking, reporting & ~lacking & pd.Series(np.isnan(parts).any(axis=1))


def _judge(frame: pd.DataFrame) -> Findings:
    breaches: set[tuple[str, int]] = set()
    undetermined: set[tuple[str, int]] = set()
    for rule, breach, unclear in verdicts(frame):
        breaches.update((rule, row) for row in np.flatnonzero(breach).tolist())
        if unclear is not None:
            undetermined.update((rule, row) for row in np.flatnonzero(unclear).tolist())
    return Findings(frozenset(breaches), frozenset(undetermined))
