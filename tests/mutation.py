"""How many small changes of the program its tests notice: ``python tests/mutation.py [--again] [MODULE...]``.

A module is named by its path in kstt_rules (``model/citation.py``, ``language/parse.py``). Each is mutated by mutmut in
a copy under build/mutation and met by the tests that are about it. Prints how many were killed and names the survivors,
among them what no test met; ``mutmut show NAME`` in the copy shows one. With ``--again`` only the survivors of the last
run meet the tests as they are now, but all mutants of a module that has changed since.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "kstt_rules"
WORK = ROOT / "build" / "mutation"
LEFT_OUT = shutil.ignore_patterns(".*", "build", "mutants", "__pycache__", "layouts", "docs")
KILLED = {1, 3, 36, 24, -24, 152, 255, -11, -9, -6}  # a test failed, or the mutant hung or crashed
UNTESTED = {5, 33, None}

TESTS = {
    "model/citation.py": ["unit/model/test_citation.py", "property/test_citation_property.py"],
    "model/report_calendar.py": [
        "unit/model/test_report_calendar.py",
        "unit/model/test_days_beyond_the_calendar.py",
        "property/test_report_calendar_property.py",
    ],
    "language/*.py": ["unit/language", "unit/engine/test_compile.py", "property/test_expression_equivalence.py"],
    "engine/*.py": ["unit/engine", "property/test_engine_durable_property.py"],
    "judging/*.py": ["unit/judging", "unit/test_auditing.py"],
    "official_text/*.py": ["unit/official_text", "property/test_regulation_text_property.py"],
    "pack/*.py": ["unit/pack", "unit/pack_tools", "property/test_pack_property.py"],
}
"""Which tests meet the mutants of a module: those of its room, and the laws about it."""


def main() -> None:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]["only_mutate"]
    paths = sorted(path for pattern in configured for path in ROOT.glob(pattern) if path.stat().st_size > 100)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--again", action="store_true", help="meet only the survivors of the last run")
    parser.add_argument("modules", nargs="*", default=[path.relative_to(PROGRAM).as_posix() for path in paths])
    asked = parser.parse_args()
    for module in asked.modules:
        _run(module, again=asked.again)


def _run(module: str, *, again: bool) -> None:
    folder = WORK / module.removesuffix(".py").replace("/", "-")
    copied = folder / "kstt_rules" / module
    again = again and copied.exists() and copied.read_bytes() == (PROGRAM / module).read_bytes()
    before = _fates(module, folder) if again else {}
    survivors = _survivors(before)
    if again and not survivors:
        return
    if not again:
        shutil.rmtree(folder, ignore_errors=True)
    _copy(module, folder)
    with (folder / "mutmut.log").open("wb") as log:
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *survivors]
        environment = {**os.environ, "HYPOTHESIS_PROFILE": "mutation"}
        done = subprocess.run(command, cwd=folder, env=environment, stdout=log, stderr=log, check=False)
    _report(module, _remembered(module, folder, before))
    if done.returncode:
        print(f"    mutmut ended with {done.returncode}; see {log.name}", flush=True)


def _copy(module: str, folder: Path) -> None:
    """Copy what is tested, set so that only one module is mutated and only its own tests are run."""
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT, dirs_exist_ok=True)
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


def _fates(module: str, folder: Path) -> dict[str, int | None]:
    """The exit code of the tests by the name of the mutant they met."""
    record = _record(module, folder)
    return json.loads(record.read_text("utf-8"))["exit_code_by_key"] if record.exists() else {}


def _remembered(module: str, folder: Path, before: dict[str, int | None]) -> dict[str, int | None]:
    """The fates now, with those of before where mutmut forgot them, as it does when another test file is to be run."""
    codes = {name: before.get(name) if code is None else code for name, code in _fates(module, folder).items()}
    if before:
        record = _record(module, folder)
        record.write_text(json.dumps({**json.loads(record.read_text("utf-8")), "exit_code_by_key": codes}), "utf-8")
    return codes


def _record(module: str, folder: Path) -> Path:
    return folder / "mutants" / "kstt_rules" / f"{module}.meta"


def _survivors(codes: dict[str, int | None]) -> list[str]:
    return [name for name, code in codes.items() if code not in KILLED]


def _report(module: str, codes: dict[str, int | None]) -> None:
    survivors = _survivors(codes)
    killed, untested = len(codes) - len(survivors), sum(code in UNTESTED for code in codes.values())
    share = killed / max(1, len(codes))
    counts = f"{len(codes):4} mutants, {killed:4} killed, {len(survivors):3} survived (no test met {untested:3})"
    print(f"{module:28} {counts}  {share:6.1%}", flush=True)
    for name in survivors:
        print(f"    {name}", flush=True)


if __name__ == "__main__":
    main()
