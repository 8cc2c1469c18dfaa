"""What the steps of an audit in parts leave each other."""

import pytest

from kstt_rules.base.errors import InputError
from kstt_rules.large.workspace import Workspace


def test_a_worker_that_does_not_see_the_folder_says_so(tmp_path):
    """The message names the folder that all must share."""
    with pytest.raises(InputError, match="cannot see the folder"):
        Workspace(str(tmp_path / "elsewhere")).load("job")
