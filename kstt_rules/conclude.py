"""From verdicts to findings: the citation, the words, the cells that a verdict rests on, and what was missing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from kstt_rules.bilingual import Bilingual
from kstt_rules.citation import Provision
from kstt_rules.dossier import Source
from kstt_rules.engine.facts import FactRow, Facts
from kstt_rules.engine.judge import BREACH, CODES, UNDETERMINED, Judgement
from kstt_rules.expression import Expr, walk
from kstt_rules.expression.interpret import ABSENT, Scene, evaluate, field_value, grounds, truth
from kstt_rules.expression.nodes import Aggregate, Field, Parameter
from kstt_rules.expression.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.expression.values import Interval, Setting
from kstt_rules.findings import Coverage, Evidence, Finding, Severity, Subject, UnitRef, Value, Verdict
from kstt_rules.pack import Pack, ProvisionEntry, Rule
from kstt_rules.rendering import Renderer
from kstt_rules.report_calendar import Period

_LOCAL = Bilingual(
    "(Theo tham số địa phương, không phải quy định của Quy chế.)",
    "(By a local parameter, not by the regulation.)",
)


REJECTED = "rejected_rows"  # stands for a field where rows of a dataset could not be taken


class Concluder:
    """Makes the findings of one audit."""

    def __init__(
        self, pack: Pack, judgement: Judgement, setting: Setting, readings: Mapping[str, str], annexed_to: Bilingual
    ) -> None:
        self._pack = pack
        self._judgement = judgement
        self._facts: Facts = judgement.facts
        self._setting = setting
        self._readings = readings
        self._annexed_to = annexed_to
        self._renderer = Renderer(pack.vocabulary, self._unit_name)

    def findings(self) -> tuple[Finding, ...]:
        """Return every breach and everything undetermined, in the order of outputs."""
        return tuple(sorted(self._all(), key=lambda finding: finding.sort_key))

    def coverage(self) -> tuple[Coverage, ...]:
        """Return the verdict counts of every provision of the pack."""
        return tuple(self._covered(entry) for entry in self._pack.provisions)

    def _all(self) -> Iterator[Finding]:
        for rule in self._pack.rules:
            codes = self._judgement.codes[rule.id]
            severity = rule.severity_in(self._readings)
            citation = cite(rule.provision, self._annexed_to)
            for index in np.flatnonzero(codes >= UNDETERMINED).tolist():
                row = self._facts.row(rule.subject, index)
                yield self._finding(rule, row, int(codes[index]), severity, citation)

    def _finding(self, rule: Rule, row: FactRow, code: int, severity: Severity, citation: Bilingual) -> Finding:
        scene = Scene(row, self._setting)
        leaves = _decisive(rule, scene)
        missing: tuple[str, ...] = ()
        if code == BREACH:
            message = self._renderer.message(rule.message, scene)
        else:
            missing = tuple(sorted({name for leaf in leaves for name in _missing(leaf, scene)}))
            message = self._undetermined(rule, scene, missing)
        if rule.local:
            message = Bilingual(f"{message.vi} {_LOCAL.vi}", f"{message.en} {_LOCAL.en}")
        unit = self._unit(row)
        return Finding(
            pack=self._pack.id,
            rule=rule.id,
            verdict=CODES[code],
            severity=severity,
            provision=rule.provision,
            citation=citation,
            subject=self._subject(row),
            unit=unit,
            title=rule.title,
            message=message,
            remedy=self._renderer.message(rule.remedy, scene),
            reading=None if rule.reading is None else self._readings[rule.reading],
            missing=missing,
            evidence=tuple(self._evidence(leaf, scene, row) for leaf in leaves if not isinstance(leaf, Parameter)),
        )

    def _undetermined(self, rule: Rule, scene: Scene, missing: Sequence[str]) -> Bilingual:
        if rule.undetermined is not None:
            return self._renderer.message(rule.undetermined, scene)
        labels = [self._label(name) for name in missing]
        return Bilingual(
            f"Chưa đủ căn cứ để kết luận: {rule.title.vi}. Còn thiếu: {'; '.join(label.vi for label in labels)}.",
            f"Cannot be determined: {rule.title.en}. Missing: {'; '.join(label.en for label in labels)}.",
        )

    def _label(self, name: str) -> Bilingual:
        entity, _, field = name.partition(".")
        entities = self._pack.vocabulary.entities
        if name in self._pack.parameters:
            return self._pack.parameters[name].label
        if entity not in entities:
            return Bilingual(name, name)
        whole = entities[entity].label
        if not field:
            return Bilingual(f"dữ liệu {whole.vi}", f"dataset: {whole.en}")
        if field == REJECTED:
            return Bilingual(f"dòng {whole.vi} bị loại khi đọc", f"rejected rows: {whole.en}")
        label = entities[entity].fields[field].label
        return Bilingual(f"{label.vi} ({whole.vi})", f"{label.en} ({whole.en})")

    def _unit_name(self, unit: str) -> str:
        index = self._facts.unit_row(unit)
        return unit if index is None else str(self._facts.row("unit", index).value("name"))

    def _unit(self, row: FactRow) -> UnitRef:
        unit = row.value("id" if row.entity == "unit" else "unit")
        if isinstance(unit, str):
            return UnitRef(unit, self._unit_name(unit))
        written = row.value("unit_name") if "unit_name" in self._facts.tables[row.entity].frame else None
        return UnitRef(None, written if isinstance(written, str) else "")

    def _subject(self, row: FactRow) -> Subject:
        entity = self._pack.vocabulary.entity(row.entity)
        name = row.value(entity.name) if entity.name else None
        if name is not None and entity.name and entity.fields[entity.name].type == "period":
            name = Period.parse(name).vi
        unit = row if row.entity == "unit" else row.follow("unit")
        tier = unit.value("tier") if isinstance(unit, FactRow) else None
        label = name if isinstance(name, str) else row.id
        return Subject(row.entity, row.id, label, tier if isinstance(tier, str) else None)

    def _evidence(self, leaf: Expr, scene: Scene, row: FactRow) -> Evidence:
        if isinstance(leaf, Field):
            holder = row
            for step in leaf.steps:
                following = holder.follow(step)
                if not isinstance(following, FactRow):
                    return Evidence(leaf.text, None, (holder.source(step),))
                holder = following
            return Evidence(leaf.text, _plain(field_value(leaf, scene)), (holder.source(leaf.name),))
        assert isinstance(leaf, Aggregate)
        value = evaluate(leaf, scene)
        return Evidence(leaf.text, _aggregate_value(leaf, value), self._counted(leaf, scene, row) or (row.source(),))

    def _counted(self, leaf: Aggregate, scene: Scene, row: FactRow) -> tuple[Source, ...]:
        """Return the cells of the related rows that a relation's value comes from."""
        related = row.related(leaf.relation)
        if related is None or leaf.entity == "finding":
            return ()
        name = self._pack.vocabulary.entity(leaf.entity).name
        passing = {FALSE, UNKNOWN} if leaf.function == "all" else {TRUE, UNKNOWN}
        rows = [
            item
            for item in related.rows
            if leaf.condition is None or truth(leaf.condition, Scene(scene.subject, scene.setting, item)) in passing
        ]
        field = leaf.value.name if isinstance(leaf.value, Field) else name
        return tuple(sorted({item.source(field) for item in rows if isinstance(item, FactRow)}))

    def _covered(self, entry: ProvisionEntry) -> Coverage:
        counts = dict.fromkeys(Verdict, 0)
        rules = self._pack.rules_for(entry.provision)
        for rule in rules:
            codes, numbers = np.unique(self._judgement.codes[rule.id], return_counts=True)
            for code, number in zip(codes.tolist(), numbers.tolist(), strict=True):
                counts[CODES[code]] += number
        return Coverage(
            provision=entry.provision,
            citation=Bilingual(entry.provision.vi, entry.provision.en),
            summary=entry.summary,
            status="checked" if rules else "not_checked",
            verdicts=counts,
            reason=entry.not_checked,
        )


