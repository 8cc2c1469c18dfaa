"""From verdicts to what is told of them: a finding of each, or one entry of all that lack the same."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final

import numpy as np

from kstt_rules.base.kept import made_once
from kstt_rules.judging.alike import alike
from kstt_rules.judging.causes import Lacking, shared_cause, without_dataset
from kstt_rules.judging.cite import Named, cite
from kstt_rules.judging.drafts import Draft, Drafter
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.finding_order import WHOLE_DOSSIER, Group, in_order
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.labels import labels_of
from kstt_rules.judging.missing_data import missing_words_of
from kstt_rules.judging.verdict_codes import BREACH
from kstt_rules.language.columns import Frame, Index
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import WHOLE, Finding, Undecided
from kstt_rules.model.streamed import MadeWhenAsked
from kstt_rules.pack import Pack, Rule

MOST_HELD: Final = 20_000  # findings, of a kilobyte each; of more, each is written when it is asked for


@made_once
def _places(pack: Pack) -> Mapping[str, int]:
    """Number the rules of a pack, by their ids, in the order of outputs."""
    rules = sorted(pack.rules, key=lambda rule: (rule.provision, rule.id))
    return {rule.id: place for place, rule in enumerate(rules)}


class Concluder:
    """Makes the findings of one audit."""

    def __init__(
        self,
        pack: Pack,
        judgement: Judgement,
        law: Law,
        readings: Mapping[str, str],
        named: Named,
        texts: Mapping[Provision, str],
    ) -> None:
        self._pack = pack
        self._judgement = judgement
        self._facts: Facts = judgement.facts
        self._law = law
        self._readings = readings
        self._named = named
        self._texts = texts
        self._labels = labels_of(pack)
        self._missing = missing_words_of(pack)

    @cached_property
    def _drafter(self) -> Drafter:
        return Drafter(self._pack, self._facts, self._law, self._readings, self._named, self._texts)

    def findings(self, *, every: bool = False, only: AbstractSet[str] | None = None) -> Sequence[Finding]:
        """Return every breach and what is undetermined for a reason of its own, in the order of outputs.

        ``every`` adds what is undetermined for a cause that many subjects share; ``only`` are the ids of the rules that
        are told of, where not all are. Very many are written one by one, as
        they are read; until then they hold the facts.
        """
        drafts = [*self._drafts(every=every, only=only)]
        places = _places(self._pack)
        groups = [Group(places[rule.id], rule.subject, rows) for rule, _, rows in drafts]
        # What is asked for one by one is had sooner from memory than from an array.
        numbers, rows = (found.data for found in in_order(self._facts, groups, WHOLE))

        def made(place: int) -> Finding:
            rule, draft, _ = drafts[numbers[place]]
            return self._drafter.of_whole(rule) if draft is None else self._drafter.finding(draft, rows[place])

        found = MadeWhenAsked(len(rows), made)
        return found if len(rows) > MOST_HELD else tuple(found)

    def undecided(self) -> tuple[Undecided, ...]:
        """Return what is undetermined for causes that many subjects share, each once, in the order of outputs."""
        found = []
        for rule in self._pack.rules:
            if rule.id in self._judgement.without_data:
                found.append(self.entry(rule, without_dataset(rule.subject), subjects=1, units=0))
            for lacking, rows in self._judgement.open[rule.id].of_shared_causes():
                units = np.unique(self._facts.owners(rule.subject)[rows])
                found.append(self.entry(rule, lacking, subjects=len(rows), units=int((units >= 0).sum())))
        return tuple(sorted(found, key=lambda item: item.sort_key))

    def entry(self, rule: Rule, lacking: Lacking, *, subjects: int, units: int) -> Undecided:
        """Word what a rule leaves undetermined for want of the same, on so many subjects of so many units."""
        cause = shared_cause(lacking)
        assert cause is not None, "what is told once is shared"
        return Undecided(
            rule=rule.id,
            provision=rule.provision,
            citation=cite(rule.provision, self._named),
            title=rule.title,
            kind=self._labels.dataset(rule.subject),
            would_be=rule.severity_in(self._readings),
            cause=cause,
            missing=self._missing.names(lacking),
            message=self._missing.told(rule.title, lacking),
            remedy=self._missing.asked(lacking),
            subjects=subjects,
            units=units,
        )

    def _drafts(self, *, every: bool, only: AbstractSet[str] | None) -> Iterator[tuple[Rule, Draft | None, Index]]:
        """Yield drafts with the rows to write them out for; of the dossier as a whole, no draft and no row."""
        frames: dict[tuple[str, int], Frame] = {}
        for rule in self._pack.rules:
            if only is not None and rule.id not in only:
                continue
            if every and rule.id in self._judgement.without_data:
                yield rule, None, np.array([WHOLE_DOSSIER])
            for lacking, of_lacking in self._told_of(rule, every=every):
                for setting, of_setting in self._law.by_setting(self._facts, rule, of_lacking):
                    frame = frames.setdefault((rule.subject, id(setting)), Frame(self._facts, rule.subject, setting))
                    for rows in alike(rule, frame, of_setting):
                        yield rule, self._drafter.draft(rule, lacking, setting, int(rows[0])), rows

    def _told_of(self, rule: Rule, *, every: bool) -> Iterator[tuple[Lacking | None, Index]]:
        """Yield the breaches of a rule, for want of nothing, and its rows that lack the same."""
        (breaches,) = (self._judgement.codes[rule.id] == BREACH).nonzero()
        if len(breaches):
            yield None, breaches
        yield from self._judgement.open[rule.id].each(shared=every)
