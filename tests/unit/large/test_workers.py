"""Steps are done by an executor or here, and none is lost."""

import pytest

from kstt_rules.base.errors import UsageError
from kstt_rules.large.workers import Here, each


def test_an_error_ends_what_waits():
    """The first error is raised, as it is."""

    def step(_folder, number):
        raise UsageError(str(number))

    with pytest.raises(UsageError, match="1"):
        list(each(Here(), step, "", [(1,), (2,)]))
