"""Whether a finding is there: pages are read and judged by its rule alone, in this process."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError
from kstt_rules.intake.assemble import assemble
from kstt_rules.intake.files.cells import Content
from kstt_rules.judging.steps import AuditRun, concluder_of, judge_run, new_run, with_dossier
from kstt_rules.language.nodes import follows_findings
from kstt_rules.model.dossier import Dossier, Source
from kstt_rules.model.findings import Finding
from kstt_rules.model.outcomes import Verdict
from kstt_rules.model.small_case import BEFORE, NOW
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.pack import Pack, Rule
from kstt_rules.reduction.pages import Pages, sheets_of


@dataclass(frozen=True)
class Terms:
    """What an audit is made by beside its files: ``settings`` hold its readings and parameters by dotted key."""

    pack: Pack
    as_of: dt.date
    effective_from: dt.date | None
    settings: Mapping[str, Any]


Dossiers = tuple[Dossier, Dossier | None]
"""What was submitted, and the earlier roster where there is one."""


@dataclass(frozen=True)
class Traced:
    """What stays of a finding when names and numbers are replaced: the terms that it rests on, and their cells."""

    missing: tuple[str, ...]
    terms: tuple[tuple[str, frozenset[Source]], ...]

    @classmethod
    def of(cls, finding: Finding) -> "Traced":
        """Return what stays of a finding."""
        terms = tuple((str(item.field), frozenset(item.sources)) for item in finding.evidence)
        return cls(tuple(map(str, finding.missing)), terms)


class Goal:
    """A finding to keep: of its rule with its verdict, on its subject, lacking the same, resting on the same terms."""

    def __init__(self, terms: Terms, finding: Finding) -> None:
        self.finding = finding
        self.terms = terms
        self.rule: Rule = terms.pack.rule(finding.rule)
        self._verdict = Verdict.BREACH if finding.verdict is Verdict.WAIVED else finding.verdict
        self.every = False

    @cached_property
    def _pack(self) -> Pack:
        """The pack with the rule alone, unless that follows from what others find."""
        conditions = [expr for expr in (self.rule.applies, self.rule.breach) if expr is not None]
        pack = self.terms.pack
        return pack if any(map(follows_findings, conditions)) else replace(pack, rules=(self.rule,))

    @property
    def _run(self) -> AuditRun:
        terms = self.terms
        return new_run(
            self._pack,
            as_of=terms.as_of,
            effective_from=terms.effective_from,
            settings=terms.settings,
            every=self.every,
        )

    def take_shared_causes(self) -> None:
        """Look for the finding also among those that an audit tells one by one only where it is asked to."""
        self.every = True

    def dossiers(self, pages: Pages) -> Dossiers:
        """Read pages. Raises InputError."""
        return read_pages(pages, self._pack.vocabulary)

    def found(self, dossiers: Dossiers) -> Iterator[Finding]:
        """Yield what the rule finds, with the verdict."""
        run = with_dossier(self._run, *dossiers)
        findings = concluder_of(run, judge_run(run), {}).findings(every=self.every)
        yield from (item for item in findings if item.rule == self.rule.id and item.verdict is self._verdict)

    def kept_in(self, dossiers: Dossiers) -> Finding | None:
        """Return the finding where dossiers give it, on the very subject."""
        wanted = self.finding
        for item in self.found(dossiers):
            if item.fingerprint == wanted.fingerprint and item.missing == wanted.missing and _like(item, wanted):
                return item
        return None

    def kept(self, pages: Pages) -> Finding | None:
        """Return the finding where pages give it, on the very subject."""
        try:
            return self.kept_in(self.dossiers(pages))
        except InputError:
            return None

    def counterpart(self, pages: Pages, traced: Traced) -> Finding | None:
        """Return the finding that rests on the same cells, whatever its subject is called now."""
        try:
            return next((item for item in self.found(self.dossiers(pages)) if Traced.of(item) == traced), None)
        except InputError:
            return None


def read_pages(pages: Pages, vocabulary: Vocabulary) -> Dossiers:
    """Read pages. Raises InputError."""
    now = [page for page in pages if not page.previous]
    before = [page for page in pages if page.previous and page.cells]
    dossier = assemble([_content(NOW, tuple(now))], vocabulary).dossier
    if not before:
        return dossier, None
    known = dossier.tables.get("unit")
    content = _content(BEFORE, tuple(before))
    return dossier, assemble([content], vocabulary, known=known).dossier


def _like(one: Finding, other: Finding) -> bool:
    return [item.field for item in one.evidence] == [item.field for item in other.evidence]


def _content(name: str, pages: Pages) -> Content:
    return Content(name, "0" * 64, sheets_of(pages))
