"""The units of the register as a person chooses one: by a name that no other has, else with its code."""

from collections import Counter
from collections.abc import Mapping

from kstt_rules.base.errors import UsageError
from kstt_rules.base.text_keys import clean
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.vocabulary import UNIT
from kstt_rules.web.texts import understood as words


class UnitNames:
    """What units are called on a page, and which one is meant by what was typed."""

    def __init__(self, dossier: Dossier) -> None:
        table = dossier.tables.get(UNIT)
        rows = [] if table is None else table.frame[["id", "name"]].to_numpy().tolist()
        counts = Counter(name for _, name in rows)
        self.by_id: Mapping[str, str] = {unit: name if counts[name] == 1 else f"{name} ({unit})" for unit, name in rows}

    def called(self, unit: str) -> str:
        """Return what a unit is called."""
        return self.by_id.get(unit, unit)

    def meant(self, text: str) -> str:
        """Return what a mapping file may say for what was typed: the name of one unit, else its code.

        Raises UsageError where it is not one unit.
        """
        text = clean(text)
        ids = {name: unit for unit, name in self.by_id.items()}
        if text in ids:
            return text if not text.endswith(f"({ids[text]})") else ids[text]
        register = Register.of([Unit(unit, name.removesuffix(f" ({unit})")) for unit, name in self.by_id.items()])
        found = {unit.id for unit in register.find_cell(text)}
        if len(found) != 1:
            raise UsageError(words.NOT_A_UNIT.format(text=text))
        return found.pop()
