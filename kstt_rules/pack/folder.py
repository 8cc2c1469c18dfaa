"""Where packs are kept, and which files make one."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import Problem, UsageError
from kstt_rules.base.real_path import real_path
from kstt_rules.model.citation_numbers import Number

_RULE_FILE = re.compile(r"dieu-[0-9]{2,3}[a-zđ]?\.yaml")
_OWN_RULE_FILE = re.compile(r"rules-[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")
_CITATIONS = re.compile(r"^citations:[ \t]*(?:#.*)?$|^citations:[ \t]*\{", re.MULTILINE)
_EXTENDS = re.compile(r"""^extends:[ \t]*["']?([^"'#\s]+)""", re.MULTILINE)
_REQUIRED = ("pack.yaml", "provisions.yaml")
_UNKNOWN = both("unknown rule pack {name!r}; choose from {names}, or give the folder of a pack")
_WRONG_NAME = both("a pack cannot have a file of this name; put rules in {wanted}")
_NOT_A_PACK = both("the folder {name!r} is not a rule pack: it has no pack.yaml; choose from {names}")


def packs_folder() -> Path:
    """Return the folder of the packs that come with the program: inside the package, or beside it."""
    package = Path(__file__).parents[1]
    installed = package / "rules"
    return installed if installed.is_dir() else package.with_name("rules")


def list_packs() -> tuple[str, ...]:
    """Return the names of the packs that come with the program, sorted."""
    return tuple(sorted(path.parent.name for path in packs_folder().glob("*/pack.yaml")))


def find_pack(name_or_path: str | Path) -> Path:
    """Return the folder of a pack given by its name or by a path.

    A pack that comes with the program goes before a folder of the same name. Raises UsageError for neither, and for a
    folder that holds no pack.
    """
    known = list_packs()
    if name_or_path in known:
        return packs_folder() / name_or_path
    path = Path(name_or_path)
    if any((path / name).is_file() for name in _REQUIRED):
        return real_path(path)
    words = _NOT_A_PACK if path.is_dir() else _UNKNOWN
    raise UsageError(words.format(name=str(name_or_path), names=", ".join(known)))


def base_folder(folder: Path) -> Path | None:
    """Return the folder of the pack that a pack builds on, by the line ``extends:`` of its pack.yaml; None for none.

    Raises UsageError where there is no such pack.
    """
    header = folder / "pack.yaml"
    found = _EXTENDS.search(header.read_text(encoding="utf-8", errors="replace")) if header.is_file() else None
    if found is None or found[1] in ("null", "~"):
        return None
    name = found[1]
    return find_pack(name if name in list_packs() else folder / name)


def rule_files(folder: Path) -> list[Path]:
    """List the rule files of a pack, sorted by name."""
    named = _rule_name(folder)
    return sorted(path for path in _yaml_files(folder) if named.fullmatch(path.name))


def pack_files(folder: Path) -> list[Path]:
    """List the YAML files of a pack, without its cases, sorted by name."""
    return sorted(_yaml_files(folder))


def _rule_name(folder: Path) -> re.Pattern[str]:
    """Return the names that rule files of a pack may have: by article, or any where it cites in a form of its own."""
    return _OWN_RULE_FILE if any(map(_has_own_form, _with_bases(folder))) else _RULE_FILE


def _has_own_form(folder: Path) -> bool:
    header = folder / "pack.yaml"
    return header.is_file() and bool(_CITATIONS.search(header.read_text(encoding="utf-8", errors="replace")))


def article_of(rule_file: Path) -> Number | None:
    """Return the article that a rule file is for, by its name; a number that none can have is one too.

    None for one of a pack that cites in a form of its own.
    """
    if _OWN_RULE_FILE.fullmatch(rule_file.name):
        return None
    name = rule_file.stem.removeprefix("dieu-").lstrip("0")
    return name if name and not name.isdecimal() else int(name or 0)


def case_files(folder: Path) -> list[Path]:
    """List the case files of a pack, sorted by name."""
    return sorted(path for path in _yaml_files(folder / "cases"))


def message_name(folder: Path, path: Path) -> str:
    """Return how messages call a file of a pack: with the pack's folder, with / on every system."""
    return f"{folder.name}/{path.relative_to(folder).as_posix()}"


def folder_problems(folder: Path) -> Iterator[Problem]:
    """Find files that a pack lacks, and YAML files that it cannot have."""
    for name in _REQUIRED if base_folder(folder) is None else _REQUIRED[:1]:
        if not (folder / name).is_file():
            yield Problem(f"{folder.name}/{name}", 1, 1, both("this file is missing"))
    named = _rule_name(folder)
    for path in (*_yaml_files(folder), *folder.glob("*.yml"), *folder.glob("cases/*.yml")):
        if path.name not in (*_REQUIRED, "vocabulary.yaml") and not named.fullmatch(path.name):
            wanted = "dieu-NN.yaml" if named is _RULE_FILE else "rules-NAME.yaml"
            yield Problem(message_name(folder, path), 1, 1, _WRONG_NAME.format(wanted=wanted))


def fingerprint(folder: Path) -> str:
    """Return the SHA-256, in hex, of the names and contents of a pack's YAML files, without its cases.

    Line ends do not count, so that a checkout on another system is the same pack; what it builds on does.
    """
    digest = hashlib.sha256()
    for each in _with_bases(folder):
        for path in pack_files(each):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _with_bases(folder: Path) -> Iterator[Path]:
    """Yield a pack's folder and those of the packs that it builds on, each once."""
    seen: set[Path] = set()
    each: Path | None = folder
    while each is not None and each not in seen:
        yield each
        seen.add(each)
        each = base_folder(each)


def _yaml_files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.yaml") if path.is_file() and not path.name.startswith(".")]
