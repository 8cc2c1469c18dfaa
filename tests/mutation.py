"""How many small changes of the program its tests notice: ``python tests/mutation.py [MODULE...]``.

A module is named by its path in kstt_rules (``citation.py``, ``expression/parse.py``). Each is mutated by mutmut in a
copy under build/mutation and met by the tests that are about it. Prints killed, survived and untested mutants, and
the survivors; ``mutmut show NAME`` in the copy shows one.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "mutation"
LEFT_OUT = shutil.ignore_patterns(".*", "build", "mutants", "__pycache__", "layouts", "docs")
KILLED = {1, 3, 36, 24, -24, 152, 255, -11, -9}  # a test failed, or the mutant hung or crashed
UNTESTED = {5, 33, None}

PACK = ["unit/test_pack_*.py", "property/test_pack_property.py"]
TEXT = ["unit/test_regulation_text.py", "unit/test_text_check.py", "property/test_regulation_text_property.py"]
CONDITIONS = ["unit/test_expression_*.py", "property/test_expression_equivalence.py", "unit/test_auditing.py"]
TESTS = {
    "citation.py": ["unit/test_citation.py", "property/test_citation_property.py"],
    "report_calendar.py": ["unit/test_report_calendar.py", "property/test_report_calendar_property.py"],
    "expression/parse.py": [*CONDITIONS, "unit/test_pack_faults.py"],
    "expression/names.py": ["unit/test_expression_*.py", "unit/test_pack_faults.py"],
    "expression/mutate.py": ["unit/test_expression_*.py", "unit/test_check.py"],
    "expression/*.py": CONDITIONS,
    "engine/durable.py": ["unit/test_engine_*.py", "property/test_engine_durable_property.py"],
    "engine/*.py": ["unit/test_auditing.py", "unit/test_derive.py", *CONDITIONS],
    "pack/cases.py": ["unit/test_pack_cases.py", "unit/test_check.py"],
    "pack/case_tables.py": ["unit/test_pack_cases.py", "unit/test_check.py"],
    "pack/scaffold.py": ["unit/test_scaffold.py", *TEXT],
    "pack/regulation_text.py": TEXT,
    "pack/text_*.py": TEXT,
    "pack/*.py": PACK,
}


def main() -> None:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]["only_mutate"]
    paths = sorted(path for pattern in configured for path in ROOT.glob(pattern) if path.stat().st_size > 100)
    modules = sys.argv[1:] or [path.relative_to(ROOT / "kstt_rules").as_posix() for path in paths]
    for module in modules:
        folder = _copy(module)
        environment = {**os.environ, "HYPOTHESIS_PROFILE": "mutation"}
        with (folder / "mutmut.log").open("wb") as log:
            command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1"]
            subprocess.run(command, cwd=folder, env=environment, stdout=log, stderr=log, check=False)
        _report(module, folder)


def _copy(module: str) -> Path:
    """Copy what is tested, set so that only one module is mutated and only its own tests are run."""
    folder = WORK / module.removesuffix(".py").replace("/", "-")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    patterns = next(tests for pattern, tests in TESTS.items() if fnmatch(module, pattern))
    tests = sorted({path for pattern in patterns for path in (ROOT / "tests").glob(pattern)})
    settings = (folder / "pyproject.toml").read_text("utf-8")
    before, rest = settings.split("[tool.mutmut]")
    after = rest.split("\n[", 1)[1]
    own = {
        "source_paths": ["kstt_rules"],
        "only_mutate": [f"kstt_rules/{module}"],
        "also_copy": ["rules", "examples", "README.md"],
        "pytest_add_cli_args": ["-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": [path.relative_to(ROOT).as_posix() for path in tests],
    }
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in own.items())
    (folder / "pyproject.toml").write_text(f"{before}[tool.mutmut]\n{lines}\n\n[{after}", "utf-8")
    return folder


def _report(module: str, folder: Path) -> None:
    record = folder / "mutants" / "kstt_rules" / f"{module}.meta"
    codes = json.loads(record.read_text("utf-8"))["exit_code_by_key"] if record.exists() else {}
    fates = Counter(
        "killed" if code in KILLED else "untested" if code in UNTESTED else "survived" for code in codes.values()
    )
    share = fates["killed"] / max(1, fates.total() - fates["untested"])
    counts = "  ".join(f"{fate} {fates[fate]:4}" for fate in ("killed", "survived", "untested"))
    print(f"{module:28} {counts}  {share:6.1%}", flush=True)
    for name in (name for name, code in codes.items() if code not in KILLED | UNTESTED):
        print(f"    {name}", flush=True)


if __name__ == "__main__":
    main()
