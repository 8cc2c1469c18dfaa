"""Workspaces are counted, kept for a time, and deleted with all that is theirs."""

import pytest

from kstt_rules.web.refusal import Refused
from kstt_rules.web.workspace.state import State
from kstt_rules.web.workspace.store import Store

STATE = State(as_of="2022-03-31", pack="bac-giang-2021", settings=("a=1",))


class Clock:
    """A clock that tests set."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    """Return a clock that stands."""
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    """Return a store that keeps workspaces for 100 seconds: two of a visitor, three of all."""
    return Store(tmp_path, keep=100, most_each=2, most=3, clock=clock)


def test_a_workspace_is_its_owners_alone(store, tmp_path):
    """Its address cannot be guessed, and the owner's secret stands nowhere on the disk."""
    made = store.make("secret of one", STATE)
    assert len(made.id) >= 22
    assert store.find(made.id, "secret of one").state() == STATE
    with pytest.raises(Refused) as refused:
        store.find(made.id, "secret of another")
    assert refused.value.status == 404
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]


def test_there_are_at_most_so_many(store):
    """A visitor with as many as he may have is told to delete one; when all have, to come later."""
    for secret in ("a", "a", "b"):
        store.make(secret, STATE)
    with pytest.raises(Refused) as own:
        store.make("a", STATE)
    with pytest.raises(Refused) as others:
        store.make("c", STATE)
    assert (own.value.status, others.value.status) == (409, 503)
    store.delete(store.of("a")[0].id)
    assert store.make("c", STATE)


def test_what_is_idle_for_too_long_is_told(store, clock):
    """Each use begins the time anew."""
    used, unused = store.make("a", STATE), store.make("a", STATE)
    clock.now = 60
    store.find(used.id, "a")
    clock.now = 120
    assert store.idle() == [unused.id]


def test_a_deleted_workspace_leaves_nothing(store):
    """Its files go with it."""
    made = store.make("a", STATE)
    (made.folder / "files" / "a.csv").write_text("x")
    store.delete(made.id)
    assert not made.folder.exists()
    with pytest.raises(Refused):
        store.find(made.id, "a")
