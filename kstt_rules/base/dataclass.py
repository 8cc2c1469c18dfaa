"""Dataclasses as the standard library makes them, frozen ones in a third of the time: a start makes hundreds of them.

The library compiles each function of each class on its own. Here only ``__init__`` of a frozen class is compiled, which
then fills slots directly; its other functions are closures. Fields, ``replace`` and pickles are those of any dataclass.
There is no ``InitVar``.
"""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, Final

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: Any = None,
        /,
        *,
        frozen: bool = False,
        order: bool = False,
        repr: bool = True,  # noqa: A002
        eq: bool = True,
        **options: Any,
    ) -> Any:
        """Make a dataclass of a class."""

        def made(cls: Any) -> Any:
            if not frozen or order:
                return dataclasses.dataclass(frozen=frozen, order=order, repr=repr, eq=eq, **options)(cls)
            new = dataclasses.dataclass(init=False, repr=False, eq=False, **options)(cls)
            for name, function in _functions(new, with_repr=repr, with_eq=eq):
                setattr(new, name, function)
            return new

        return made if cls is None else made(cls)


_Function = Callable[..., Any]


class _Made:
    """Stands for a default that is made; help shows it as it does of the library's classes."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE: Final = _Made()


def _functions(cls: type[Any], *, with_repr: bool, with_eq: bool) -> Iterator[tuple[str, _Function]]:
    """Yield what a frozen dataclass has, by the names, but what it has of its own."""
    own, fields = vars(cls), dataclasses.fields(cls)
    names = [field.name for field in fields]
    yield "__init__", _init(cls, fields)
    yield "__setattr__", _refusal(cls, names, "__setattr__", "cannot assign to field {!r}")
    yield "__delattr__", _refusal(cls, names, "__delattr__", "cannot delete field {!r}")
    if with_repr and "__repr__" not in own:
        yield "__repr__", _repr([field.name for field in fields if field.repr])
    if with_eq:
        values = _values([field.name for field in fields if field.compare])
        if "__eq__" not in own:
            yield "__eq__", _eq(values)
        if own.get("__hash__") is None:
            yield "__hash__", lambda self: hash(values(self))
    if "__slots__" in own and "__getstate__" not in own:
        yield "__getstate__", lambda self: [getattr(self, name) for name in names]
        yield "__setstate__", _setstate(names)


def _init(cls: type[Any], fields: Sequence[Field[Any]]) -> _Function:
    """Compile ``__init__``. Beside its arguments it knows names with an underscore at their end, as no field has."""
    known: dict[str, Any] = {"set_": object.__setattr__}
    by_place, by_name, lines = ["self"], list[str](), list[str]()
    for field in fields:
        name, default, make = field.name, f"{field.name}_default_", f"{field.name}_make_"
        is_made = field.default_factory is not MISSING
        known |= {default: _MADE if is_made else field.default, make: field.default_factory}
        if field.init:
            has_default = is_made or field.default is not MISSING
            (by_name if field.kw_only else by_place).append(f"{name}={default}" if has_default else name)
            value = f"{make}() if {name} is {default} else {name}" if is_made else name
        elif is_made or field.default is not MISSING:
            value = f"{make}()" if is_made else default
        else:
            continue
        slot = getattr(cls, name, None) if "__slots__" in vars(cls) else None
        if isinstance(slot, MemberDescriptorType):
            known[f"{name}_put_"] = slot.__set__
            lines.append(f"{name}_put_(self, {value})")
        else:
            lines.append(f"set_(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join([*by_place, *(["*", *by_name] if by_name else [])])
    exec(f"def __init__({parameters}):\n {'; '.join(lines) or 'pass'}", known)  # noqa: S102 - names of fields alone
    function: _Function = known["__init__"]
    function.__qualname__, function.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    function.__annotations__ = {field.name: field.type for field in fields if field.init} | {"return": None}
    return function


def _refusal(cls: type[Any], names: Sequence[str], function: str, message: str) -> _Function:
    """Return what refuses to change a field; what a class beneath this one has besides may change."""

    def refuse(self: Any, name: str, *value: Any) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(message.format(name))
        getattr(super(cls, self), function)(name, *value)

    return refuse


def _values(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes the values of these fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda item: tuple([getattr(item, name) for name in names])


def _repr(names: Sequence[str]) -> _Function:
    @recursive_repr()
    def shown(self: Any) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({values})"

    return shown


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> _Function:
    def equal(self: Any, other: Any) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _setstate(names: Sequence[str]) -> _Function:
    def take(self: Any, state: Sequence[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return take
