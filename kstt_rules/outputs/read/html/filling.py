"""Fills the templates of the pages: each holds its style, its script and its data, and fetches nothing."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kstt_rules.base.bilingual import Bilingual, Language, in_both
from kstt_rules.outputs import texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.read.html.data import Documents
from kstt_rules.outputs.texts import comparison as diff_texts
from kstt_rules.outputs.texts import page as words
from kstt_rules.outputs.texts import units as unit_texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capitalised

_STYLES: Final = ("colours.css", "screen.css", "units.css", "findings.css", "print.css")
_SCRIPTS: Final = (
    "data.js",
    "text.js",
    "lists.js",
    "findings.js",
    "search.js",
    "filters.js",
    "address.js",
    "overview.js",
    "units.js",
    "submitted.js",
    "wide.js",
    "main.js",
)


def filled(template: str, documents: Documents, language: Language, **values: Any) -> bytes:
    """Return the page of a template, which starts in the language given."""
    page = _environment().get_template(template)
    content = page.render(
        language=language,
        data=_embedded(documents.start),
        own=_embedded(documents.own),
        styles=_joined(_STYLES),
        script=_joined(_SCRIPTS),
        **values,
    )
    return content.encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kstt_rules.outputs.read.html", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"texts": texts, "words": words, "unit_texts": unit_texts, "diff_texts": diff_texts}
    environment.filters |= {"capital": capitalised, "digest": _digest, "number": _number, "visible": visible}
    return environment


def _joined(names: Iterable[str]) -> Markup:
    folder = files("kstt_rules.outputs.read.html") / "page"
    return Markup("\n".join((folder / name).read_text(encoding="utf-8") for name in names))  # noqa: S704 - our own


def _embedded(json: bytes) -> Markup:
    """Return JSON that can stand in an element: nothing in it begins as a tag does, so that no text ends it."""
    return Markup(json.replace(b"<", b"\\u003c").decode())  # noqa: S704 - escaped here


def _digest(content: str) -> str:
    """Return the hash by which a content security policy lets this content of an element run, and no other."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _number(value: int) -> Bilingual:
    return in_both(lambda language: number(value, language))
