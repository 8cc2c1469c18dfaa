"""Files in shapes that programs like ours are known to fail on: each gets its sentences, and accuses nobody falsely."""

from datetime import date

import pytest
from failure_shapes import SHAPES, UNITS, page
from repository import ROOT

import kstt_rules

pytestmark = pytest.mark.usefixtures("read_here")

REGISTER = "Đơn vị.csv"


def audited(shape, folder):
    """Return the result of the files of a shape, with the register of two units."""
    for name, content in {REGISTER: UNITS, **shape.files()}.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return kstt_rules.audit([folder], as_of=date(2022, 3, 31))


def places(reject):
    """Return the names of where a sentence points."""
    if reject.sheet is None:
        return {"tệp"}
    return {"trang"} if reject.row is None else {f"dòng {reject.row}", *reject.cells}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_gets_its_sentences_and_no_false_breach(shape, tmp_path):
    """Every sentence names its place, nothing else is complained of, and the breaches are the true ones."""
    result = audited(shape, tmp_path)
    told = [(places(reject), reject.message.vi) for reject in result.rejects]
    for place, part in shape.says:
        assert any(place in where and part in message for where, message in told), (place, part, told)
    for where, message in told:
        assert any(place in where and part in message for place, part in shape.says), (where, message)
    breaches = [(finding.rule, finding.unit.id) for finding in result.findings if finding.verdict == "breach"]
    assert sorted(breaches, key=str) == sorted(shape.breaches, key=str)
    assert sum(file.accepted for file in result.inputs if file.file != REGISTER) == shape.taken


def test_the_documentation_lists_them():
    """Each with its reports and what it gets."""
    assert (ROOT / "docs" / "failure-shapes.md").read_text(encoding="utf-8") == page()


def test_the_shapes_are_many_and_each_is_one():
    """Sixty at least, of which no two have one name."""
    assert len({shape.name for shape in SHAPES}) == len(SHAPES) >= 60
