"""``./setup``, by which the README's two commands begin: what it installs, what it names, and what it then runs."""

import re
import shutil
import subprocess

import pytest
from repository import ROOT

PYTHON = """\
case "$*" in
*ensurepip*|*Python.h*) [ -e "$HERE/installed" ] ;;
*version_info*) echo cp311 ;;
*venv*) mkdir -p .venv/bin && cp "$HERE/pip" .venv/bin/ ;;
esac"""
APT_GET = """\
echo "apt-get $*" >> "$HERE/log"
case "$*" in *install*) touch "$HERE/installed" ;; esac"""
STUBS = {
    "python3": PYTHON,
    "pip": 'echo "pip $*, CC=$CC" >> "$HERE/log"',
    "gcc": "",
    "apt-get": APT_GET,
    "id": "echo ${ID-0}",
    "uname": "echo x86_64",
    "sudo": 'shift; exec "$@"',
}
APT_INSTALL = "apt-get install -y -qq --no-install-recommends"
INSTALLED = ["apt-get update -qq", f"{APT_INSTALL} python3-venv python3-dev"]
PIP = "pip install {} --quiet --use-pep517, CC=gcc -O2 -DPyEval_CallObject=PyObject_CallObject"


@pytest.fixture
def machine(tmp_path):
    """Give a machine of stubs alone, where Python lacks its headers and its way to make environments."""
    shutil.copy(ROOT / "setup", tmp_path)
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    for name, script in STUBS.items():
        (stubs / name).write_text(f"#!/bin/sh\n{script}\n")
        (stubs / name).chmod(0o755)
    for name in ("dirname", "env", "mkdir", "cp", "touch", "true"):
        (stubs / name).symlink_to(shutil.which(name))
    return tmp_path


def run(machine, *arguments, **more):
    """Set up there; return the exit code, what was told, and what was run."""
    stubs = machine / "stubs"
    environment = {"PATH": str(stubs), "HERE": str(stubs), **more}
    done = subprocess.run(
        ["/bin/sh", machine / "setup", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    log = stubs / "log"
    return done.returncode, done.stderr, log.read_text().splitlines() if log.exists() else []


@pytest.mark.parametrize("user", ["0", "1000"])
@pytest.mark.parametrize(("arguments", "asked"), [((), "."), (("dev",), "-c constraints.txt -e .[dev]")])
def test_what_is_missing_is_installed_where_that_is_allowed(machine, user, arguments, asked):
    """By root, or by sudo without a password; then comes the program, its engine compiled with the flags it needs."""
    assert run(machine, *arguments, ID=user) == (0, "", [*INSTALLED, PIP.format(asked)])


def test_nothing_is_installed_where_nothing_is_missing(machine):
    """Nobody is asked, and no package manager is run."""
    (machine / "stubs" / "installed").touch()
    assert run(machine, ID="1000") == (0, "", [PIP.format(".")])


def test_the_engine_is_compiled_by_itself_for_other_machines(machine):
    """Into a folder beside the script, in the version that all tests were seen to pass with."""
    (machine / "stubs" / "installed").touch()
    wheel = "wheel --no-deps -c constraints.txt -w wheels durable-rules"
    assert run(machine, "wheel", ID="1000") == (0, "", [PIP.replace("install {}", wheel)])


@pytest.mark.parametrize(("processor", "needs"), [("x86_64", ""), ("aarch64", " python3-dev gcc")])
def test_where_the_engine_is_compiled_already_no_compiler_is_needed(machine, processor, needs):
    """For this Python and this processor."""
    (machine / "stubs" / "gcc").unlink()
    (machine / "wheels").mkdir()
    (machine / "wheels" / f"durable_rules-2.0.28-cp311-cp311-linux_{processor}.whl").touch()
    _, _, ran = run(machine, ID="1000")
    assert ran[1] == f"{APT_INSTALL} python3-venv{needs}"


@pytest.mark.parametrize("absent", ["sudo", "apt-get"])
def test_what_may_not_be_installed_is_named_in_one_sentence(machine, absent):
    """And nothing is done."""
    for name in (absent, "gcc"):
        (machine / "stubs" / name).unlink()
    sentence = "setup: first install what is missing, as root: apt-get install python3-venv python3-dev gcc\n"
    assert run(machine, ID="1000") == (1, sentence, [])


def test_another_python_than_debians_is_told(machine):
    """Where packages were installed and python3 still lacks what they bring."""
    (machine / "stubs" / "apt-get").write_text("#!/bin/sh\n")
    code, told, ran = run(machine)
    assert (code, ran) == (1, [])
    assert told == (
        f"setup: python3-venv python3-dev did not help {machine}/stubs/python3, "
        "which is not Debian's: put /usr/bin first in PATH\n"
    )


def test_another_word_is_wrong_usage(machine):
    """It says what there is to choose."""
    assert run(machine, "develop") == (1, "setup: choose ./setup, ./setup dev, or ./setup wheel\n", [])


@pytest.mark.parametrize("page", ["README.md", "README.vi.md"])
def test_the_readme_begins_with_it(page):
    """Both of its commands are the set-up, and what is then run."""
    commands = re.findall(r"^\./setup.*$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert commands == [
        "./setup && .venv/bin/kstt audit examples/bac-giang-2022 --as-of 2022-03-31",
        "./setup dev && .venv/bin/pytest -q -n auto",
    ]
