"""A first draft of a rule pack: its folder, with every provision of a regulation still to be worked out."""

import re
from collections.abc import Iterator, Mapping
from os.path import relpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import yaml

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.model.citation_numbers import padded_number
from kstt_rules.official_text.read import RegulationText, TextProvision
from kstt_rules.pack import Pack, packs_folder
from kstt_rules.pack.files import PACK_ID
from kstt_rules.pack.schema import write_schemas

_OF_EVERY_PACK: Final = ("id", "version", "title", "regulation")
_KINDS: Final = {
    "Thông tư": "Circular",
    "Quyết định": "Decision",
    "Nghị quyết": "Resolution",
    "Nghị định": "Decree",
    "Chỉ thị": "Directive",
    "Luật": "Law",
}
"""Kinds of document that hold the articles themselves, by their names in Vietnamese."""
_TO_NAME: Final = {"vi": "TODO: đặt tên", "en": "TODO: name it"}
_BEARER: Final = {"vi": "TODO: chủ thể thực hiện", "en": "TODO: who is bound"}
_SUMMARY: Final = {"vi": "TODO: tóm tắt bằng lời của mình", "en": "TODO: sum up in your own words"}
_NOT_CHECKED: Final = {
    "vi": "TODO: viết quy tắc, hoặc nêu lý do không kiểm tra",
    "en": "TODO: write a rule, or say why there is none",
}


def scaffold(name: str, text: RegulationText, folder: Path, base: Pack | None = None) -> Path:
    """Write the draft of a pack into a new folder ``name`` below ``folder`` and return it.

    It loads and checks as it is: every provision is listed as not checked yet. Of the text itself it holds nothing
    but the title, issuer, number and date. With ``base`` it builds on that pack and holds no more than these.
    The JSON Schemas that its files name are written beside it where there are none. Raises UsageError for a name that
    no pack can have, and where something of that name exists.
    """
    target = _new_folder(name, folder)
    if text.year is None:
        raise UsageError(both('no year was found; put it in the number or date, such as "Số:   /2021/QĐ-UBND"'))
    return _written(target, _files(name, text) if base is None else _own_file(target, text, base))


def _new_folder(name: str, folder: Path) -> Path:
    """Return the folder that a draft is written to."""
    if not re.fullmatch(PACK_ID, name):
        raise UsageError(
            both("{name!r} is not a valid pack name; use a-z, 0-9 and single hyphens, such as bac-giang-2021").format(
                name=name
            )
        )
    if (folder / name).exists():
        raise UsageError(both("{target} already exists; nothing was written").format(target=folder / name))
    return folder / name


def _written(target: Path, files: Mapping[str, tuple[str, Mapping[str, Any]]]) -> Path:
    """Write the files of a draft, all of them or none, and the schemas that they name."""
    folder = target.parent
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".new-pack-") as temporary:
        draft = Path(temporary) / target.name
        draft.mkdir()
        for file, (kind, content) in files.items():
            (draft / file).write_bytes(_yaml(kind, content).encode())
        draft.rename(target)
    if not (folder / "schema").exists():
        write_schemas(folder / "schema")
    return target


def _files(name: str, text: RegulationText) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Return the files of a draft by name: which schema they follow and what they hold."""
    articles = [each.provision.article for each in text.articles if each.provision.part == "quy_che"]
    provisions = [_entry(each) for each in _norms(text)]
    return {
        "pack.yaml": ("pack", _header(name, text)),
        "provisions.yaml": ("provisions", {"provisions": provisions}),
        **{f"dieu-{padded_number(article)}.yaml": ("rules", {"article": article, "rules": []}) for article in articles},
    }


def _own_file(target: Path, text: RegulationText, base: Pack) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Return the one file that a pack which builds on another needs."""
    header = _header(target.name, text)
    is_shipped = base.folder.parent == packs_folder()
    extends = base.folder.name if is_shipped else Path(relpath(base.folder, target)).as_posix()
    return {"pack.yaml": ("extending-pack", {"extends": extends, **{key: header[key] for key in _OF_EVERY_PACK}})}


def _header(name: str, text: RegulationText) -> dict[str, Any]:
    title = {"vi": text.title or _TO_NAME["vi"], "en": _TO_NAME["en"]}
    return {
        "id": name,
        "version": "0.1.0",
        "title": title,
        "regulation": {
            "title": dict(title),
            "issuer": {"vi": text.issuer or _TO_NAME["vi"], "en": _TO_NAME["en"]},
            **_cited_by(text),
            "number": text.number,
            **({} if text.blank_number is None else {"blank_number": text.blank_number}),
            "date": text.date,
            "effective_from": text.effective_from,
            "year": text.year,
        },
        "notes": [],
        "same_terms": [],
        "parameters": {},
        "readings": {},
        "report_calendar": {"first_year": text.year, "expects": []},
    }


def _cited_by(text: RegulationText) -> dict[str, Any]:
    """Return how a regulation is cited: by its own kind and number, or with the decision that issues it."""
    is_annexed = any(each.provision.part == "quyet_dinh" for each in text.provisions)
    kind = None if is_annexed else next((kind for kind in _KINDS if text.title.startswith(f"{kind} ")), None)
    if kind is None:
        return {"annexed_to": {"vi": "Quyết định số {number}", "en": "Decision No. {number}"}}
    return {"called": {"vi": kind, "en": _KINDS[kind]}}


def _norms(text: RegulationText) -> Iterator[TextProvision]:
    """List the provisions that may ask something: the innermost ones, and those whose words lead to these."""
    parents = {each.provision.parent for each in text.provisions}
    return (each for each in text.provisions if each.provision not in parents or each.text.endswith(":"))


def _entry(each: TextProvision) -> dict[str, Any]:
    return {
        "provision": each.provision.vi,
        "norm": "duty",
        "bearer": dict(_BEARER),
        "summary": dict(_SUMMARY),
        "not_checked": dict(_NOT_CHECKED),
    }


def _yaml(kind: str, content: Mapping[str, Any]) -> str:
    body = yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False, width=100)
    return f"# yaml-language-server: $schema=../schema/{kind}.schema.json\n{body}"