def cite(provision: Provision, annexed_to: Bilingual) -> Bilingual:
    """Cite a provision in full, with the regulation or the decision it belongs to."""
    if provision.part == "quyet_dinh":
        place = provision.vi.removesuffix(" Quyết định")
        return Bilingual(f"{place} {annexed_to.vi}", f"{provision.en} ({annexed_to.en})")
    return Bilingual(
        f"{provision.vi} Quy chế ban hành kèm theo {annexed_to.vi}",
        f"{provision.en} of the Regulation issued with {annexed_to.en}",
    )


def _decisive(rule: Rule, scene: Scene) -> tuple[Expr, ...]:
    """Return what the verdict rests on: of a breach both conditions, else whichever is unknown."""
    if rule.applies is None:
        return grounds(rule.breach, scene)
    if truth(rule.applies, scene) == UNKNOWN:
        return grounds(rule.applies, scene)
    if truth(rule.breach, scene) == UNKNOWN:
        return grounds(rule.breach, scene)
    leaves = (*grounds(rule.breach, scene), *grounds(rule.applies, scene))
    return tuple({leaf.text: leaf for leaf in leaves}.values())


def _missing(leaf: Expr, scene: Scene) -> Iterator[str]:
    """Name the datasets, fields and parameters whose absence leaves a term unknown."""
    if isinstance(leaf, Parameter):
        if scene.setting.parameters.get(leaf.key) is None:
            yield leaf.key
    elif isinstance(leaf, Field):
        yield from _missing_field(leaf, scene)
    elif isinstance(leaf, Aggregate):
        yield from _missing_rows(leaf, scene)


def _missing_field(leaf: Field, scene: Scene) -> Iterator[str]:
    value = field_value(leaf, scene)
    if value is not None and value is not ABSENT:
        return
    row = scene.related if leaf.related else scene.subject
    for step in leaf.steps:
        assert isinstance(row, FactRow)
        following = row.follow(step)
        if not isinstance(following, FactRow):
            yield f"{row.entity}.{step}" if following is None else "unit"
            return
        row = following
    yield f"{leaf.entity}.{leaf.name}"


def _missing_rows(leaf: Aggregate, scene: Scene) -> Iterator[str]:
    related = scene.subject.related(leaf.relation)
    if related is None:
        yield leaf.entity
        return
    if related.doubtful:
        yield f"{leaf.entity}.{REJECTED}"
    for row in related.rows:
        inner = Scene(scene.subject, scene.setting, row)
        if leaf.condition is not None and truth(leaf.condition, inner) == UNKNOWN:
            for part in grounds(leaf.condition, inner):
                yield from _missing(part, inner)
        elif leaf.value is not None:
            for part in walk(leaf.value):
                yield from _missing(part, inner)


def _aggregate_value(leaf: Aggregate, value: Any) -> Value:
    if isinstance(value, Interval):
        return _number(value, is_date=leaf.type.kind == "date")
    if leaf.type.kind == "boolean":
        return None if value == UNKNOWN else value == TRUE
    return value  # type: ignore[no-any-return]


def _number(interval: Interval, *, is_date: bool) -> Value:
    if not interval.exact:
        return None
    if is_date:
        return date.fromordinal(int(interval.low))
    return int(interval.low) if interval.low == int(interval.low) else interval.low


def _plain(value: Any) -> Value:
    if value is ABSENT or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return ", ".join(value) if isinstance(value, tuple) else value
