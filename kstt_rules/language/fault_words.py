"""What is told of a condition that is not of the rule language, where the words need filling in."""

import ast
from collections.abc import Iterable
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.suggestion import hint
from kstt_rules.language.nodes import Expr
from kstt_rules.language.types import KIND_WORDS, LIST_WORDS, Kind, ValueType

NO_TRUTH: Final = both("{term} is a {type}, not true or false")
NOT_COMPARED: Final = both("a {left} cannot be compared with a {right}")
NOT_COMPUTED: Final = both("{left} {operator} {right} cannot be computed")
WRITTEN_OUT: Final = both("{name} wants {text} written out, as a text in quotes")
NO_CONDITION: Final = both("a condition must be true or false; this is a {type}")
_NOT_WANTED: Final = both("{text} is a {type}, not a {wanted}")
WRITTEN_AS: Final = both("a {type} is written {example}")
CALL: Final = both("call")
_SEVERAL_TYPES: Final = both("{name} takes values of one type, not {types}")
_NOT_ONE_OF: Final = both("a {type} cannot be one of {list}")
_NOT_ONE_CODE: Final = both("a {type} cannot be one of the codes of {list}")
_NOT_ONE_ENTRY: Final = both("a {type} cannot be one of the {of} {list}")
_NOT_VALID: Final = both("{value!r} is not a valid {of}{hint}")
_TAKES: Final = both("{name} takes {allowed} arguments, not {given}")
_TAKES_ONE: Final = both("{name} takes {allowed} argument, not {given}")
_OR: Final = both("{least} or {most}")


def not_one_of(item: ValueType, options: Expr) -> Bilingual:
    """Say that a value of a type cannot stand in a list or code table."""
    words = {"list": _NOT_ONE_ENTRY, "table": _NOT_ONE_CODE}.get(options.type.kind, _NOT_ONE_OF)
    return words.format(type=item.words, of=LIST_WORDS.get(str(options.type.of), ""), list=options.text)


def not_wanted(text: str, given: ValueType, kinds: Iterable[Kind]) -> Bilingual:
    """Say that an argument of a type is none of the kinds that may stand there."""
    wanted = joined(both(" or a "), (KIND_WORDS[kind] for kind in sorted(kinds, reverse=True)))
    return _NOT_WANTED.format(text=text, type=given.words, wanted=wanted)


def of_several_types(name: str, values: Iterable[Expr]) -> Bilingual:
    """Say that a call wants values of one type alone."""
    return _SEVERAL_TYPES.format(name=name, types=joined(both(" and "), (value.type.words for value in values)))


def not_valid(value: Any, wanted: ValueType) -> Bilingual:
    """Say that a closed set does not hold a value."""
    return _NOT_VALID.format(value=value, of=wanted.of, hint=hint(str(value), wanted.allowed or ()))


def takes(name: str, least: int, most: int, node: ast.Call) -> Bilingual:
    """Say how many arguments a call takes, and how many it was given."""
    allowed = _OR.format(least=least, most=most) if least < most else most
    return (_TAKES_ONE if most == 1 else _TAKES).format(name=name, allowed=allowed, given=len(node.args))
