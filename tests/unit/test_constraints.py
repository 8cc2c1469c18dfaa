"""The file of constraints names a tested version of all that the project may ask for, and no place to get it from."""

import tomllib

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from repository import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ASKED = [*PROJECT["dependencies"], *(text for extra in PROJECT["optional-dependencies"].values() for text in extra)]
LINES = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
PINNED = [Requirement(line) for line in LINES]
HERE = [item for item in PINNED if item.marker is None or Marker(str(item.marker)).evaluate()]


@pytest.mark.parametrize("text", [text for text in ASKED if Requirement(text).name != PROJECT["name"]])
def test_a_dependency_has_one_tested_version_that_it_allows(text):
    """For the Python that is running."""
    asked = Requirement(text)
    if asked.marker is not None and not asked.marker.evaluate():
        pytest.skip(f"not for this Python: {text}")
    (pinned,) = [item for item in HERE if canonicalize_name(item.name) == canonicalize_name(asked.name)]
    (version,) = [specifier.version for specifier in pinned.specifier]
    assert asked.specifier.contains(version)


def test_constraints_name_versions_and_no_place():
    """Each line pins a name to one version; none says where it comes from."""
    assert [str(item) for item in PINNED if item.url or [part.operator for part in item.specifier] != ["=="]] == []
