"""What an audit says of a provision and a unit, in the words that people use for outcomes."""

from datetime import date

from kstt_rules import audit
from kstt_rules.model.citation import Provision

AS_OF = date(2022, 3, 31)
EFFECTIVE = date(2021, 6, 1)


def judged(frames, *, as_of=AS_OF, effective_from=EFFECTIVE, **options):
    """Audit data frames by dataset in full detail, engine and masks compared on every subject."""
    return audit(frames, as_of=as_of, effective_from=effective_from, verify=True, detail="all", **options)


def said(result, provision, unit):
    """Return the outcomes of the findings on a unit under a provision, without repeats; empty where there is none."""
    around = Provision.parse(provision)
    found = (item for item in result.findings if item.unit.id == unit and around.contains(item.provision))
    return {item.outcome.value for item in found}
