"""Conversations on cells, which newer programs show in place of notes: what is said of such a cell is a reply there."""

from collections.abc import Mapping
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from kstt_rules.base.cell_address import Place, place_of
from kstt_rules.outputs.annotated.notes import Note
from kstt_rules.outputs.annotated.package import Package
from kstt_rules.outputs.annotated.xml_edit import Edits, Element, attribute, text
from kstt_rules.outputs.texts import annotated as texts


def _id(*parts: str) -> str:
    return "{" + str(uuid5(NAMESPACE_URL, "/".join(("kstt_rules", *parts)))).upper() + "}"


_PERSON: Final = _id("person")


def reply(package: Package, book_part: str, part: str, notes: Mapping[Place, Note]) -> None:
    """Answer the first remark of every conversation on a cell that has a note; those of an earlier audit go."""
    edits = Edits(package.read(part))
    first: dict[Place, Element] = {}
    for comment in edits.root.named("threadedComment"):
        place = place_of(comment.attributes.get("ref", ""))
        if comment.attributes.get("personId") == _PERSON:
            edits.delete(comment)
        elif place is not None and "parentId" not in comment.attributes:
            first.setdefault(place, comment)
    answered = sorted(notes.keys() & first.keys())
    p = edits.root.prefix
    for place in answered if answered and _introduce(package, book_part) else ():
        about = first[place].attributes
        lines = "\n".join(map(text, notes[place].text.split("\n")))
        edits.append(
            edits.root,
            f"<{p}threadedComment ref={attribute(place.address)} dT={attribute(about.get('dT', ''))}"
            f" personId={attribute(_PERSON)} id={attribute(_id(part, place.address))}"
            f" parentId={attribute(about.get('id', ''))}><{p}text>{lines}</{p}text></{p}threadedComment>",
        )
    package.put(part, edits.data)


def _introduce(package: Package, book_part: str) -> bool:
    """Have us among the people who take part; say whether the workbook lists them at all."""
    for relation in package.relations(book_part):
        if relation.kind == "person":
            edits = Edits(package.read(relation.target))
            p = edits.root.prefix
            if not any(person.attributes.get("id") == _PERSON for person in edits.root.children):
                edits.append(
                    edits.root,
                    f'<{p}person displayName="{texts.AUTHOR}" id="{_PERSON}" userId="{texts.AUTHOR}"'
                    ' providerId="None"/>',
                )
                package.put(relation.target, edits.data)
            return True
    return False
