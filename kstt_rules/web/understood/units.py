"""The units of the register as a person chooses one: by a name that no other has, else with its district and code."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from kstt_rules.base.errors import UsageError
from kstt_rules.base.text_keys import clean
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.vocabulary import UNIT
from kstt_rules.outputs.wording import within_text
from kstt_rules.web.texts import understood as words


class UnitNames:
    """What units are called on a page, and which one is meant by what was typed."""

    def __init__(self, dossier: Dossier) -> None:
        table = dossier.tables.get(UNIT)
        rows = () if table is None else zip(*map(table.cells, ("id", "name", "parent")), strict=True)
        self._units = [
            Unit(unit, name, parent=parent if isinstance(parent, str) else None) for unit, name, parent in rows
        ]

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """What each unit is called, by its id."""
        counts = Counter(unit.name for unit in self._units)
        refs = {unit.id: UnitRef(unit.id, unit.name) for unit in self._units}

        def called(unit: Unit) -> str:
            above = refs.get(unit.parent or "")
            return unit.name if counts[unit.name] == 1 else f"{within_text(refs[unit.id], above)} ({unit.id})"

        return {unit.id: called(unit) for unit in self._units}

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
            return ids[text] if text.endswith(f"({ids[text]})") else text
        found = {unit.id for unit in Register.of(self._units).find_cell(text)}
        if len(found) != 1:
            raise UsageError(words.NOT_A_UNIT.format(text=text))
        return found.pop()
