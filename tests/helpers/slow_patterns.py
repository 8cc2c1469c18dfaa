"""Which regular expressions may take much longer than their text is long: those with two ways to part the same text.

A repeat is *open* while what follows may still leave some of its characters to it. Where another repeat begins
meanwhile that may take the same characters, and all that must stand between the two, they part a text in as many ways
as it is long, in a loop in exponentially many; and all are tried when something behind them does not match. A
possessive repeat leaves nothing. Alternatives that begin alike are not looked into.
"""

import re
from re import _compiler, _constants, _parser

MANY = 60
"""Times from which a repeat counts as one without end; two of fewer are few ways."""
_LETTERS = [chr(number) for number in (*range(0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), 0x4E00, 0xFDD0)]
_BYTES = [bytes([number]) for number in range(256)]
_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}
_LOOKS = {_constants.ASSERT, _constants.ASSERT_NOT}
_NOTHING = frozenset()
_TAKEN = {}


def ambiguities(pattern, *, whole=True, sought=False):
    """Say which parts of a pattern may take characters that a part before them may take too.

    ``whole``: the text must match to its end, so that each part has something behind it that may fail. ``sought``: it
    may begin anywhere, as if a repeat of all characters stood before it.
    """
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    walk = _Walk(tree.state, _BYTES if isinstance(pattern.pattern, bytes) else _LETTERS)
    is_held = not sought or tree[0][0] is _constants.AT
    walk.sequence(tree, _NOTHING if is_held else frozenset({(-1, _NOTHING)}), may_fail=whole)
    return [*dict.fromkeys(walk.faults)]


class _Walk:
    """One pattern. Sets of characters are the bits of numbers; a state holds open repeats.

    Each with what must stand behind it.
    """

    def __init__(self, state, alphabet):
        self.faults = []
        self._state, self._alphabet = state, alphabet

    def sequence(self, items, states, *, may_fail, looped=False):
        """Return the state behind the items."""
        items = list(items)
        for at, item in enumerate(items):
            behind = may_fail or any(map(_may_fail, items[at + 1 :]))
            states = self._part(item, states, may_fail=behind, looped=looped)
        return states

    def _part(self, item, states, *, may_fail, looped):
        kind, given = item
        how = {"may_fail": may_fail, "looped": looped}
        if kind is _constants.AT:
            return states
        if kind in _LOOKS:
            self.sequence(given[1], _NOTHING, may_fail=False)
            return self._not_within(given, states) if kind is _constants.ASSERT_NOT else states
        if kind in _REPEATS:
            return self._repeat(given, states, **how)
        if kind is _constants.POSSESSIVE_REPEAT:
            return self._repeat(given, states, **how) & states if given[0] == 0 else self._behind(given[2], states)
        if kind is _constants.ATOMIC_GROUP:
            self.sequence(given, states, **how)
            return self._behind(given, states)
        if kind is _constants.SUBPATTERN:
            return self.sequence(given[3], states, **how)
        if kind is _constants.BRANCH:
            return _fewest(_NOTHING.union(*(self.sequence(branch, states, **how) for branch in given[1])))
        return states if kind is _constants.GROUPREF else self._after(states, self._taken(item))

    def _repeat(self, given, states, *, may_fail, looped):
        least, most, body = given
        is_loop = most is _constants.MAXREPEAT or most > MANY
        begins = self._begins(body)
        varies = least != most and (is_loop or looped)
        if varies and may_fail:
            self._hold(states, begins)
        how = {"may_fail": may_fail, "looped": looped or is_loop}
        end = self.sequence(body, states, **how)
        if len(body) == 1 and _is_one(body[0]):
            end |= {(begins, _NOTHING)} if varies else _NOTHING
        elif is_loop:  # once more, behind itself
            end = self.sequence(body, end, **how)
        return _fewest(end | states) if least == 0 else end

    def _hold(self, states, begins):
        for is_open, musts in states:
            if is_open & begins and all(must & begins for must in musts):
                self.faults.append(f"two repeats may take {self._some(is_open & begins)}")

    def _behind(self, items, states):
        """Return the states behind items that leave nothing of what they took."""
        first = self._begins(items)
        return self._after(states, first) if first else states

    def _after(self, states, taken):
        return frozenset((is_open, musts | {taken}) for is_open, musts in states if is_open & taken)

    def _not_within(self, given, states):
        """Return the states where no repeat may begin behind some characters: within a stretch of them."""
        direction, items = given
        if direction > 0 or len(items) != 1 or not _is_one(items[0]):
            return states
        without = ~self._taken(items[0])
        return frozenset((is_open & without, musts) for is_open, musts in states)

    def _begins(self, items):
        """Return the characters with which items may begin."""
        begins = 0
        for kind, given in items:
            if kind is _constants.AT or kind in _LOOKS:
                continue
            begins |= self._first(kind, given)
            if kind not in (*_REPEATS, _constants.POSSESSIVE_REPEAT) or given[0] > 0:
                break
        return begins

    def _first(self, kind, given):
        if kind is _constants.SUBPATTERN:
            return self._begins(given[3])
        if kind is _constants.BRANCH:
            begins = 0
            for branch in given[1]:
                begins |= self._begins(branch)
            return begins
        if kind in _REPEATS or kind is _constants.POSSESSIVE_REPEAT:
            return self._begins(given[2])
        if kind is _constants.ATOMIC_GROUP:
            return self._begins(given)
        return 0 if kind is _constants.GROUPREF else self._taken((kind, given))

    def _taken(self, item):
        """Return the characters that a single one of the pattern takes."""
        key = (repr(item), self._state.flags, len(self._alphabet))
        if key not in _TAKEN:
            one = _compiler.compile(_parser.SubPattern(self._state, [item]))
            _TAKEN[key] = sum(1 << at for at, letter in enumerate(self._alphabet) if one.fullmatch(letter))
        return _TAKEN[key]

    def _some(self, taken):
        return [letter for at, letter in enumerate(self._alphabet) if taken >> at & 1][:3]


def _fewest(states):
    """Return states without those that another one covers."""
    return frozenset(
        (is_open, musts)
        for is_open, musts in states
        if not any(
            is_open | more == more and less <= musts and (more, less) != (is_open, musts) for more, less in states
        )
    )


def _is_one(item):
    return item[0] in (_constants.IN, _constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY)


def _may_fail(item):
    """Tell whether a part may not match where it stands."""
    kind, given = item
    if kind in _REPEATS or kind is _constants.POSSESSIVE_REPEAT:
        return given[0] > 0
    if kind is _constants.SUBPATTERN:
        return any(map(_may_fail, given[3]))
    if kind is _constants.BRANCH:
        return all(any(map(_may_fail, branch)) for branch in given[1])
    return not (kind is _constants.ATOMIC_GROUP and not any(map(_may_fail, given)))
