"""YAML as rule files may use it."""

import unicodedata
from datetime import date

import pytest
import yaml
from in_vietnamese import told_in_both
from pydantic import BaseModel, ConfigDict, Field

from kstt_rules.base import strict_yaml
from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import PackError
from kstt_rules.base.strict_yaml import MAX_BYTES, MAX_DEPTH, parse_yaml, read_yaml, validate


def data(text):
    return parse_yaml(text, name="f.yaml").data


def faults(text):
    with pytest.raises(PackError) as caught:
        parse_yaml(text, name="f.yaml")
    return [told_in_both(problem.told) for problem in caught.value.problems]


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _each_parser(request, monkeypatch):
    monkeypatch.setattr(strict_yaml, "_PARSER", getattr(yaml, request.param))


@pytest.mark.parametrize(
    "text", ["yes", "no", "on", "off", "Yes", "TRUE", "Null", "010", "0o7", "0x1F", "1_000", "1:30", "12:30:45"]
)
def test_plain_text_that_other_yaml_turns_into_values_stays_text(text):
    """Only the lower-case constants and decimal numbers are anything but text."""
    assert data(f"a: {text}") == {"a": text}


@pytest.mark.parametrize("text", [".inf", "-.inf", ".nan", "1e", "--1", "2021-1-1", "2021-01-01T00:00:00", "<<"])
def test_what_is_almost_a_number_or_a_date_stays_text(text):
    """Infinity, not-a-number, timestamps and merge keys have no meaning in rule files."""
    assert data(f"- {text}") == [text]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-12", -12),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2022-03-31", date(2022, 3, 31)),
        ('"2022-03-31"', "2022-03-31"),
        ("'3'", "3"),
        ('"true"', "true"),
    ],
)
def test_scalars_have_the_value_they_look_like(text, value):
    """Numbers, dates and constants are read, and quotes make a text of all of them."""
    result = data(f"- {text}")[0]
    assert result == value
    assert type(result) is type(value)


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["f.yaml:3:1: the key 'a' stands twice, first at 1:1"]),
        ("a: {b: 1, b: 2}", ["f.yaml:1:11: the key 'b' stands twice, first at 1:5"]),
        ("\u00e9: 1\ne\u0301: 2\n", ["f.yaml:2:1: the key 'é' stands twice, first at 1:1"]),
        (
            "a: &x 1\nb: *x\n",
            ["f.yaml:1:4: anchors and tags are not allowed", "f.yaml:2:4: aliases (*name) are not allowed"],
        ),
        ("a: !!str 1", ["f.yaml:1:4: anchors and tags are not allowed"]),
        ("a: !!python/name:os.system x", ["f.yaml:1:4: anchors and tags are not allowed"]),
        ("&a [*a]", ["f.yaml:1:1: anchors and tags are not allowed", "f.yaml:1:5: aliases (*name) are not allowed"]),
        ("*a : 1", None),
        ("a: 1\n---\nb: 2\n", ["f.yaml:2:1: a file holds one document"]),
        ("? [1]\n: 2\n", ["f.yaml:1:3: a key must be a text or a number"]),
        ("~: 2", ["f.yaml:1:1: a key must be a text or a number"]),
        ("a: 2021-02-30", ["f.yaml:1:4: 2021-02-30 is not a day of the calendar"]),
        (
            "a: [2021-02-30, 2021-13-01]",
            [
                "f.yaml:1:5: 2021-02-30 is not a day of the calendar",
                "f.yaml:1:17: 2021-13-01 is not a day of the calendar",
            ],
        ),
        ("a: " + "9" * 5000, ["f.yaml:1:4: a number lies between -9,007,199,254,740,992 and 9,007,199,254,740,992"]),
        ("a: -1e999", ["f.yaml:1:4: a number lies between -9,007,199,254,740,992 and 9,007,199,254,740,992"]),
        ("á: b\x00c", ["f.yaml:1:5: this character is not allowed in YAML"]),
        ("a: \ud800", ["f.yaml:1:4: this character is not allowed in YAML"]),
        ("a\n\n  \x07", ["f.yaml:3:3: this character is not allowed in YAML"]),
        ('a: "x\\0y"', ["f.yaml:1:4: control characters are not allowed in a text"]),
        ("a: [1, 2", None),
        ("a: b: c", None),
        ("a:\n\t- b", None),
    ],
)
def test_what_is_not_allowed_is_told_with_its_place(text, expected):
    """Each fault names its line and column; syntax faults are the parser's own words."""
    found = faults(text)
    assert found
    assert expected is None or found == expected


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize("nest", ["[" * 10_000, "[\n" * 10_000, "{a: " * 10_000, "- " * 10_000, "? " * 10_000])
def test_deep_nesting_ends_early(nest):
    """A file that nests ten thousand levels is refused in the same words by every parser."""
    assert faults(nest)[-1].endswith((f"nested deeper than {MAX_DEPTH} levels", "a key must be a text or a number"))


