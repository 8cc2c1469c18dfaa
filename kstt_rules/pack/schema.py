"""The JSON Schemas of a pack's files, by which editors complete and check; ``python -m`` this writes them."""

import json
from pathlib import Path
from typing import Any, Final

from kstt_rules.model.vocabulary import Strict, VocabularyFile
from kstt_rules.pack.files import CasesFile, PackFile, ProvisionsFile, RulesFile
from kstt_rules.pack.folder import packs_folder
from kstt_rules.pack.proof_waivers import ProofWaiversFile

_FILES: Final[dict[str, type[Strict]]] = {
    "cases": CasesFile,
    "pack": PackFile,
    "proof-waivers": ProofWaiversFile,
    "provisions": ProvisionsFile,
    "rules": RulesFile,
    "vocabulary": VocabularyFile,
}


_OF_EVERY_PACK: Final = ("extends", "id", "version", "title", "regulation")
_TAKEN_OVER_IN_PART: Final = ("ParameterPart", "ReadingPart", "CalendarPart")
"""What a pack that builds on another may leave out some keys of."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (2020-12) of each kind of file by its name, such as ``rules``.

    ``extending-pack`` is that of pack.yaml where the pack builds on another.
    """
    models = {name: model.model_json_schema() for name, model in _FILES.items()}
    models["vocabulary"]["$defs"]["EntityField"].pop("required")  # a dataset may take it from the one that it is like
    models["extending-pack"] = _in_part(PackFile.model_json_schema())
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **model} for name, model in models.items()
    }


def _in_part(pack: dict[str, Any]) -> dict[str, Any]:
    for name in _TAKEN_OVER_IN_PART:
        pack["$defs"][name].pop("required", None)
    pack["required"] = [*_OF_EVERY_PACK]
    return pack


def schema_text(schema: dict[str, Any]) -> str:
    """Return a schema as it is written to its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write ``<name>.schema.json`` of every kind of file into a folder."""
    folder.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (folder / f"{name}.schema.json").write_bytes(schema_text(schema).encode())


if __name__ == "__main__":
    write_schemas(packs_folder() / "schema")
