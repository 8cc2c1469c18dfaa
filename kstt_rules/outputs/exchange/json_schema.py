"""The JSON Schema of the contract; ``python -m`` this writes it, by default into the documentation."""

import json
import sys
from pathlib import Path
from typing import Any, Final

from kstt_rules.model.contract import SELDOM, ResultDocument

FILE: Final = "kstt-audit-2.schema.json"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the whole result, as it is written: with every key but the seldom ones."""
    written = ResultDocument.model_json_schema(mode="serialization")
    written["required"] = [key for key in written["required"] if key not in SELDOM]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **written}


def schema_text() -> str:
    """Return the schema as it is written to its file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs")
    (folder / FILE).write_text(schema_text(), encoding="utf-8")
