"""The result as one page for a browser: a file that needs nothing else, filters its findings and prints on A4."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import BinaryIO, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kstt_rules.bilingual import Bilingual, Language
from kstt_rules.findings import AuditResult
from kstt_rules.outputs import texts
from kstt_rules.outputs.html import words
from kstt_rules.outputs.html.conclusions import FOUND, by_provision, totals
from kstt_rules.outputs.html.data import documents
from kstt_rules.outputs.html.labels import both
from kstt_rules.outputs.overview import facts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, number

_STYLES: Final = ("screen.css", "findings.css", "print.css")
_SCRIPTS: Final = (
    "data.js",
    "text.js",
    "lists.js",
    "findings.js",
    "filters.js",
    "overview.js",
    "submitted.js",
    "main.js",
)


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write the page, which holds both languages and starts in the one given."""
    coverage = by_provision(result)
    start, own = documents(result)
    page = _environment().get_template("report.html")
    content = page.render(
        language=language,
        result=result,
        facts=_facts(result),
        coverage=coverage,
        found=FOUND,
        totals=totals(coverage),
        data=_embedded(start),
        own=_embedded(own),
        styles=_joined(_STYLES),
        script=_joined(_SCRIPTS),
    )
    stream.write(content.encode())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kstt_rules.outputs.html", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"texts": texts, "words": words}
    environment.filters |= {"capital": _capital, "digest": _digest, "number": _number, "visible": visible}
    return environment


def _joined(names: Iterable[str]) -> Markup:
    folder = files("kstt_rules.outputs.html") / "page"
    return Markup("\n".join((folder / name).read_text(encoding="utf-8") for name in names))  # noqa: S704 - our own


def _embedded(json: bytes) -> Markup:
    """Return JSON that can stand in an element: nothing in it begins as a tag does, so that no text ends it."""
    return Markup(json.replace(b"<", b"\\u003c").decode())  # noqa: S704 - escaped here


def _digest(content: str) -> str:
    """Return the hash by which a content security policy lets this content of an element run, and no other."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _number(value: int) -> Bilingual:
    return both(lambda language: number(value, language))


def _capital(text: Bilingual) -> Bilingual:
    return both(lambda language: capital(text[language]))


def _facts(result: AuditResult) -> list[tuple[Bilingual, Bilingual]]:
    pairs = zip(facts(result, "vi"), facts(result, "en"), strict=True)
    return [(label, Bilingual(vietnamese, english)) for (label, vietnamese), (_, english) in pairs]