def test_the_deepest_nesting_allowed_is_read():
    """The bound on depth is the last level that is accepted."""
    assert faults("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert data("[" * MAX_DEPTH + "]" * MAX_DEPTH)


def test_a_byte_order_mark_is_not_content(tmp_path):
    """A file saved with a byte order mark reads as without, its columns too."""
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\na: 2\n")
    assert data("\ufeffa: 1") == {"a": 1}
    with pytest.raises(PackError, match=r"^f.yaml:2:1: the key 'a' stands twice, first at 1:1$"):
        read_yaml(path, name="f.yaml")


def test_decomposed_letters_are_composed():
    """Keys, plain and quoted texts, and escapes come out in NFC."""
    text = unicodedata.normalize("NFD", "khoá: Quyết định\ntên: 'Sở Y tế'\n") + 'x: "e\\u0301"\n'
    assert data(text) == {"khoá": "Quyết định", "tên": "Sở Y tế", "x": "é"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a: " + b"x" * 3_000_000, f"the file is larger than {MAX_BYTES:,} bytes"),
        (b"a: \xff\xfe", "the file is not UTF-8 text"),
        (b"a: \x00", "this character is not allowed in YAML"),
    ],
)
def test_a_file_that_is_no_rule_file_is_refused(tmp_path, content, message):
    """Files too large, in another encoding or with NUL bytes are told so."""
    path = tmp_path / "f.yaml"
    path.write_bytes(content)
    with pytest.raises(PackError, match=message):
        read_yaml(path, name="f.yaml")


def test_a_folder_or_a_missing_file_cannot_be_read(tmp_path):
    """What the system refuses to read is a problem of the file, not a crash."""
    for path in (tmp_path, tmp_path / "absent.yaml"):
        with pytest.raises(PackError, match=r"^f\.yaml:1:1: cannot be read"):
            read_yaml(path, name="f.yaml")


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("a: đường {X}", (1, 11)),
        ("a: 'it''s {X}'", (1, 12)),
        ('a: "\\u00e0 \\"q\\" {X}"', (1, 19)),
        ("a: >-\n  folded\n  text {X} end\n", (3, 9)),
        ("a: |\n  literal\n    more {X}\n", (3, 11)),
        ("a: plain\n   goes on {X}\n", (2, 13)),
        ('a: "broken\\\n   line {X}"\n', (2, 10)),
        ('a: "tab\\t{X}"', (1, 11)),
    ],
)
def test_a_place_within_a_text_is_where_the_file_has_it(written, place):
    """Whatever the style of a scalar, an offset of its value leads to the character in the file."""
    document = parse_yaml(written, name="f.yaml")
    problem = document.problem_within(("a",), document.value(("a",)).index("X"), Bilingual("đây", "here"))
    assert (problem.line, problem.column) == place


def test_a_place_at_the_end_of_a_text_is_behind_its_last_character():
    """An expression that stops too early is told at its end."""
    document = parse_yaml("a: unit.\nb: 1\n", name="f.yaml")
    assert str(document.problem_within(("a",), 5, Bilingual("hết", "end"))) == "f.yaml:1:9: end"


class _Inner(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    size: int
    label: str | None = None


class _Outer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    items: list[_Inner]
    named: dict[str, _Inner] = Field(default_factory=dict)
    best: _Inner | None = None
    begin: date | None = Field(None, alias="from")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("items: []\nitem: 1", ["f.yaml:2:1: item: unknown key; did you mean 'items'?"]),
        ("items:\n  - {size: 1, labl: x}", ["f.yaml:2:15: items.0.labl: unknown key; did you mean 'label'?"]),
        (
            "items: []\nnamed:\n  a: {siz: 1}",
            [
                "f.yaml:3:3: named.a.size: this key is required",
                "f.yaml:3:7: named.a.siz: unknown key; did you mean 'size'?",
            ],
        ),
        ("items: []\nbest: {size: 1, zzz: 1}", ["f.yaml:2:17: best.zzz: unknown key; known: size, label"]),
        ("items: []\nfrm: 2021-01-01", ["f.yaml:2:1: frm: unknown key; did you mean 'from'?"]),
        ("items: [{size: '3'}]", ["f.yaml:1:10: items.0.size: a whole number is expected"]),
        ("items: [x]", ["f.yaml:1:9: items.0: a mapping of keys to values is expected"]),
        ("items: {}", ["f.yaml:1:1: items: a list is expected"]),
        ("items: []\nnamed: {1: {size: 1}}", ["f.yaml:2:9: named.1: a text is expected; write it in quotes"]),
        ("", ["f.yaml:1:1: a mapping of keys to values is expected"]),
        ("[1]", ["f.yaml:1:1: a mapping of keys to values is expected"]),
    ],
)
def test_a_document_of_another_shape_is_told_fault_by_fault(text, expected):
    """Every fault of shape has its place, its path, and the nearest key that is allowed."""
    with pytest.raises(PackError) as caught:
        validate(_Outer, parse_yaml(text, name="f.yaml"))
    assert [told_in_both(problem.told) for problem in caught.value.problems] == expected


def test_a_part_of_a_document_is_checked_with_its_place():
    """A value within a document is checked alone, and faults keep the place in the whole."""
    document = parse_yaml("items:\n  - {size: 1}\n  - {size: x, lable: y}\n", name="f.yaml")
    assert validate(_Inner, document, within=("items", 0)).size == 1
    with pytest.raises(PackError) as caught:
        validate(_Inner, document, within=("items", 1))
    assert [told_in_both(problem.told) for problem in caught.value.problems] == [
        "f.yaml:3:6: items.1.size: a whole number is expected",
        "f.yaml:3:15: items.1.lable: unknown key; did you mean 'label'?",
    ]
