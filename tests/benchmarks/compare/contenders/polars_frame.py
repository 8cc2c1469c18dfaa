"""polars: one expression a rule, nullable as its logic is, all evaluated in one parallel query."""

import pandas as pd
import polars as pl

from tests.benchmarks.compare.base import Findings, Work
from tests.benchmarks.compare.offices import CHOICES, DATES, FLAGS
from tests.benchmarks.compare.rules import AS_OF, DAYS_TO_SEND, LEAST_PAYMENT, MOST, PROVINCIAL

SIGNERS = ("chair", "vice_chair_for_chair")


def prepare(facts: pd.DataFrame) -> Work:
    """Hold choices as enumerations, dates as days, flags as booleans, blanks as nulls."""
    columns = {name: facts[name].tolist() for name in (*CHOICES, *FLAGS, "code", "email", "assignment")}
    numbers = facts.select_dtypes("float64")
    frame = pl.DataFrame(
        {
            **columns,
            **{name: pl.Series(numbers[name].to_numpy(), nan_to_null=True) for name in numbers},
            **{name: pl.Series(facts[name].to_numpy()) for name in DATES},
        }
    ).with_columns(
        *(pl.col(name).cast(pl.Enum(facts[name].dropna().unique().tolist())) for name in CHOICES),
        *(pl.col(name).cast(pl.Date) for name in DATES),
    )
    return lambda: _judge(frame)


def _judge(frame: pl.DataFrame) -> Findings:
    rules = verdicts()
    found = frame.select(
        *(rule.arg_true().implode().alias(f"breach {name}") for name, rule in rules.items()),
        *(rule.is_null().arg_true().implode().alias(f"undetermined {name}") for name, rule in rules.items()),
    ).row(0, named=True)
    breaches, undetermined = (
        frozenset((name, row) for name in rules for row in found[f"{verdict} {name}"])
        for verdict in ("breach", "undetermined")
    )
    return Findings(breaches, undetermined)


def verdicts() -> dict[str, pl.Expr]:
    """Return every rule: true where it is breached, null where it cannot be told."""
    col = pl.col
    body, below, reporting = (
        col("kind").is_in(PROVINCIAL),
        col("tier").is_in(("huyen", "xa")),
        col("tier").is_in(("tinh", "huyen")),
    )
    district, commune = col("kind") == "ubnd_huyen", col("kind") == "ubnd_xa"
    unsent = col("sent_on").is_null()
    lists = col("list_sent_on") - col("changed_on")
    absent = (col("leaders") == 0) | (col("office_leaders") == 0) | (col("specialists") == 0)
    whole = col("covers_control") & col("covers_one_stop") & col("covers_online")
    return {
        "4.1.none": body & col("decided_on").is_null(),
        "4.1.signer": body & ~col("signer").is_in(SIGNERS),
        "4.1.proposer": body & (col("proposer") != "provincial_office_chief"),
        "4.2.signer": below & ~col("signer").is_in(SIGNERS),
        "4.2.proposer": below & (col("proposer") != "district_office_chief"),
        "5.1.a.max": body & (col("officers") > MOST),
        "5.1.a.leaders": body & (col("leaders") > 1),
        "5.1.a.office": body & (col("office_leaders") > 1),
        "5.1.a.specialists": body & (col("specialists") > 1),
        "5.1.a.missing": body & (col("officers") > 0) & absent,
        "5.1.a.outside": body & (col("outside") > 0),
        "5.1.a.one_stop": body & (col("office_leaders") == 1) & ~col("one_stop"),
        "5.1.a.standing": (col("kind") == "vp_ubnd_tinh") & (col("office_leaders") != 1),
        "5.1.b.max": district & (col("officers") > MOST),
        "5.1.b.control": district & (col("specialists") >= 1) & ~col("procedure_control"),
        "5.1.c.two": commune & (col("officers") != 2),
        "5.1.c.leader": commune & (col("leaders") != 1),
        "5.1.c.clerk": commune & (col("clerks") != 1),
        "5.3.a": ~col("concurrent"),
        "5.3.b": col("assignment").is_null(),
        "7.2.email": col("email").is_null(),
        "7.2.form": col("form") == "paper",
        "7.3.none": reporting & (col("due_on") < AS_OF) & unsent,
        "7.3.late": reporting & ~unsent & (col("sent_on") > col("due_on")),
        "7.3.approved": reporting & ~unsent & (col("sent_on") < col("approved_on")),
        "7.3.recipient": reporting & (col("recipient") != "provincial_committee"),
        "7.3.contents": reporting & ~whole,
        "9.3": col("changed_on").is_not_null() & (lists > pl.duration(days=DAYS_TO_SEND)),
        "9.4": col("payment") < LEAST_PAYMENT,
        "10.1": col("trainings") == 0,
    }
