"""The names that conditions in tests may use: the base vocabulary's, and a few parameters."""

from kstt_rules.language import Scope, ValueType
from kstt_rules.language.types import DATE, NUMBER, TEXTS
from kstt_rules.model.read_vocabulary import base_vocabulary

PARAMETERS = {
    "limits.provincial_max": NUMBER,
    "limits.due": DATE,
    "classes.provincial_body": TEXTS,
    "readings.composition": ValueType("choice", "readings.composition", ("strict", "slots", "cap")),
}
UNIT = Scope(base_vocabulary(), "unit", PARAMETERS)
OFFICER = Scope(base_vocabulary(), "officer", PARAMETERS)
APPROVAL = Scope(base_vocabulary(), "approval", PARAMETERS)
