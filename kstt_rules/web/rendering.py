"""Fills the templates of the workplace: a page, and what stands around it."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from kstt_rules.base.bilingual import LANGUAGES, Bilingual, Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.visible import visible
from kstt_rules.web.texts import correct, listing, results
from kstt_rules.web.texts import frame as words

STEPS: Final[Mapping[str, Bilingual]] = {
    "files": words.FILES,
    "understood": words.UNDERSTOOD,
    "findings": words.FINDINGS,
    "results": words.RESULTS,
}
"""The steps of a dossier, each a page of its workspace, in their order."""

_OF_THE_FRAME: Final = ("lang", "said", "block")
_PAGES: Final = files("kstt_rules.web") / "pages"
_SCRIPTS: Final = (_PAGES / "workplace.js", _PAGES / "sheets.js")
_STYLES: Final = (_PAGES / "workplace.css", _PAGES / "listing.css")
_COLOURS: Final = files("kstt_rules.outputs.read.html") / "page" / "colours.css"


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands around a page.

    ``address`` is what was asked for, with its query: the language switch leads back there. ``workspace`` is the id in
    that address, None on the first page. ``step`` is the step that the page belongs to. ``counts`` says of a step how
    much waits there; where not ``is_open``, the files are still being read and only the first step can be visited.
    ``said`` is what a deed came to, ``fault`` why it was refused.
    """

    language: Language
    address: str
    csrf: str = ""
    workspace: str | None = None
    step: str | None = None
    is_open: bool = True
    counts: Mapping[str, int] = field(default_factory=dict)
    said: Bilingual | None = None
    fault: Bilingual | None = None

    def to(self, page: str, /, **query: object) -> str:
        """Return the address of a page or deed of the workspace, in the language of this page."""
        return f"/w/{self.workspace}/{page}?{urlencode({**_given(query), 'lang': self.language})}"

    @property
    def asked(self) -> str:
        """The page of the workspace that is shown, with its query, for the forms on it to come back to."""
        path, _, query = self.address.partition("?")
        parts = [(name, value) for name, value in parse_qsl(query) if name not in _OF_THE_FRAME]
        return path.removeprefix(f"/w/{self.workspace}/") + (f"?{urlencode(parts)}" if parts else "")

    @property
    def languages(self) -> Sequence[tuple[Language, str]]:
        """The languages, each with the address of the same page in it."""
        path, _, query = self.address.partition("?")
        others = [(name, value) for name, value in parse_qsl(query) if name != "lang"]
        return [(language, f"{path}?{urlencode([*others, ('lang', language)])}") for language in LANGUAGES]


def rendered(template: str, frame: Frame, *, block: str | None = None, **values: Any) -> str:
    """Return a page, or the block of it that is asked for, filled with values beside those of its frame."""
    around = {"frame": frame, "language": frame.language, "steps": STEPS, "frame_words": words, "version": _version()}
    page = _environment().get_template(template)
    if block is not None and block in page.blocks:
        return "".join(page.blocks[block](page.new_context({**around, **values})))
    return page.render(**around, **values)


@cache
def styles() -> str:
    """Return the style of all pages, in the colours of the report."""
    return "\n".join(part.read_text(encoding="utf-8") for part in (_COLOURS, *_STYLES))


@cache
def script() -> str:
    """Return the script of all pages; without it they work too."""
    return "\n".join(part.read_text(encoding="utf-8") for part in _SCRIPTS)


@cache
def icon() -> str:
    """Return the sign of the workplace, an SVG image."""
    return (_PAGES / "icon.svg").read_text(encoding="utf-8")


def _given(query: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in query.items() if value not in (None, "")}


def _in_language(texts: Mapping[str, Bilingual], language: Language) -> dict[str, str]:
    return {name: text[language] for name, text in texts.items()}


@cache
def _version() -> str:
    """Tell a browser's kept copy of style and script from that of another version."""
    return sha256((styles() + script()).encode()).hexdigest()[:12]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kstt_rules.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"in_language": _in_language, "visible": visible, "number": number}
    environment.globals |= {"list_words": listing, "edit_words": correct, "result_words": results}
    return environment
