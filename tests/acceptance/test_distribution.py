"""What is published: a wheel that holds all that it needs, and a source distribution that builds the same wheel."""

import subprocess
import sys
import tarfile
import zipfile

import pytest
from repository import EXAMPLES, ROOT

FILTER = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""Debian 12 has Python 3.11.2, which does not know filters yet."""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build the source distribution, and from it, unpacked alone, the wheel; return the paths of both."""
    folder = tmp_path_factory.mktemp("dist")
    _build("sdist", ROOT, folder)
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", **FILTER)
    (source,) = (folder / "unpacked").iterdir()
    _build("wheel", source, folder)
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


def _build(target, source, folder):
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)


def _run(wheel_folder, *arguments, cwd):
    """Run ``kstt`` from the unpacked wheel, which comes before any other copy."""
    program = f"import sys; sys.path.insert(0, {str(wheel_folder)!r}); import kstt_rules.cli as c; sys.exit(c.main())"
    return subprocess.run(
        [sys.executable, "-I", "-c", program, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_wheel_alone_audits_as_the_source_tree_does(built, tmp_path):
    """Rules, vocabulary and everything else that an audit reads is in the wheel."""
    with zipfile.ZipFile(built[1]) as wheel:
        wheel.extractall(tmp_path / "wheel")
    results = []
    for name in ("wheel", ROOT):
        out = tmp_path / f"{len(results)}.json"
        arguments = ("audit", str(EXAMPLES / "two-tier-2026"), "--pack", "example-two-tier")
        done = _run(tmp_path / name, *arguments, "--as-of", "2026-06-30", "-o", str(out), cwd=tmp_path)
        assert done.returncode == 1, done.stderr
        results.append(out.read_bytes())
    assert results[0] == results[1]
    listed = _run(tmp_path / "wheel", "packs", cwd=tmp_path)
    assert "bac-giang-2021" in listed.stdout


def test_the_wheel_holds_every_file_of_the_package_and_of_the_rules(built):
    """No data file is left out, and nothing but the package and its metadata is in it."""
    with zipfile.ZipFile(built[1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    package = {path.relative_to(ROOT).as_posix() for path in _files(ROOT / "kstt_rules")}
    rules = {f"kstt_rules/{path.relative_to(ROOT).as_posix()}" for path in _files(ROOT / "rules")}
    assert names == package | rules
    assert "kstt_rules/py.typed" in names


def test_the_source_distribution_can_be_tested(built):
    """Tests, examples and documentation are published with the source."""
    with tarfile.open(built[0]) as archive:
        top = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"kstt_rules", "rules", "examples", "tests", "docs", "pyproject.toml", "LICENSE", "README.md"} <= top


def _files(folder):
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
