"""A register of one unit, its roster, and the audit of both."""

from datetime import date

import pandas as pd

import kstt_rules

AS_OF = date(2022, 3, 31)
UNITS = pd.DataFrame([{"id": "so-a", "name": "Sở A", "tier": "tinh", "kind": "so"}])


def roster(*roles, **more):
    """Return officers of the unit, one for each role."""
    return pd.DataFrame([{"unit": "so-a", "name": f"Người {n}", "role": role, **more} for n, role in enumerate(roles)])


def audited(officers, *, unit=UNITS, approval=None, training=None, payment=None, **options):
    """Audit the unit with its officers and the other datasets that are given."""
    frames = {"unit": unit, "officer": officers, "approval": approval, "training": training, "payment": payment}
    submitted = {name: frame for name, frame in frames.items() if frame is not None}
    return kstt_rules.audit(submitted, as_of=AS_OF, **{"detail": "all"} | options)
