"""A small pack with rules of several shapes, and the explanation of a unit by them."""

from datetime import date

from pack_factory import PACK_FILES, write_pack

from kstt_rules.judging.steps import new_run, with_dossier
from kstt_rules.pack import load_pack
from kstt_rules.pack.case_tables import case_dossier
from kstt_rules.pack_tools.explanation import explain_unit

MORE_RULES = """\
  - id: D5.1.a.role
    provision: 5.1.a
    subject: officer
    applies: officer.active and unit.kind in classes.bodies
    breach: not (officer.concurrent or missing(officer.email)) and officer.role == "specialist"
    severity: info
    title: {vi: Vai trò, en: Role}
    message: {vi: "{officer.name}", en: "{officer.name}"}
    remedy: {vi: Rà soát., en: Review.}
  - id: D5.1.a.few
    provision: 5.1.a
    subject: approval
    breach: days_between(approval.decided_on, approval.sent_on) > limits.most
    severity: info
    title: {vi: Gửi muộn, en: Sent late}
    message: {vi: "{approval.sent_on}", en: "{approval.sent_on}"}
    remedy: {vi: Rà soát., en: Review.}
  - id: D5.1.a.sent
    provision: 5.1.a
    subject: approval
    breach: approval.sent_on < approval.decided_on + limits.days
    severity: info
    title: {vi: Gửi sớm, en: Sent early}
    message: {vi: "{approval.sent_on}", en: "{approval.sent_on}"}
    remedy: {vi: Rà soát., en: Review.}
"""
DAYS = """\
    days:
      type: integer
      label: {vi: số ngày, en: days}
      values: [{from: 2021-01-01, value: null, source: local}]
  classes:
"""
UNITS = [
    {"id": "so-a", "name": "Sở A", "tier": "tinh", "kind": "so"},
    {"id": "xa-1", "name": "UBND xã B", "tier": "xa", "kind": "ubnd_xa"},
    {"id": "xa-2", "name": "UBND xã B", "tier": "xa", "kind": "ubnd_xa"},
]
OFFICERS = [
    {"unit": "so-a", "name": name, "role": role, "email": None, "from_date": None}
    for name, role in [("An", "unit_leader"), ("Bình", "specialist"), ("Cường", "specialist"), ("Dũng", None)]
]


def explained(parent, unit="so-a", *, rule=None, effective_from=None, **tables):
    """Explain a unit of a dossier given as tables."""
    rules = {"dieu-05.yaml": PACK_FILES["dieu-05.yaml"] + MORE_RULES}
    pack = load_pack(write_pack(parent, ("pack.yaml", "  classes:\n", DAYS), add=rules))
    dossier = case_dossier({"unit": UNITS, "officer": OFFICERS, **tables}, pack.vocabulary, file="ho-so.xlsx")
    run = with_dossier(new_run(pack, as_of=date(2022, 3, 31), effective_from=effective_from), dossier)
    return explain_unit(run, unit, rule=rule)
