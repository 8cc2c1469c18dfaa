"""Formats are found by what their modules declare, and nothing is loaded for it."""

import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pkgutil import walk_packages

from registries import FORMATS

from kstt_rules import outputs


def test_what_is_read_from_a_module_is_what_the_module_says():
    """Every module with an OUTPUT is a format, and is known by exactly what stands there."""
    names = [item.name for item in walk_packages(outputs.__path__, "kstt_rules.outputs.")]
    declared = {name: vars(import_module(name)).get("OUTPUT") for name in names}
    assert {item.output.module: replace(item.output, module="") for item in FORMATS} == {
        name: output for name, output in declared.items() if output is not None
    }


def test_formats_are_found_without_loading_one():
    """To know which formats there are loads none of their modules, and nothing that they are written with."""
    code = (
        "import sys; from kstt_rules.outputs import outputs_of; outputs_of('audit')\n"
        "heavy = {'pandas', 'docx', 'xlsxwriter', 'rich', 'jinja2', 'orjson'}\n"
        "print([name for name in sys.modules if name in heavy or name.startswith('kstt_rules.outputs.read')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"
