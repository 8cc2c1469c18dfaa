"""Rule packs under arbitrary change: loaded whole, or refused with places; values and templates by their meaning."""

import tempfile
from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from in_vietnamese import told_in_both
from pack_factory import PACK_FILES, faults, write_pack

from kstt_rules.base.errors import PackError
from kstt_rules.language import ExpressionError, Scope, check
from kstt_rules.language.types import NUMBER
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.pack import Pack, load_cases, load_pack, parse_template

SCOPE = Scope(base_vocabulary(), "unit", {"limits.most": NUMBER})
EXPRESSIONS = ["unit.name", "officers.count()", "limits.most", 'officers.count(title == "}{")', "as_of"]
PLAIN = st.text("aé .,'\"đ(:", min_size=1, max_size=8)


def expression(text):
    return check(text, SCOPE, want="any")


# -- the whole pack


@st.composite
def edits(draw):
    """Choose a file of the small pack and cut or put something somewhere in it."""
    name = draw(st.sampled_from(sorted(PACK_FILES)))
    text = PACK_FILES[name]
    start = draw(st.integers(0, len(text)))
    length = draw(st.sampled_from([0, 1, 2, 8, 40]))
    pieces = [
        "",
        "x",
        " ",
        "\n",
        "'",
        '"',
        "{",
        "}",
        "[",
        "]",
        ":",
        "- ",
        "#",
        "&a",
        "*a",
        "null",
        "3",
        "é",
        "\x00",
        "‸",
    ]
    return name, text[:start] + draw(st.sampled_from(pieces)) + text[start + length :]


@given(edits())
def test_an_edited_pack_is_loaded_whole_or_refused_with_places(edit):
    """Whatever happens to a file, the outcome is a pack with cases, or problems that stand in the pack's files."""
    name, text = edit
    with tempfile.TemporaryDirectory() as parent:
        folder = write_pack(Path(parent), add={name: text})
        (folder / name).write_text(text, encoding="utf-8", newline="")
        try:
            pack = load_pack(folder)
            load_cases(pack)
        except PackError as error:
            assert error.problems
            for problem in error.problems:
                file = Path(parent) / problem.file
                lines = file.read_text(encoding="utf-8").split("\n")
                assert 1 <= problem.line <= len(lines) + 1
                assert problem.column >= 1
                told_in_both(problem.told)
        else:
            assert isinstance(pack, Pack)


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_lists_and_keys_in_files_means_nothing(random):
    """Shuffled rules, provisions, values and keys make the same pack, but for its fingerprint and places."""

    def shuffled(value, *, ordered=False):
        if isinstance(value, dict):
            keys = list(value)
            random.shuffle(keys)
            return {key: shuffled(value[key], ordered=key in ("kinds", "periods", "value")) for key in keys}
        if isinstance(value, list) and not ordered:
            return [shuffled(item) for item in random.sample(value, len(value))]
        return value

    def content(folder):
        pack = load_pack(folder)
        rules = [(rule.id, rule.applies, rule.breach, rule.severities, rule.message) for rule in pack.rules]
        provisions = [(entry.provision, entry.norm, entry.summary) for entry in pack.provisions]
        parameters = [(parameter.key, parameter.type, parameter.values) for parameter in pack.parameters.values()]
        return rules, provisions, sorted(parameters, key=itemgetter(0)), pack.readings, pack.calendar, pack.regulation

    with tempfile.TemporaryDirectory() as parent:
        names = ("pack.yaml", "provisions.yaml", "dieu-05.yaml")
        texts = {
            name: yaml.safe_dump(shuffled(yaml.safe_load(PACK_FILES[name])), sort_keys=False, allow_unicode=True)
            for name in names
        }
        before = content(write_pack(Path(parent) / "before"))
        assert content(write_pack(Path(parent) / "after", add=texts)) == before


# -- dated values


DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 1))
VALUES = st.lists(st.tuples(DAYS, st.none() | DAYS), min_size=1, max_size=4)


def written(values):
    """Write a parameter's values, numbered in order, as the YAML of the small pack."""
    rows = [
        f"{{from: {start}, {'' if until is None else f'until: {until}, '}value: {number}, source: local}}"
        for number, (start, until) in enumerate(values)
    ]
    old = PACK_FILES["pack.yaml"].split("      values:\n")[1].split("  classes:\n")[0]
    return ("pack.yaml", old, "".join(f"        - {row}\n" for row in rows))


@given(VALUES, DAYS)
def test_a_value_holds_from_its_day_to_its_end_or_the_next_one(values, day):
    """On any day holds the last value begun, unless it has ended; values that overlap are refused."""
    ordered = sorted(values, key=lambda value: value[0])
    overlap = any(
        first[0] == second[0] or (first[1] is not None and first[1] >= second[0]) for first, second in pairwise(ordered)
    )
    backwards = any(until is not None and until < start for start, until in values)
    with tempfile.TemporaryDirectory() as parent:
        folder = write_pack(Path(parent), written(values))
        if overlap or backwards:
            assert all("overlaps" in fault or "is before" in fault for fault in faults(folder))
            assert faults(folder)
            return
        parameter = load_pack(folder).parameters["limits.most"]
    begun = [number for number, (start, _) in enumerate(values) if start <= day]
    last = max(begun, key=lambda number: values[number][0], default=None)
    expected = None
    if last is not None and (values[last][1] is None or day <= values[last][1]):
        expected = last
    found = parameter.at(day)
    assert (found and found.value) == expected
    assert all(value.until is None or value.until >= value.start for value in parameter.values)
    for earlier, later in pairwise(parameter.values):
        assert earlier.until + timedelta(1) <= later.start


# -- templates


@given(
    st.lists(st.one_of(PLAIN, st.sampled_from(["{", "}"]), st.sampled_from(EXPRESSIONS).map(expression)), max_size=8)
)
def test_a_template_reads_back_as_its_parts(parts):
    """Plain texts with their braces doubled, and expressions in braces, are read as they were put together."""
    text = "".join(
        part.replace("{", "{{").replace("}", "}}") if isinstance(part, str) else f"{{{part.text}}}" for part in parts
    )
    expected = []
    for part in parts:
        if isinstance(part, str) and expected and isinstance(expected[-1], str):
            expected[-1] += part
        else:
            expected.append(part)
    assert parse_template(text, expression) == tuple(expected)


@given(
    st.lists(
        st.sampled_from(["{", "}", "unit.name", "unit.", " ", "é", '"', "'", "limits.mots", "a"]), max_size=10
    ).map("".join)
)
def test_any_text_is_a_template_or_its_faults_are_told_within_it(text):
    """A text is taken apart without loss, or refused with offsets that lie in it."""
    try:
        parts = parse_template(text, expression)
    except ExpressionError as error:
        assert error.faults
        assert all(0 <= fault.column <= len(text) for fault in error.faults)
    else:
        plain = sum(len(part) for part in parts if isinstance(part, str))
        assert plain <= len(text)
        assert all(parts)
