"""Whether one of two audits had the files and datasets too that a finding of the other rests on."""

from collections.abc import Collection, Iterator
from itertools import chain

from kstt_rules.base.labelled import Labelled
from kstt_rules.model.comparison import Reason, Snapshot, Why
from kstt_rules.model.findings import Finding, Received, UnitRecord, UnitRef


class Sent:
    """What was sent to an audit, by unit and in all."""

    def __init__(self, audit: Snapshot) -> None:
        self._audit = audit
        self._units = {record.unit.id: record for record in audit.units}
        self.contents = {item.file: item.sha256 for item in audit.inputs}
        self.previous = frozenset(item.sha256 for item in audit.inputs if item.previous)
        self._held: dict[str, set[str]] = {}
        for item in chain.from_iterable(record.received for record in audit.units):
            self._held.setdefault(item.dataset, set()).update(item.files)
        self._present = frozenset(item.sha256 for item in audit.inputs)

    def has(self, file: str, other: "Sent") -> bool:
        """Tell whether a file of the other audit is here too: under its name, or its content under another name."""
        return file in self.contents or other.contents.get(file) in self._present

    def concerned(self, finding: Finding) -> dict[str, UnitRecord]:
        """Return the unit of a finding, the body that is obliged, and the units above them, by their ids."""
        found: dict[str, UnitRecord] = {}
        waiting: list[UnitRef | None] = [finding.unit, finding.bearer]
        while waiting:
            unit = waiting.pop(0)
            record = None if unit is None or unit.id in found else self._units.get(unit.id)
            if record is not None and record.unit.id is not None:
                found[record.unit.id] = record
                waiting.append(record.parent)
        return found

    def files_of(self, finding: Finding) -> dict[str, str | None]:
        """Return the content of each file that a finding may rest on; all files where units do not say theirs."""
        units = self.concerned(finding)
        named = [name for record in units.values() for item in record.received for name in item.files]
        if finding.unit.id not in units:
            named = [item.file for item in self._audit.inputs if not item.previous]
        return {name: self.contents.get(name) for name in dict.fromkeys([*named, *_cited(finding)])}

    def asked_by(self, finding: Finding) -> set[str]:
        """Return the files by which something is asked for that nobody sent: a register speaks as a whole.

        A report of a year is due from every unit where anybody sent one of that year.
        """
        held = self._held.get(finding.subject.kind, set())
        return held if held.isdisjoint(_cited(finding)) else set()

    def not_here(self, finding: Finding, other: "Sent", looked_at: Collection[str] | None = None) -> Iterator[Reason]:
        """Say what of the other audit, to which the finding belongs, was not sent to this one.

        Every file of its units counts; of the datasets that are here too, only those ``looked_at`` where these are
        known.
        """
        if 1 in (self._audit.version, other._audit.version):  # noqa: SLF001 - its own kind
            yield Reason(Why.VERSION_1)
            return
        before = other.concerned(finding)
        if finding.unit.id in before and finding.unit.id not in self._units:
            yield Reason(Why.NO_UNIT)
        lacking = list(
            chain.from_iterable(
                self._lacking_of(record, other, looked_at) for name, record in before.items() if name in self._units
            )
        )
        files = [file for _, names in lacking for file in names]
        rests_on = other.files_of(finding) if looked_at is None or finding.unit.id not in before else _cited(finding)
        files += [file for file in (*rests_on, *other.asked_by(finding)) if not self.has(file, other)]
        if lacking or files:
            datasets = dict.fromkeys(dataset for dataset, _ in lacking)
            yield Reason(Why.NOT_SENT, tuple(datasets), tuple(sorted(set(files))))

    def _lacking_of(
        self, record: UnitRecord, other: "Sent", looked_at: Collection[str] | None
    ) -> Iterator[tuple[Labelled, list[str]]]:
        """Yield the datasets of a unit that are not all here, with those of its files that do not hold it here."""
        here = {item.dataset: item for item in self._units[record.unit.id].received}
        for item in record.received:
            now = here.get(item.dataset)
            if now is not None and looked_at is not None and item.dataset not in looked_at:
                continue
            files = [file for file in item.files if now is None or not self._holds(now, file, other)]
            if files:
                yield item.dataset, files

    def _holds(self, item: Received, file: str, other: "Sent") -> bool:
        return file in item.files or other.contents.get(file, "") in {self.contents.get(name) for name in item.files}


def _cited(finding: Finding) -> list[str]:
    return [source.file for item in finding.evidence for source in item.sources]
