"""Text of unknown origin made safe to show: what has no glyph, or moves other glyphs, gets one of its own."""

from typing import Final

# Letters and symbols that are blank: the grapheme joiner, Hangul and Khmer fillers, the Braille blank.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
MAX_CELL: Final = 32_767
"""The number of characters that a cell of a spreadsheet holds."""

_SPACES = frozenset("\u00a0\u202f")


def visible(text: str) -> str:
    """Return the text with every hidden character shown: a control as its picture (␉), any other as <U+202E>.

    Hidden are controls, format characters (bidirectional marks, zero widths), line separators, unusual
    spaces, unassigned and private characters, surrogates and blank letters. The result is one line.
    """
    if text.isprintable() and _BLANKS.isdisjoint(text):
        return text
    return "".join(map(_shown, text))


def encodable(text: str) -> str:
    r"""Return the text with lone surrogates, which no encoding takes, written out as \udc80."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def fitted(text: str, cut_mark: str) -> str:
    """Show hidden characters, and cut the text to what a cell holds."""
    return cut(visible(text), cut_mark)


def cut(text: str, cut_mark: str) -> str:
    """Cut text to what a cell holds, counted in UTF-16 units."""
    if len(text) <= MAX_CELL // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAX_CELL:
        return text
    room = 2 * (MAX_CELL - len(cut_mark))
    return units[:room].decode("utf-16-le", "ignore") + cut_mark


def _shown(character: str) -> str:
    if character in _SPACES or (character.isprintable() and character not in _BLANKS):
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
