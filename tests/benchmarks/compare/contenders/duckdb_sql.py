"""DuckDB: one query over a table, a nullable column a rule, as SQL's logic is three-valued; only hits are fetched."""

import duckdb
import pandas as pd

from tests.benchmarks.compare.base import Findings, Work
from tests.benchmarks.compare.offices import CHOICES, DATES, FIELDS, FLAGS
from tests.benchmarks.compare.rules import AS_OF, DAYS_TO_SEND, LEAST_PAYMENT, MOST, PROVINCIAL

BODY = f"kind IN {PROVINCIAL}"
BELOW, REPORTING = "tier IN ('huyen', 'xa')", "tier IN ('tinh', 'huyen')"
SIGNERS = "('chair', 'vice_chair_for_chair')"
RULES = {  # true: breached; null: cannot be told
    "4.1.none": f"{BODY} AND decided_on IS NULL",
    "4.1.signer": f"{BODY} AND signer NOT IN {SIGNERS}",
    "4.1.proposer": f"{BODY} AND proposer <> 'provincial_office_chief'",
    "4.2.signer": f"{BELOW} AND signer NOT IN {SIGNERS}",
    "4.2.proposer": f"{BELOW} AND proposer <> 'district_office_chief'",
    "5.1.a.max": f"{BODY} AND officers > {MOST}",
    "5.1.a.leaders": f"{BODY} AND leaders > 1",
    "5.1.a.office": f"{BODY} AND office_leaders > 1",
    "5.1.a.specialists": f"{BODY} AND specialists > 1",
    "5.1.a.missing": f"{BODY} AND officers > 0 AND (leaders = 0 OR office_leaders = 0 OR specialists = 0)",
    "5.1.a.outside": f"{BODY} AND outside > 0",
    "5.1.a.one_stop": f"{BODY} AND office_leaders = 1 AND NOT one_stop",
    "5.1.a.standing": "kind = 'vp_ubnd_tinh' AND office_leaders <> 1",
    "5.1.b.max": f"kind = 'ubnd_huyen' AND officers > {MOST}",
    "5.1.b.control": "kind = 'ubnd_huyen' AND specialists >= 1 AND NOT procedure_control",
    "5.1.c.two": "kind = 'ubnd_xa' AND officers <> 2",
    "5.1.c.leader": "kind = 'ubnd_xa' AND leaders <> 1",
    "5.1.c.clerk": "kind = 'ubnd_xa' AND clerks <> 1",
    "5.3.a": "NOT concurrent",
    "5.3.b": "assignment IS NULL",
    "7.2.email": "email IS NULL",
    "7.2.form": "form = 'paper'",
    "7.3.none": f"{REPORTING} AND due_on < DATE '{AS_OF}' AND sent_on IS NULL",
    "7.3.late": f"{REPORTING} AND sent_on IS NOT NULL AND sent_on > due_on",
    "7.3.approved": f"{REPORTING} AND sent_on IS NOT NULL AND sent_on < approved_on",
    "7.3.recipient": f"{REPORTING} AND recipient <> 'provincial_committee'",
    "7.3.contents": f"{REPORTING} AND NOT (covers_control AND covers_one_stop AND covers_online)",
    "9.3": f"changed_on IS NOT NULL AND list_sent_on - changed_on > {DAYS_TO_SEND}",
    "9.4": f"payment < {LEAST_PAYMENT}",
    "10.1": "trainings = 0",
}
COLUMNS = ", ".join(f"({condition}) AS r{number}" for number, condition in enumerate(RULES.values()))
HIT = " OR ".join(f"r{number} IS NOT FALSE" for number in range(len(RULES)))
QUERY = f"SELECT * FROM (SELECT id, {COLUMNS} FROM office) WHERE {HIT}"


def prepare(facts: pd.DataFrame) -> Work:
    """Fill a table: choices as enumerations, dates as days, blanks as nulls."""
    database = duckdb.connect()
    types = {name: _enumeration(facts[name]) for name in CHOICES}
    types |= dict.fromkeys(DATES, "DATE") | dict.fromkeys(FLAGS, "BOOLEAN")
    casts = ", ".join(f"CAST({name} AS {types[name]}) AS {name}" if name in types else name for name in FIELDS)
    database.register("facts", facts.reset_index(names="id"))
    database.execute(f"CREATE TABLE office AS SELECT id, {casts} FROM facts")
    database.unregister("facts")
    return lambda: _judge(database)


def _enumeration(values: pd.Series) -> str:
    return f"ENUM ({', '.join(repr(value) for value in values.dropna().unique())})"


def _judge(database: duckdb.DuckDBPyConnection) -> Findings:
    breaches: set[tuple[str, int]] = set()
    undetermined: set[tuple[str, int]] = set()
    for row, *verdicts in database.execute(QUERY).fetchall():
        for rule, verdict in zip(RULES, verdicts, strict=True):
            if verdict is not False:
                (undetermined if verdict is None else breaches).add((rule, row))
    return Findings(frozenset(breaches), frozenset(undetermined))
