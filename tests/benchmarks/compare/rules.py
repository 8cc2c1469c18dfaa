"""The thirty rules, of the shapes that packs hold, in the rule language; and what they are judged with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.language import Expr, Scope, ValueType, check
from kstt_rules.language.types import NUMBER, TEXTS
from kstt_rules.language.values import Setting
from kstt_rules.model.citation import Provision
from kstt_rules.model.outcomes import Severity
from kstt_rules.pack import Message, Rule
from tests.benchmarks.compare.offices import ENTITY, vocabulary

AS_OF: Final = date(2022, 3, 31)
PROVINCIAL: Final = ("so", "thanh_tra_tinh", "ban_dan_toc", "bql_kcn")
MOST, LEAST_PAYMENT, DAYS_TO_SEND = 3, 500_000, 30
PARAMETERS: Final[Mapping[str, Any]] = {
    "classes.provincial": PROVINCIAL,
    "limits.most": MOST,
    "limits.payment": LEAST_PAYMENT,
    "limits.days": DAYS_TO_SEND,
}
_TYPES: Final[Mapping[str, ValueType]] = {
    "classes.provincial": TEXTS,
    "limits.most": NUMBER,
    "limits.payment": NUMBER,
    "limits.days": NUMBER,
}

_BODY, _BELOW = "office.kind in classes.provincial", 'office.tier in ("huyen", "xa")'
_REPORTING = 'office.tier in ("tinh", "huyen")'
TEXT: Final[Mapping[str, tuple[str, str]]] = {  # by id: applies, breach
    "4.1.none": (_BODY, "missing(office.decided_on)"),
    "4.1.signer": (_BODY, 'office.signer not in ("chair", "vice_chair_for_chair")'),
    "4.1.proposer": (_BODY, 'office.proposer != "provincial_office_chief"'),
    "4.2.signer": (_BELOW, 'office.signer not in ("chair", "vice_chair_for_chair")'),
    "4.2.proposer": (_BELOW, 'office.proposer != "district_office_chief"'),
    "5.1.a.max": (_BODY, "office.officers > limits.most"),
    "5.1.a.leaders": (_BODY, "office.leaders > 1"),
    "5.1.a.office": (_BODY, "office.office_leaders > 1"),
    "5.1.a.specialists": (_BODY, "office.specialists > 1"),
    "5.1.a.missing": (
        f"{_BODY} and office.officers > 0",
        "office.leaders == 0 or office.office_leaders == 0 or office.specialists == 0",
    ),
    "5.1.a.outside": (_BODY, "office.outside > 0"),
    "5.1.a.one_stop": (f"{_BODY} and office.office_leaders == 1", "not office.one_stop"),
    "5.1.a.standing": ('office.kind == "vp_ubnd_tinh"', "office.office_leaders != 1"),
    "5.1.b.max": ('office.kind == "ubnd_huyen"', "office.officers > limits.most"),
    "5.1.b.control": ('office.kind == "ubnd_huyen" and office.specialists >= 1', "not office.procedure_control"),
    "5.1.c.two": ('office.kind == "ubnd_xa"', "office.officers != 2"),
    "5.1.c.leader": ('office.kind == "ubnd_xa"', "office.leaders != 1"),
    "5.1.c.clerk": ('office.kind == "ubnd_xa"', "office.clerks != 1"),
    "5.3.a": ("", "not office.concurrent"),
    "5.3.b": ("", "missing(office.assignment)"),
    "7.2.email": ("", "missing(office.email)"),
    "7.2.form": ("", 'office.form == "paper"'),
    "7.3.none": (f"{_REPORTING} and office.due_on < as_of", "missing(office.sent_on)"),
    "7.3.late": (f"{_REPORTING} and not missing(office.sent_on)", "office.sent_on > office.due_on"),
    "7.3.approved": (f"{_REPORTING} and not missing(office.sent_on)", "office.sent_on < office.approved_on"),
    "7.3.recipient": (_REPORTING, 'office.recipient != "provincial_committee"'),
    "7.3.contents": (
        _REPORTING,
        "not (office.covers_control and office.covers_one_stop and office.covers_online)",
    ),
    "9.3": (
        "not missing(office.changed_on)",
        "days_between(office.changed_on, office.list_sent_on) > limits.days",
    ),
    "9.4": ("", "office.payment < limits.payment"),
    "10.1": ("", "office.trainings == 0"),
}


@dataclass(frozen=True)
class Condition:
    """A rule as its two checked conditions; ``applies`` None: to all."""

    rule: str
    applies: Expr | None
    breach: Expr


@cache
def conditions() -> tuple[Condition, ...]:
    """Return all rules, parsed and checked."""
    scope = Scope(vocabulary(), ENTITY, _TYPES)
    return tuple(
        Condition(rule, check(applies, scope) if applies else None, check(breach, scope))
        for rule, (applies, breach) in TEXT.items()
    )


def setting() -> Setting:
    """Return the day and the parameters by which all is judged."""
    return Setting(AS_OF, PARAMETERS, lambda _start, _end: 0)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules as a pack holds them."""
    text = Message(("",), ("",))
    return tuple(
        Rule(
            id=item.rule,
            provision=Provision(int(item.rule.partition(".")[0])),
            subject=ENTITY,
            applies=item.applies,
            breach=item.breach,
            severities={None: Severity.VIOLATION},
            reading=None,
            local=False,
            title=Bilingual("", ""),
            message=text,
            undetermined=None,
            remedy=text,
            note=None,
            start=None,
            until=None,
            applies_text=None,
            breach_text="",
            parameters=frozenset(),
            file="",
            line=1,
            column=1,
            obliged=None,
        )
        for item in conditions()
    )
