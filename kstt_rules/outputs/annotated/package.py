"""The archives that workbooks are, and of an .xlsx the parts, their types and relations; only what changes is new."""

import posixpath
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO, Final
from urllib.parse import unquote

from kstt_rules.base.dataclass import dataclass
from kstt_rules.outputs.annotated.xml_edit import Edits, Unmarkable, attribute

_TYPES: Final = "[Content_Types].xml"
_EMPTY_RELATIONS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    RuntimeError,
    EOFError,
    NotImplementedError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class PartRelation:
    """A relation of a part: its id, the last word of its type, and the part or address that it leads to."""

    id: str
    kind: str
    target: str


@contextmanager
def package_faults() -> Iterator[None]:
    """Turn whatever a faulty archive raises into Unmarkable."""
    try:
        yield
    except _FAULTS as error:
        raise Unmarkable from error


def copy_archive(
    archive: zipfile.ZipFile, stream: BinaryIO, changed: Mapping[str, bytes], *, without: frozenset[str] = frozenset()
) -> None:
    """Write an archive again: members keep their places, unchanged ones their bytes; new ones come last.

    No clock is in it.
    """
    new = changed.keys() - {info.filename for info in archive.infolist()}
    kept = [info for info in archive.infolist() if info.filename not in without]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for info in [*kept, *(zipfile.ZipInfo(name, _FIRST_DAY) for name in sorted(new))]:
            entry = zipfile.ZipInfo(info.filename, max(info.date_time, _FIRST_DAY))
            entry.external_attr = info.external_attr
            is_stored = info.compress_type == zipfile.ZIP_STORED and info.filename not in changed
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            with target.open(entry, "w") as written:
                if info.filename in changed:
                    written.write(changed[info.filename])
                else:
                    with archive.open(info) as source:
                        shutil.copyfileobj(source, written)


class Package:
    """An archive that is read, and what changes in it; ``write`` makes the new one."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {_plain(info.filename).casefold(): info for info in archive.infolist()}
        if len(self._members) != len(archive.infolist()):
            raise Unmarkable
        self._new: dict[str, bytes] = {}
        self._types = Edits(self.read(_TYPES))
        self._relations: dict[str, Edits] = {}
        self._ids: dict[str, set[str]] = {}
        self._dropped: set[str] = set()

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._members or part in self._new

    def read(self, part: str) -> bytes:
        """Return a part as it was submitted."""
        return self._archive.read(self._members[part.casefold()])

    def put(self, part: str, content: bytes, content_type: str | None = None) -> None:
        """Let a part have this content; a new one needs its type."""
        if content_type is not None:
            name = attribute(f"/{part}")
            prefix = self._types.root.prefix
            self._types.append(
                self._types.root, f"<{prefix}Override PartName={name} ContentType={attribute(content_type)}/>"
            )
        self._new[part] = content

    def drop(self, part: str, home: str) -> None:
        """Take a part out that only ``home`` leads to."""
        for relation in self._relations_of(home).root.named("Relationship"):
            if _target(posixpath.dirname(home), relation.attributes) == part:
                self._relations_of(home).delete(relation)
                self._ids.setdefault(home, set())
        for item in self._types.root.named("Override"):
            if item.attributes.get("PartName", "").lstrip("/").casefold() == part.casefold():
                self._types.delete(item)
        self._dropped.add(self._members[part.casefold()].filename)

    def need_type(self, extension: str, content_type: str) -> None:
        """Let parts with this extension have this type, unless they have one."""
        defaults = self._types.root.named("Default")
        if not any(item.attributes.get("Extension", "").lower() == extension for item in defaults):
            prefix = self._types.root.prefix
            entry = f"<{prefix}Default Extension={attribute(extension)} ContentType={attribute(content_type)}/>"
            self._types.insert(self._types.root.inner, entry)

    def type_of(self, part: str) -> str:
        """Return the content type of a part, empty where it is not told."""
        for item in self._types.root.named("Override"):
            if item.attributes.get("PartName", "").lstrip("/").casefold() == part.casefold():
                return item.attributes.get("ContentType", "")
        extension = posixpath.splitext(part)[1].lstrip(".").lower()
        for item in self._types.root.named("Default"):
            if item.attributes.get("Extension", "").lower() == extension:
                return item.attributes.get("ContentType", "")
        return ""

    def free_name(self, pattern: str) -> str:
        """Return the first name of a pattern with {} for a number that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> list[PartRelation]:
        """Return the relations of a part; the empty name stands for the whole archive."""
        folder = posixpath.dirname(part)
        return [
            PartRelation(values.get("Id", ""), values.get("Type", "").rpartition("/")[2], _target(folder, values))
            for values in (item.attributes for item in self._relations_of(part).root.named("Relationship"))
        ]

    def free_id(self, part: str) -> str:
        """Return the id that the next relation of a part will have."""
        taken = {relation.id for relation in self.relations(part)} | self._ids.get(part, set())
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        return f"rId{number}"

    def relate(self, part: str, relation_type: str, target: str, *, external: bool = False) -> str:
        """Add a relation from a part to another, or to an address outside, and return its id."""
        edits = self._relations_of(part)
        name = self.free_id(part)
        self._ids.setdefault(part, set()).add(name)
        place = target if external else posixpath.relpath(target, posixpath.dirname(part) or ".")
        mode = ' TargetMode="External"' if external else ""
        prefix = edits.root.prefix
        edits.append(
            edits.root,
            f"<{prefix}Relationship Id={attribute(name)} Type={attribute(relation_type)}"
            f" Target={attribute(place)}{mode}/>",
        )
        return name

    def write(self, stream: BinaryIO) -> None:
        """Write the new archive: parts keep their places, and their bytes where nothing was put."""
        changed = self._new | {_relations_part(part): self._relations[part].data for part in self._ids}
        own = {key: info.filename for key, info in self._members.items()}
        named = {own.get(name.casefold(), name): content for name, content in changed.items()}
        copy_archive(
            self._archive, stream, named | {own[_TYPES.casefold()]: self._types.data}, without=frozenset(self._dropped)
        )

    def _relations_of(self, part: str) -> Edits:
        if part not in self._relations:
            name = _relations_part(part)
            self._relations[part] = Edits(self.read(name) if name in self else _EMPTY_RELATIONS)
        return self._relations[part]


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(folder: str, values: Mapping[str, str]) -> str:
    target = values.get("Target", "")
    if values.get("TargetMode") == "External":
        return target
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")
