"""A rule pack read from its folder and checked as a whole: sound, or with all that is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import PackError, Problem
from kstt_rules.base.strict_yaml import Document, read_yaml, validate
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.extend_vocabulary import extend
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.report_calendar import USUAL_KINDS, PeriodKind
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.pack.bodies import build_bodies, ceased_units, unused_bodies, with_bodies
from kstt_rules.pack.build_on import Beneath, entries_over, header_over, provisions_over, removal_faults, words_over
from kstt_rules.pack.claims import Claim
from kstt_rules.pack.crosschecks import (
    hidden_uses,
    impossible_values,
    misplaced_rules,
    repeated_provisions,
    repeated_rules,
    silent_provisions,
    unknown_provisions,
    unknown_short_forms,
    unused_names,
)
from kstt_rules.pack.digests import ReadBy, with_digests
from kstt_rules.pack.files import Content, PackFile, ProvisionsFile, Read, RulePart, RulesFile
from kstt_rules.pack.folder import (
    article_of,
    base_folder,
    fingerprint,
    folder_problems,
    message_name,
    rule_files,
)
from kstt_rules.pack.header import build_calendar, build_readings, build_regulation, citation_form, header_faults
from kstt_rules.pack.limits import beyond_the_engine
from kstt_rules.pack.model import Pack, ProvisionEntry, Rule, Succession
from kstt_rules.pack.obliged import build_obliged
from kstt_rules.pack.parameters import build_parameters, parameter_faults, value_types
from kstt_rules.pack.read_claims import read_claims
from kstt_rules.pack.rules import Names, RuleEntry, build_rule
from kstt_rules.pack.strata import strata_of

_NO_ARTICLE = both("a file of this name has no `article`")
_CIRCLE = both("a pack cannot build on itself, nor on one that builds on it")


def read_pack(folder: Path) -> Pack:
    """Read a pack from its folder. Raises PackError with all problems where it cannot be used."""
    return _Loader(folder).load().pack


class _Loader:
    """Reads and checks one pack, noting problems as it goes.

    What rests on a part that could not be read is not checked, so that one fault is told once.
    """

    def __init__(self, folder: Path, above: tuple[Path, ...] = ()) -> None:
        self._folder = folder
        self._above = above
        self._problems: list[Problem] = [*folder_problems(folder)]
        self._own_words: Mapping[str, Any] | None = None
        self._words: Document | None = None
        self._citations: CitationForm | None = None

    def load(self) -> Beneath:
        """Return the pack, with what it was read from."""
        base = self._base()
        header = self._header(base)
        vocabulary = self._vocabulary(base)
        before = len(self._problems)
        entries = [entry for path in rule_files(self._folder) for entry in self._entries(path)]
        if base is not None:
            removed = [] if header is None else header.content.removed
            entries = entries_over(entries, base, removed)
            self._problems += [] if header is None else removal_faults(header, base)
        provisions = self._provisions(header, base, entries)
        complete = len(self._problems) == before
        self._problems += [*repeated_rules(entries), *misplaced_rules(entries)]
        if provisions is not None:
            self._problems += repeated_provisions(provisions)
            self._problems += unknown_provisions(provisions, entries, header)
            self._problems += silent_provisions(provisions, entries) if complete else ()
        if header is None or vocabulary is None:
            raise PackError(self._problems)
        names = self._names(header, vocabulary)
        rules = self._rules(header, entries, names, complete=complete)
        obliged = [] if provisions is None else self._obliged(provisions, names)
        ceased, problems = ceased_units(header, names.bodies)
        self._problems += problems
        if provisions is not None and complete:
            self._problems += unused_bodies(header, provisions, entries)
        self._problems += unknown_short_forms(provisions, rules) if provisions is not None else ()
        if self._problems or provisions is None:
            raise PackError(self._problems)
        claims = self._claims(header, provisions, names, rules, base)
        rules = self._digested(rules, header)
        pack = _assemble(self._folder, header, _provision_entries(provisions, obliged), rules, vocabulary)
        pack = replace(pack, claims=claims, base=None if base is None else base.pack, ceased_units=ceased)
        strata_of(pack)
        if problems := list(beyond_the_engine(pack)):
            raise PackError(problems)
        return Beneath(pack, header.document, provisions, entries, self._own_words)

    def _base(self) -> Beneath | None:
        """Read the pack that this one builds on."""
        folder = base_folder(self._folder)
        if folder is None:
            return None
        if folder in (self._folder, *self._above):
            name = message_name(self._folder, self._folder / "pack.yaml")
            raise PackError([Problem(name, 1, 1, _CIRCLE)])
        return _Loader(folder, (*self._above, self._folder)).load()

    def _header(self, base: Beneath | None) -> Read[PackFile] | None:
        document = self._file("pack.yaml")
        if document is not None and base is not None:
            document = header_over(document, base.header)
        try:
            self._citations = citation_form(document)
        except PackError as error:
            self._problems += error.problems
            return None
        header = None if document is None else self._validated(PackFile, document)
        header = None if header is None else with_bodies(header)
        if header is not None and base is None:
            wrong = {
                "extends": both("`extends: NAME` stands on a line of its own"),
                "removed": both("needs `extends: NAME`"),
            }
            data = header.document.data
            self._problems += [header.document.problem((key,), wrong[key]) for key in wrong if data.get(key)]
        return header

    def _provisions(
        self, header: Read[PackFile] | None, base: Beneath | None, entries: list[RuleEntry]
    ) -> Read[ProvisionsFile] | None:
        document = self._file("provisions.yaml")
        if base is not None and header is not None:
            document = provisions_over(document, base, header.content.removed, entries, self._citations)
        return None if document is None else self._validated(ProvisionsFile, document)

    def _document(self, path: Path) -> Document | None:
        try:
            return read_yaml(path, name=message_name(self._folder, path))
        except PackError as error:
            self._problems += error.problems
            return None

    def _file(self, name: str) -> Document | None:
        path = self._folder / name
        return self._document(path) if path.is_file() else None

    def _validated(self, model: type[Content], document: Document) -> Read[Content] | None:
        try:
            return Read(document, validate(model, document, context=self._citations))
        except PackError as error:
            self._problems += error.problems
            return None

    def _vocabulary(self, base: Beneath | None) -> Vocabulary | None:
        path = self._folder / "vocabulary.yaml"
        known, words = (base_vocabulary(), None) if base is None else (base.pack.vocabulary, base.words)
        self._own_words = words
        known = replace(known, citations=self._citations)
        if not path.is_file():
            return known
        try:
            self._words = document = read_yaml(path, name=message_name(self._folder, path))
            self._own_words = words_over(document.data, words)
            return extend(known, document)
        except PackError as error:
            self._problems += error.problems
            return None

    def _entries(self, path: Path) -> Iterator[RuleEntry]:
        """Read the rules of one file; those that have the right shape also where others have not."""
        document = self._document(path)
        if document is None:
            return
        article = article_of(path)
        file = self._validated(RulesFile, document)
        if file is not None and file.content.article != article:
            told = (
                both("by its name, this file is for Điều {article}").format(article=article) if article else _NO_ARTICLE
            )
            self._problems.append(document.problem(("article",), told))
        parts = enumerate(file.content.rules) if file else _sound_rules(document, self._citations)
        yield from (RuleEntry(document, article, index, part) for index, part in parts)

    def _names(self, header: Read[PackFile], vocabulary: Vocabulary) -> Names:
        faults = [*parameter_faults(header.content, vocabulary), *header_faults(header.content, vocabulary)]
        self._problems += [header.document.problem(location, message) for location, message in faults]
        readings = build_readings(header.content)
        bodies, problems = build_bodies(header, vocabulary)
        self._problems += problems
        return Names(vocabulary, value_types(build_parameters(header), readings), readings, bodies)

    def _rules(self, header: Read[PackFile], entries: list[RuleEntry], names: Names, *, complete: bool) -> list[Rule]:
        rules: list[Rule] = []
        for entry in entries:
            rule, problems = build_rule(entry, names)
            self._problems += problems
            rules += [] if rule is None else [rule]
        self._problems += impossible_values(header, rules)
        self._problems += self._hidden_uses(names.vocabulary, rules)
        if complete and len(rules) == len(entries):
            self._problems += unused_names(header, rules)
        return rules

    def _hidden_uses(self, vocabulary: Vocabulary, rules: Sequence[Rule]) -> Iterator[Problem]:
        hides = [] if self._words is None else self._words.data.get("hides", [])
        for name, message in hidden_uses(vocabulary, rules):
            owners = [name, name.partition(".")[0]]
            place = next((index for index, hidden in enumerate(hides) if hidden in owners), None)
            if self._words is not None and place is not None:
                yield self._words.problem(("hides", place), message)
            else:
                yield Problem(message_name(self._folder, self._folder / "vocabulary.yaml"), 1, 1, message)

    def _digested(self, rules: list[Rule], header: Read[PackFile]) -> list[Rule]:
        """Give every rule its digest."""
        content, data = header.content, header.document.data
        shared = [data.get("report_calendar"), content.regulation.addressees_until]
        return with_digests(rules, build_parameters(header), shared, ReadBy.of(self._own_words))

    def _claims(
        self,
        header: Read[PackFile],
        provisions: Read[ProvisionsFile],
        names: Names,
        rules: list[Rule],
        base: Beneath | None,
    ) -> tuple[Claim, ...]:
        beneath = () if base is None else [rule.id for rule in base.pack.rules]
        claims, problems = read_claims(header, provisions, names, rules, beneath)
        if problems:
            raise PackError(problems)
        return tuple(claims)

    def _obliged(self, provisions: Read[ProvisionsFile], names: Names) -> list[Succession | None]:
        found: list[Succession | None] = []
        for index, part in enumerate(provisions.content.provisions):
            place = ("provisions", index, "obliged")
            obliged, problems = build_obliged(
                part.obliged, (names.vocabulary, names.bodies), provisions.document, place
            )
            self._problems += problems
            found.append(obliged)
        return found


def _sound_rules(document: Document, citations: CitationForm | None) -> Iterator[tuple[int, RulePart]]:
    rules = document.data.get("rules") if isinstance(document.data, dict) else None
    for index in range(len(rules) if isinstance(rules, list) else 0):
        with suppress(PackError):
            yield index, validate(RulePart, document, within=("rules", index), context=citations)


def _assemble(
    folder: Path,
    header: Read[PackFile],
    provisions: Iterable[ProvisionEntry],
    rules: list[Rule],
    vocabulary: Vocabulary,
) -> Pack:
    content = header.content
    entries = sorted(provisions, key=lambda entry: entry.provision)
    listed = frozenset(entry.provision for entry in entries)
    return Pack(
        id=content.id,
        version=content.version,
        sha256=fingerprint(folder),
        title=content.title.bilingual,
        regulation=build_regulation(content),
        notes=tuple(note.bilingual for note in content.notes),
        same_terms=tuple(map(tuple, content.same_terms)),
        parameters=build_parameters(header),
        readings=build_readings(content),
        calendar=build_calendar(content),
        provisions=tuple(entries),
        rules=tuple(sorted(rules, key=lambda rule: (rule.provision, rule.id))),
        vocabulary=replace(vocabulary, provisions=listed, period_kinds=_period_kinds(content)),
        folder=folder,
    )


def _period_kinds(header: PackFile) -> frozenset[PeriodKind]:
    """Return the usual kinds of period, and those that units report on or reports fall due by."""
    calendar = header.report_calendar
    expected = {kind for item in calendar.expects for kind in item.periods}
    return USUAL_KINDS | expected.union(*(calendar.due or {}).values())


def _provision_entries(
    provisions: Read[ProvisionsFile], obliged: Sequence[Succession | None]
) -> Iterator[ProvisionEntry]:
    for index, part in enumerate(provisions.content.provisions):
        file, line, column = provisions.document.place(("provisions", index))
        yield ProvisionEntry(
            provision=part.provision,
            norm=part.norm,
            bearer=part.bearer.bilingual,
            obliged=obliged[index],
            summary=part.summary.bilingual,
            not_checked=part.not_checked.bilingual if part.not_checked else None,
            file=file,
            line=line,
            column=column,
        )
