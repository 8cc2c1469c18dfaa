"""The notes of a sheet: those that stand there are kept, ours come behind them."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Language
from kstt_rules.base.cell_address import Place, place_of
from kstt_rules.outputs.annotated.notes import Note, NoteRun
from kstt_rules.outputs.annotated.xml_edit import Edits, Element, Unmarkable, attribute, text
from kstt_rules.outputs.texts import annotated as texts

_EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{namespace}"><authors></authors><commentList></commentList></comments>'
)
_LOOK: Final = '<{p}rPr>{bold}<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/></{p}rPr>'


class Comments:
    """The part with a sheet's notes. ``data`` is it with ours, and without those of an earlier audit.

    ``removed`` are the cells that lost their whole note, ``cleared`` all that had one of ours.
    """

    def __init__(self, source: bytes | None, namespace: str) -> None:
        self._edits = Edits(_EMPTY.format(namespace=namespace).encode() if source is None else source)
        root = self._edits.root
        authors, listed = root.child("authors"), root.child("commentList")
        if authors is None or listed is None:
            raise Unmarkable
        self._p = root.prefix
        self._list = listed
        names = [self._content(author) for author in authors.named("author")]
        self._author = names.index(texts.AUTHOR) if texts.AUTHOR in names else len(names)
        if texts.AUTHOR not in names:
            self._edits.append(authors, f"<{self._p}author>{texts.AUTHOR}</{self._p}author>")
        self.removed: set[Place] = set()
        self.cleared: set[Place] = set()
        self._others: dict[Place, tuple[Element, list[Element]]] = {}
        for comment in listed.named("comment"):
            self._take(comment)

    def _take(self, comment: Element) -> None:
        """Note a comment of somebody else; take out what is ours, of an earlier audit."""
        place = place_of(comment.attributes.get("ref", ""))
        if place is None:
            return
        if comment.attributes.get("authorId") == str(self._author):
            self._edits.delete(comment)
            self.removed.add(place)
            self.cleared.add(place)
            return
        body = comment.child("text")
        if body is None:
            raise Unmarkable
        own = [part for part in body.children if part.name in ("t", "r")]
        kept = next((n for n, part in enumerate(own) if self._is_separator(part)), len(own))
        for part in own[kept:]:
            self._edits.delete(part)
            self.cleared.add(place)
        self._others[place] = body, own[:kept]

    def _is_separator(self, part: Element) -> bool:
        raw = self._edits.raw(part)
        return any(separator.encode() in raw for separator in (texts.SEPARATOR.vi, texts.SEPARATOR.en))

    def add(self, notes: Mapping[Place, Note], language: Language) -> dict[Place, str]:
        """Put notes on cells; return the whole text that the box of each holds."""
        separator = NoteRun(f"\n\n{texts.SEPARATOR[language]}\n", bold=True)
        boxes = {}
        for place, note in notes.items():
            other = self._others.get(place)
            if other is None:
                boxes[place] = note.text
                self._edits.append(self._list, self._comment(place, note))
            else:
                boxes[place] = self._joined(*other, (separator, *note.runs))
        return boxes

    @property
    def data(self) -> bytes:
        """The part as it is to be written."""
        return self._edits.data

    def _comment(self, place: Place, note: Note) -> str:
        p = self._p
        runs = "".join(map(self._run, note.runs))
        return (
            f"<{p}comment ref={attribute(place.address)} authorId={attribute(str(self._author))}>"
            f"<{p}text>{runs}</{p}text></{p}comment>"
        )

    def _joined(self, body: Element, own: list[Element], runs: tuple[NoteRun, ...]) -> str:
        """Put runs behind what a comment of somebody else says; return the whole text."""
        for part in own:
            if part.name == "t":  # beside runs, text must be a run too
                self._edits.insert(part.start, f"<{self._p}r>")
                self._edits.insert(part.end, f"</{self._p}r>")
        written = "".join(map(self._run, runs))
        if own:
            self._edits.insert(own[-1].end, written)
        else:
            self._edits.append(body, written)
        return "".join(map(self._content, own)) + "".join(run.text for run in runs)

    def _run(self, run: NoteRun) -> str:
        p = self._p
        look = _LOOK.format(p=p, bold=f"<{p}b/>" if run.bold else "")
        lines = "\n".join(map(text, run.text.split("\n")))
        return f'<{p}r>{look}<{p}t xml:space="preserve">{lines}</{p}t></{p}r>'

    def _content(self, element: Element) -> str:
        """Return the text in an element, as it stands in the source but without tags."""
        if not element.children:
            return self._edits.source[element.inner : element.close].decode()
        return "".join(map(self._content, element.children))
