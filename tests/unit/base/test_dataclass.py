"""Our dataclasses are those of the standard library."""

import copy
import dataclasses
import inspect
import pickle
import re
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import kstt_rules
from kstt_rules.base.dataclass import dataclass


def classes(dataclass: Any) -> dict[str, Any]:
    """Make classes of every shape by a decorator."""

    @dataclass(frozen=True, slots=True)
    class Slots:
        """Slots."""

        first: int
        second: str = "two"
        made: list[int] = dataclasses.field(default_factory=list, hash=False, compare=False)
        hidden: int = dataclasses.field(default=3, repr=False, compare=False)

    @dataclass(frozen=True)
    class Dict:
        """Dict."""

        first: int
        last: int = dataclasses.field(default=9, kw_only=True)

        @cached_property
        def twice(self) -> int:
            return self.first * 2

    @dataclass(frozen=True, slots=True)
    class Beneath(Slots):
        """Beneath."""

        third: float = 0.5

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        """Named."""

        first: int
        checked: int = dataclasses.field(init=False, default=7)

        def __post_init__(self) -> None:
            if self.first < 0:
                raise ValueError("below 0")

    @dataclass(frozen=True, slots=True)
    class Own:
        """Own."""

        first: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

        def __hash__(self) -> int:
            return 1

        def __repr__(self) -> str:
            return "own"

    @dataclass(frozen=True, slots=True)
    class Empty:
        """Empty."""

    @dataclass(frozen=True, slots=True, eq=False, repr=False)
    class Same:
        """Same."""

        first: int

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        """Ordered."""

        first: int

    @dataclass
    class Changing:
        """Changing."""

        first: int

    made = (Slots, Dict, Beneath, Named, Own, Empty, Same, Ordered, Changing)
    return {cls.__name__: cls for cls in made}


THEIRS, OURS = classes(dataclasses.dataclass), classes(dataclass)
GIVEN = [
    ("Slots", (1,), {}),
    ("Slots", (1, "b", [2], 4), {}),
    ("Dict", (1,), {"last": 2}),
    ("Beneath", (1, "b", [2], 4, 1.5), {}),
    ("Named", (), {"first": 1}),
    ("Own", (1,), {}),
    ("Empty", (), {}),
    ("Same", (1,), {}),
    ("Ordered", (1,), {}),
    ("Changing", (1,), {}),
]


def told(call: Any) -> Any:
    """Return what a call gives, or how it fails."""
    try:
        return call()
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        return type(error), str(error)


@pytest.mark.parametrize("name", OURS)
def test_a_class_has_the_same_fields_and_signature(name):
    """So have those beneath another."""
    theirs, ours = THEIRS[name], OURS[name]
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))
    assert [str(field) for field in dataclasses.fields(ours)] == [str(field) for field in dataclasses.fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__init__.__qualname__ == theirs.__init__.__qualname__
    assert getattr(ours, "__slots__", None) == getattr(theirs, "__slots__", None)


@pytest.mark.parametrize(("name", "arguments", "named"), GIVEN)
def test_a_value_does_what_one_of_the_library_does(name, arguments, named):
    """It is shown, compared, hashed, copied and changed alike, or refuses it with the same words."""

    def asked(cls: Any) -> list[Any]:
        one, other = cls(*arguments, **named), cls(*arguments, **named)
        first = dataclasses.replace(one, first=5) if arguments or named else one
        return [
            repr(one) if "Same" not in name else "",
            one == other,
            one == first,
            one == (1,),
            told(lambda: hash(one) == hash(other)),
            told(lambda: hash(one) == hash(first)),
            dataclasses.asdict(one),
            dataclasses.asdict(copy.copy(first)),
            told(lambda: setattr(one, "first", 2)) if name != "Empty" else "",
            told(lambda: setattr(one, "another", 2)) if name == "Dict" else "",
            told(lambda: delattr(one, "first")) if name != "Empty" else "",
            told(lambda: one < other) if name == "Ordered" else "",
        ]

    assert asked(OURS[name]) == asked(THEIRS[name])


@pytest.mark.parametrize("arguments", [{}, {"first": -1}, {"first": 1, "checked": 2}, {"other": 1}])
def test_arguments_that_are_not_allowed_are_refused_alike(arguments):
    """Also by what is checked afterwards."""
    assert told(lambda: repr(OURS["Named"](**arguments))) == told(lambda: repr(THEIRS["Named"](**arguments)))


def test_what_a_class_beneath_has_besides_may_change():
    """Its fields may not, also where it is no dataclass itself."""
    told_of = []
    for made in (THEIRS, OURS):
        beneath = type("Loose", (made["Dict"],), {})(1)
        beneath.besides = 4
        told_of.append((beneath.besides, told(lambda beneath=beneath: setattr(beneath, "first", 2)), beneath.twice))
    assert told_of[0] == told_of[1]


def test_a_default_that_is_made_is_made_for_each_value():
    """And given ones are taken as they are."""
    slots, given = OURS["Slots"], [1]
    assert slots(1).made is not slots(1).made
    assert slots(1, "b", given).made is given


@dataclass(frozen=True, slots=True)
class Kept:
    """What is pickled by its name."""

    first: int
    second: str = "two"


def test_a_value_is_pickled_and_shows_itself_within_itself():
    """A circle ends."""
    assert pickle.loads(pickle.dumps(Kept(1))) == Kept(1)
    circle: list[Any] = []
    value = OURS["Slots"](circle)
    circle.append(value)
    assert repr(value).endswith(".Slots(first=[...], second='two', made=[])")


def test_no_module_takes_slower_ones():
    """The package starts as quickly as it can."""
    home = Path(kstt_rules.__file__).parent
    slower = re.compile(r"^from dataclasses import .*\bdataclass\b|@dataclasses\.dataclass\b", re.MULTILINE)
    modules = {
        path.relative_to(home).as_posix() for path in home.rglob("*.py") if slower.search(path.read_text("utf-8"))
    }
    assert not modules
