"""What two audits compared come to, as the pages show it: the counts, and what each audit was decided by."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, in_both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.comparison import Change, Diff, Snapshot
from kstt_rules.outputs import texts
from kstt_rules.outputs.comparison.wording import notes
from kstt_rules.outputs.texts import comparison as diff_texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import choices_text, day

CHANGES: Final = (Change.NEW, Change.CHANGED, Change.NOT_COMPARABLE, Change.OPEN, Change.FIXED)
"""What may have become of a finding, what needs a look first."""

NOT_AS_BEFORE: Final = {"change": "not_open"}
"""The choice of the filters that keeps what is not as it was in the earlier audit."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Something that audits are decided by, as it was in either, and whether it makes them hard to compare."""

    label: Bilingual
    before: Bilingual
    after: Bilingual
    differs: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The numbers of findings by what became of them, those of them that the page lists, and the audits' bases.

    ``notes`` say what follows where these differ.
    """

    counts: Mapping[Change, int]
    listed: frozenset[Change]
    bases: tuple[Basis, ...]
    notes: tuple[Bilingual, ...]


def comparison(diff: Diff, *, listed: frozenset[Change]) -> Comparison:
    """Return what a page shows of two audits beside the findings, of which it lists these."""
    counts = {change: diff.counts[change] for change in CHANGES}
    return Comparison(counts, listed, tuple(_bases(diff)), tuple(notes(diff)))


def _bases(diff: Diff) -> Iterator[Basis]:
    kinds = {difference.kind for difference in diff.differences}
    pairs = zip(_described(diff.before), _described(diff.after), strict=True)
    for (label, kind, before), (_, _, after) in pairs:
        yield Basis(label, before, after, differs=kind in kinds)


def _described(audit: Snapshot) -> Iterator[tuple[Bilingual, str | None, Bilingual]]:
    pack = f"{audit.pack.id} {audit.pack.version} ({audit.pack.sha256[:12]})"
    yield texts.AS_OF, None, in_both(lambda language: day(audit.as_of, language))
    yield texts.PACK, "pack", Bilingual(pack, pack)
    yield texts.EFFECTIVE_FROM, "effective_from", in_both(lambda language: day(audit.effective_from, language))
    yield texts.READINGS, "reading", in_both(lambda language: choices_text(audit.readings, language))
    yield texts.SETTINGS, "setting", in_both(lambda language: choices_text(audit.settings, language))
    rosters = tuple(item.file for item in audit.inputs if item.previous)
    yield diff_texts.DIFFERENCE["previous"], "previous", _files(rosters)
    yield diff_texts.UNREADABLE, "unreadable", _files(audit.unreadable)
    selected = diff_texts.ALL if audit.selection is None else audit.selection.told
    yield diff_texts.DIFFERENCE["selection"], "selection", selected
    form = f"kstt-audit/{audit.version}"
    yield diff_texts.DIFFERENCE["schema"], "schema", Bilingual(form, form)


def _files(names: Iterable[str]) -> Bilingual:
    files = "; ".join(map(visible, names))
    return in_both(lambda language: files or texts.NONE[language])
