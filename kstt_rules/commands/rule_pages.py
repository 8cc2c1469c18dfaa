"""The pages that document a rule pack in Markdown: one an article, and an index; Vietnamese with English beside."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.commands.facts import (
    Fact,
    condition_facts,
    parameter_text,
    provision_facts,
    reading_text,
    rule_facts,
    subject_fact,
    verdicts_text,
)
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_numbers import padded_number
from kstt_rules.outputs import texts
from kstt_rules.outputs.markdown import code, escaped, table
from kstt_rules.outputs.texts import packs
from kstt_rules.outputs.wording import capital
from kstt_rules.pack import Case, Pack, ProvisionEntry, Rule, load_cases

INDEX = "README.md"

_NOTICE = "<!-- Written by `kstt docs` from the rule pack: change the pack, not this page. -->"
_PAGE_NAME = re.compile(r"(?:(quyet-dinh-)?dieu-[0-9]{2,3}[a-zđ]?|[a-z0-9]+(?:-[a-z0-9]+)+)\.md")
_BESIDE = ("Tiếng Việt", "English")
_COLUMNS = (texts.PROVISION, packs.PROVISIONS, packs.RULES)

Pages = dict[str, str]


def rule_pages(pack: Pack) -> Pages:
    """Return the pages of a pack by file name. Raises PackError where a case file cannot be read."""
    cases = load_cases(pack)
    articles = [list(entries) for _, entries in groupby(pack.provisions, lambda entry: _page_name(entry.provision))]
    pages = {_page_name(entries[0].provision): _article(pack, entries, cases) for entries in articles}
    return {INDEX: _index(pack, articles), **pages}


def write_rule_pages(pack: Pack, folder: Path) -> Path:
    """Write the pages of a pack to a folder of its name within a folder, and return it.

    Pages that were written before and are no longer the pack's are removed; any other file stays.
    """
    place = folder / pack.id
    place.mkdir(parents=True, exist_ok=True)
    pages = rule_pages(pack)
    for name, page in pages.items():
        (place / name).write_text(page, encoding="utf-8", newline="\n")
    for path in sorted(place.glob("*.md")):
        if path.name not in pages and _is_ours(path):
            path.unlink()
    return place


def _is_ours(path: Path) -> bool:
    """Tell whether a file is a page that was written here: by its name and its first line."""
    if not _PAGE_NAME.fullmatch(path.name) or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.readline().rstrip(b"\r\n") == _NOTICE.encode()


def _page_name(provision: Provision) -> str:
    if provision.form is not None:
        return f"{provision.top.id.replace('_', '-')}.md"
    part = "quyet-dinh-" if provision.part == "quyet_dinh" else ""
    return f"{part}dieu-{padded_number(provision.article)}.md"


def _article_of(entries: Sequence[ProvisionEntry]) -> Provision:
    return entries[0].provision.top


def _page(title: str, blocks: Iterable[Iterable[str]]) -> str:
    """Join blocks of lines with a blank line between."""
    return "\n\n".join("\n".join(block) for block in ([_NOTICE], [f"# {title}"], *blocks)) + "\n"


def _beside(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield the lines of a table that sets both languages side by side."""
    rows = [
        [f"**{escaped(label[language])}**: {escaped(text[language])}" for language in ("vi", "en")]
        for label, text in facts
    ]
    return table(_BESIDE, rows)


def _heading(provision: Provision) -> str:
    return f"{capital(provision.vi)} · {provision.en}"


# -- one article


def _article(pack: Pack, entries: Sequence[ProvisionEntry], cases: Sequence[Case]) -> str:
    files = sorted({rule.file for entry in entries for rule in pack.rules_for(entry.provision)})
    blocks = [[" · ".join([f"[{escaped(pack.title.vi)}]({INDEX})", *map(code, files)])]]
    for entry in entries:
        blocks += [[f"## {_heading(entry.provision)}"], [*_beside(provision_facts(entry))]]
        blocks += [block for rule in pack.rules_for(entry.provision) for block in _rule(pack, rule, cases)]
    return _page(_heading(_article_of(entries)), blocks)


def _rule(pack: Pack, rule: Rule, cases: Sequence[Case]) -> Iterator[list[str]]:
    yield [f"### {code(rule.id)}"]
    yield [f"**{escaped(rule.title.vi)}** · {escaped(rule.title.en)}"]
    for label, condition in condition_facts(rule):
        yield [f"{label.vi} · {label.en}:"]
        yield ["```python", condition.vi, "```"] if condition.vi == condition.en else [_both(condition)]
    yield [*_beside([subject_fact(pack, rule), *rule_facts(pack, rule)])]
    yield [f"{_both(packs.CASES)}:"]
    own = [case for case in cases if rule.id in case.expect]
    yield [f"- {escaped(case.name)}: {_both(verdicts_text(case, rule))}" for case in own] or [_both(packs.NO_CASES)]


def _both(text: Bilingual) -> str:
    return f"{escaped(text.vi)} · {escaped(text.en)}"


# -- the index


def _index(pack: Pack, articles: Sequence[Sequence[ProvisionEntry]]) -> str:
    regulation = pack.regulation
    blocks = [
        [f"{escaped(pack.title.en)} · {code(pack.id)} {pack.version}"],
        [*_beside([(texts.REGULATION, regulation.title), (packs.ISSUER, regulation.issuer)])],
        [f"## {_both(packs.ARTICLES)}"],
        [*table([_both(label) for label in _COLUMNS], _article_rows(pack, articles))],
    ]
    lists = {
        packs.PARAMETERS: [parameter_text(parameter) for parameter in pack.parameters.values()],
        packs.READINGS: [reading_text(name, reading) for name, reading in pack.readings.items()],
        packs.NOTES: pack.notes,
    }
    for label, items in lists.items():
        rows = [[escaped(item.vi), escaped(item.en)] for item in items]
        blocks += [[f"## {_both(label)}"], [*table(_BESIDE, rows)]] if rows else []
    return _page(escaped(pack.title.vi), blocks)


def _article_rows(pack: Pack, articles: Sequence[Sequence[ProvisionEntry]]) -> Iterator[list[str]]:
    for entries in articles:
        article = _article_of(entries)
        rules = sum(len(pack.rules_for(entry.provision)) for entry in entries)
        yield [f"[{_heading(article)}]({_page_name(article)})", str(len(entries)), str(rules)]
