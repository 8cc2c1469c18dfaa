"""What is told and given of the rule packs without any dossier."""

from pathlib import Path

import orjson

from kstt_rules.base.bilingual import Language
from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.outputs.template import render
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.pack_tools.form import form_of


def write_packs(_: None, path: Path) -> None:
    """Write the ids and titles of the packs that come with the program, the usual one first."""
    names = sorted(list_packs(), key=lambda name: name != DEFAULT_PACK)
    path.write_bytes(orjson.dumps([{"id": name, "title": load_pack(name).regulation.title} for name in names]))


def write_template(asked: tuple[str, Language], path: Path) -> None:
    """Write the workbook to fill in for a pack."""
    pack, language = asked
    with path.open("xb") as stream:
        render(form_of(load_pack(pack)), stream, language=language)
