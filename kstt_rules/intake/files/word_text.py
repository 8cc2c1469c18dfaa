"""What Word shows of a document: the elements that stand in it, and the text of its paragraphs."""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

_WORD: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNDERSTOOD = re.compile(r"w1\d\w*|wp\w?|wp14|a14|v|o|cx\d?|am3d|aink")
"""The extensions that Word takes a choice for, by the prefixes under which every program writes them."""

_AROUND: Final = frozenset({"ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir", "ruby"})
_UNSHOWN: Final = frozenset({"del", "moveFrom", "rt", "instrText", "delText", "delInstrText"})
_OFF: Final = frozenset({"0", "false", "off", "none"})
_SIGNS: Final[Mapping[str, str]] = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}

_CHECKED, _CROSSED, _EMPTY, _TICK, _CROSS = "☑☒☐✓✗"
_FONTS: Final[Mapping[str, Mapping[int, str]]] = {
    "wingdings": {0xFC: _TICK, 0xFE: _CHECKED, 0xFD: _CROSSED, 0x78: _CROSSED, 0xFB: _CROSS}
    | dict.fromkeys((0x6F, 0x71, 0x72, 0xA8), _EMPTY),
    "wingdings 2": {0x50: _TICK, 0x52: _CHECKED, 0x4F: _CROSS}
    | dict.fromkeys((0x51, 0x53, 0x54), _CROSSED)
    | dict.fromkeys((0x2A, 0xA3), _EMPTY),
    "webdings": {0x61: _TICK, 0x72: _CROSS, 0x63: _EMPTY},
    "symbol": {0xD6: "√", 0xB7: "•"},
}
_FONTS_OF_SIGNS: Final = frozenset({"wingdings", "wingdings 2", "webdings"})
"""Fonts without letters, so that any text in them is signs."""
_UNKNOWN_SIGN: Final = "\ufffd"


def element_name(element: Element) -> str:
    """Return the name of an element of a document, "" for one of another language."""
    tag = element.tag
    return next((tag[len(space) :] for space in _WORD if tag.startswith(space)), "")


def value(element: Element, otherwise: str = "", name: str = "val") -> str:
    """Return an attribute of an element of a document."""
    found = (element.get(f"{space}{name}") for space in _WORD)
    return next((text for text in found if text is not None), otherwise)


def shown(element: Element) -> Iterator[Element]:
    """Yield the elements that stand in one, those that only wrap others replaced by what they hold."""
    for child in element:
        name = element_name(child)
        if name in _UNSHOWN or name.endswith("Change"):
            continue
        if name == "sdt":
            yield from _controlled(child)
        elif name in _AROUND or name == "rubyBase":
            yield from shown(child)
        elif child.tag == f"{_COMPATIBILITY}AlternateContent":
            yield from _chosen(child)
        else:
            yield child


def _controlled(control: Element) -> Iterator[Element]:
    """Yield what stands in a content control, without the words that ask for something to be entered."""
    parts = {element_name(child): child for child in control}
    content = parts.get("sdtContent")
    if content is None:
        return
    if "sdtPr" in parts and any(_is_on(item, "showingPlcHdr") for item in parts["sdtPr"]):
        for item in content.iter():
            item.text = None
    yield from shown(content)


def _chosen(alternatives: Element) -> Iterator[Element]:
    """Yield what Word takes of several forms of one thing."""
    for choice in alternatives:
        wanted = (choice.get("Requires") or "").split()
        if choice.tag.startswith(_COMPATIBILITY) and all(map(_UNDERSTOOD.fullmatch, wanted)):
            yield from shown(choice)
            return


def _is_on(item: Element, name: str) -> bool:
    return element_name(item) == name and value(item, "true") not in _OFF


def paragraph(element: Element) -> tuple[str, list[Element]]:
    """Return the text of a paragraph, and the text boxes that hang on it."""
    text = _Text()
    for run in shown(element):
        if element_name(run) == "r":
            text.take(run)
    return "".join(text.parts), text.boxes


class _Text:
    """The text of a paragraph while it is walked; ``results`` says of each open field whether its result has begun."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.boxes: list[Element] = []
        self._results: list[bool] = []

    def take(self, run: Element) -> None:
        properties = [item for part in run if element_name(part) == "rPr" for item in part]
        is_hidden = any(_is_on(item, "vanish") for item in properties)
        fonts = (value(item, name="ascii") for item in properties if element_name(item) == "rFonts")
        font = next(fonts, "").casefold()
        for item in shown(run):
            name = element_name(item)
            if name == "fldChar":
                self._take_field(item)
            elif is_hidden or not all(self._results):
                continue
            elif name == "t":
                text = "".join(_letters(item))
                self.parts.append("".join(_sign(font, ord(sign)) for sign in text) if font in _FONTS_OF_SIGNS else text)
            elif name == "sym":
                self._take_sign(item)
            elif name in _SIGNS:
                self.parts.append(_SIGNS[name])
            else:
                self.boxes += (box for box in item.iter() if element_name(box) == "txbxContent")

    def _take_sign(self, item: Element) -> None:
        try:
            code = int(value(item, name="char"), 16)
        except ValueError:
            code = 0
        self.parts.append(_sign(value(item, name="font").casefold(), code))

    def _take_field(self, item: Element) -> None:
        match value(item, name="fldCharType"):
            case "begin":
                self.parts += _state(item)
                self._results.append(False)
            case "separate" if self._results:
                self._results[-1] = True
            case "end" if self._results:
                self._results.pop()


def _letters(text: Element) -> Iterator[str]:
    """Yield what a text shows, also what stands behind a break in it, where no break should be."""
    yield text.text or ""
    for item in text:
        yield _SIGNS.get(element_name(item), "")
        yield from _letters(item)
        yield item.tail or ""


def _sign(font: str, code: int) -> str:
    """Return the character that a place in a font of signs shows."""
    if font in _FONTS:
        code -= 0xF000 if code >= 0xF000 else 0
        return " " if code == 0x20 else _FONTS[font].get(code, _UNKNOWN_SIGN)
    return chr(code) if 0x20 <= code < 0xD800 else _UNKNOWN_SIGN


def _state(field: Element) -> Iterator[str]:
    """Yield what a check box or a drop-down list of an old form shows."""
    for item in field.iter():
        name = element_name(item)
        states = {element_name(child): child for child in item}
        if name == "checkBox":
            state = states.get("checked", states.get("default"))
            yield _CROSSED if state is not None and value(state, "true") not in _OFF else _EMPTY
        elif name == "ddList":
            entries = [value(child) for child in item if element_name(child) == "listEntry"]
            chosen = states.get("result", states.get("default"))
            place = value(chosen) if chosen is not None else "0"
            if place.isdecimal() and len(place) < 6 and int(place) < len(entries):
                yield entries[int(place)]
