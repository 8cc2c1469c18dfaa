"""From files and a finding of their audit to a small case."""

from collections.abc import Sequence

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.intake.files.cells import Content
from kstt_rules.intake.files.reread import plain_value
from kstt_rules.model.files import SubmittedSheet
from kstt_rules.model.findings import Finding, PackRef
from kstt_rules.model.small_case import BEFORE, NOW, SmallCase
from kstt_rules.reduction.disguise import disguised
from kstt_rules.reduction.goal import Goal, Terms, read_pages
from kstt_rules.reduction.pages import Page, Pages, pages_of
from kstt_rules.reduction.reduce import reduced

_NOT_THERE = both(
    "the files, put together in one workbook, do not give this finding, so that no case can be made of it"
)


class CaseMaker:
    """Makes cases of findings of one audit; its files are taken once."""

    def __init__(self, terms: Terms, contents: Sequence[Content], earlier: Sequence[Content] = ()) -> None:
        """Take files as they were read, and those of the earlier roster. Raises InputError."""
        self._terms = terms
        self._pages = pages_of(contents, earlier)
        self._whole = read_pages(self._pages, terms.pack.vocabulary)

    def case(self, finding: Finding, *, seed: str) -> SmallCase:
        """Return the smallest dossier that still gives a finding, its names and numbers replaced by a generator.

        Raises UsageError where the files do not give the finding, or it rests on the name of a person.
        """
        goal = Goal(self._terms, finding)
        small = reduced(goal, self._pages, self._whole)
        if small is None:
            raise UsageError(_NOT_THERE)
        found = disguised(goal, small, self._whole, seed)
        pack = self._terms.pack
        return SmallCase(
            books=_books(found.pages),
            finding=found.finding,
            pack=PackRef(pack.id, pack.version, pack.sha256),
            as_of=self._terms.as_of,
            effective_from=self._terms.effective_from,
            settings=self._terms.settings,
            detail_all=goal.every,
            kept=found.kept,
        )


def _books(pages: Pages) -> dict[str, tuple[SubmittedSheet, ...]]:
    books: dict[str, tuple[SubmittedSheet, ...]] = {}
    for page in (page for page in pages if page.cells):
        name = BEFORE if page.previous else NOW
        books[name] = (*books.get(name, ()), _sheet(page))
    return books


def _sheet(page: Page) -> SubmittedSheet:
    rows = tuple(
        (number, tuple(plain_value(cells.get(at)) for at in range(max(cells) + 1)))
        for number, cells in sorted(page.cells.items())
    )
    return SubmittedSheet(page.name, rows, page.merges, hidden=page.hidden)
