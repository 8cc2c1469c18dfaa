"""A case of a finding: what stays, what is replaced, and what is said of it."""

from datetime import date

import pandas as pd
import pytest

import kstt_rules
from kstt_rules.base.errors import UsageError
from kstt_rules.intake.frames import contents_of_frames
from kstt_rules.pack import load_pack
from kstt_rules.reduction.goal import Terms
from kstt_rules.reduction.invented import Inventor
from kstt_rules.reduction.make_case import CaseMaker

PACK, AS_OF = load_pack("bac-giang-2021"), date(2022, 3, 31)
UNITS = [
    {"id": "07123", "name": "UBND xã Vân Sơn", "tier": "xa", "kind": "ubnd_xa"},
    {"id": "07999", "name": "UBND xã Quế Nham", "tier": "xa", "kind": "ubnd_xa"},
]
OFFICER = {"unit": "07123", "name": "Tô Bích Thảo", "role": "office_clerk", "assignment_number": "12/QĐ-UBND"}


def frames(*officers, **others):
    tables = {"unit": UNITS, "officer": officers, **others}
    return {name: pd.DataFrame(rows) for name, rows in tables.items()}


def case(rule, now, before=None):
    """Make a case of the only finding of a rule."""
    result = kstt_rules.audit(now, as_of=AS_OF, previous=before)
    (finding,) = [item for item in result.findings if item.rule == rule]
    contents = [contents_of_frames(given, PACK.vocabulary) for given in (now, before) if given is not None]
    return CaseMaker(Terms(PACK, AS_OF, None, {}), *contents).case(finding, seed="1")


def texts(found):
    return "\n".join(
        str(value) for sheets in found.books.values() for sheet in sheets for _, row in sheet.rows for value in row
    )


def test_an_earlier_roster_that_is_needed_comes_along():
    """As a workbook of its own; one that is not needed does not."""
    unit = {"id": "so-y-te", "name": "Sở Y tế", "tier": "tinh", "kind": "so"}
    officer = {"unit": "so-y-te", "name": "Tô Bích Thảo", "role": "specialist", "title": "Chuyên viên Văn phòng"}
    approval = {"unit": "so-y-te", "decision_number": "1/QĐ", "decided_on": "2021-12-01"}
    people = {"unit": "so-y-te", "changed_on": "2020-01-01", "officer_out": "a", "officer_in": "b"}
    change = people | dict.fromkeys(("list_sent_on", "approved_on", "office_informed_on"), "2020-01-03")
    tables = {
        "unit": [unit],
        "officer": [officer | {"from_date": "2022-02-07"}],
        "approval": [approval],
        "change": [change | {"approval_number": "2/QĐ"}],
    }
    now = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    before = officer | {"name": "Vi Hữu Lập", "from_date": "2020-02-07"}
    earlier = {"unit": now["unit"], "officer": pd.DataFrame([before])}
    assert set(case("D9.3.a.approval", now, earlier).books) == {"case.xlsx", "previous.xlsx"}
    assert set(case("D5.1.a.missing", now, earlier).books) == {"case.xlsx"}


def test_a_name_is_replaced_wherever_it_is_written():
    """Also within a text that holds a number, which is replaced too; one person is one person still."""
    two = [{"unit": unit["id"], "name": "Tô Bích Thảo", "email": "thao12@xa.example"} for unit in UNITS]
    now = frames(*two, approval=[{"unit": "07123", "decision_number": "12/QĐ do Tô Bích Thảo ký"}])
    result = kstt_rules.audit(now, as_of=AS_OF)
    finding = next(item for item in result.findings if item.rule == "D5.3.a.two_units")
    found = CaseMaker(Terms(PACK, AS_OF, None, {}), contents_of_frames(now, PACK.vocabulary)).case(finding, seed="1")
    for original in ("Thảo", "thao12", "Vân Sơn", "Quế Nham", "07123", "07999"):
        assert original not in texts(found)
    assert found.finding.rule == finding.rule
    assert found.rows == 6


def test_a_case_never_holds_the_name_of_a_person(monkeypatch):
    """Where it cannot be replaced, no case is made."""
    monkeypatch.setattr(Inventor, "person", lambda _: OFFICER["name"])
    with pytest.raises(UsageError, match="depends on the name of a person, 1 in all"):
        case("D5.1.c.leader", frames(OFFICER))


def test_files_that_do_not_give_the_finding_are_refused():
    """A case of something else would be no case."""
    finding = kstt_rules.audit(frames(OFFICER), as_of=AS_OF).findings[0]
    maker = CaseMaker(Terms(PACK, AS_OF, None, {}), contents_of_frames({"unit": pd.DataFrame(UNITS)}, PACK.vocabulary))
    with pytest.raises(UsageError, match="do not give this finding"):
        maker.case(finding, seed="1")
