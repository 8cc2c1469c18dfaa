"""JSON Schemas: generated from the models, committed, and true to what the loader takes."""

import json
from datetime import date
from functools import cache

import jsonschema
import pytest
from pack_factory import PACK_FILES

from kstt_rules.base.strict_yaml import parse_yaml
from kstt_rules.pack.folder import packs_folder
from kstt_rules.pack.schema import schema_text, schemas, write_schemas

FILES = {
    "pack": PACK_FILES["pack.yaml"],
    "provisions": PACK_FILES["provisions.yaml"],
    "rules": PACK_FILES["dieu-05.yaml"],
    "cases": PACK_FILES["cases/dieu-05.yaml"],
    "vocabulary": """\
choices:
  reason: {leave: {label: {vi: nghỉ, en: leave}}}
additions:
  officer:
    fields: {reason: {type: choice, of: reason, header: Lý do, label: {vi: lý do, en: reason}}}
""",
}
MISSPELT = {
    "pack": ("first_year:", "firstyear:"),
    "provisions": (
        "norm: duty\n    bearer: {vi: đơn vị, en: units}\n    summary: {vi: Báo",
        "norn: duty\n    bearer: {vi: đơn vị, en: units}\n    summary: {vi: Báo",
    ),
    "rules": ("undetermined:", "undetermind:"),
    "cases": ("as_of", "as_off"),
    "vocabulary": ("additions", "addition"),
}


def as_json(value):
    """Return YAML data as an editor sees it: dates are texts."""
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def validator(name):
    """Return what checks a kind of file, made once, for the schemas are made anew each time they are asked for."""
    schema = schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_committed_schema_is_fresh(name):
    """``python -m kstt_rules.pack.schema`` has been run since the models changed."""
    committed = packs_folder() / "schema" / f"{name}.schema.json"
    assert committed.read_text(encoding="utf-8") == schema_text(schemas()[name])


def test_no_schema_is_left_over():
    """The schema folder holds the generated files and no other."""
    found = {path.name for path in (packs_folder() / "schema").iterdir()}
    assert found == {f"{name}.schema.json" for name in schemas()}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_sound_file_is_accepted(name):
    """What the loader takes, an editor does not mark."""
    assert list(validator(name).iter_errors(as_json(parse_yaml(FILES[name], name="f").data))) == []


def test_every_file_of_the_shipped_packs_names_its_schema_and_is_accepted_by_it():
    """Each YAML file beside the program tells editors its schema in the first line, and keeps to it."""
    paths = sorted(packs_folder().rglob("*.yaml"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        first_line = text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
        schema = (path.parent / first_line).resolve()
        assert schema.parent == (packs_folder() / "schema").resolve()
        check = validator(schema.name.removesuffix(".schema.json"))
        assert list(check.iter_errors(as_json(parse_yaml(text, name=path.name).data))) == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_misspelt_key_is_marked(name):
    """An unknown key is an error in the editor as it is in the loader."""
    old, new = MISSPELT[name]
    text = (
        FILES[name].replace("    readings:", "    as_of: 2022-01-01\n    readings:") if name == "cases" else FILES[name]
    )
    assert text.count(old) == 1
    sound, broken = (as_json(parse_yaml(content, name="f").data) for content in (text, text.replace(old, new)))
    assert list(validator(name).iter_errors(sound)) == []
    assert list(validator(name).iter_errors(broken))


def test_a_severity_by_option_or_always_is_accepted_and_others_are_marked():
    """The schema knows both forms of a severity."""
    check = validator("rules")
    data = as_json(parse_yaml(FILES["rules"], name="f").data)
    for severity, sound in [("info", True), ({"cap": "info"}, True), ("grave", False), ({"cap": "grave"}, False)]:
        data["rules"][0]["severity"] = severity
        assert check.is_valid(data) is sound


def test_a_schema_is_written_to_be_read():
    """Vietnamese stands as it is, each key on a line of its own."""
    assert schema_text({"description": "điều, khoản"}) == '{\n  "description": "điều, khoản"\n}\n'


def test_schemas_are_written_as_json_files(tmp_path):
    """The command writes one readable file a kind, and may be run again."""
    write_schemas(tmp_path / "schema")
    (tmp_path / "schema" / "rules.schema.json").write_text("{}", encoding="utf-8")
    write_schemas(tmp_path / "schema")
    for name, schema in schemas().items():
        text = (tmp_path / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
        assert json.loads(text) == schema
        assert text.endswith("}\n")
