"""How often each rule came to each outcome, as a page."""

import io

from result_factory import result

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import RuleRef
from kstt_rules.model.outcomes import Outcome
from kstt_rules.outputs.read.statistics import render

LONG = "Công chức Phòng Nội chính - Kiểm soát TTHC không có trong danh sách đầu mối"
RULES = (
    RuleRef("D5.1.a.max", "a" * 64, (), Bilingual("Quá số", "Too many"), Provision(5, 1, "a"), {Outcome.REVIEW: 1200}),
    RuleRef("D5.1.a.staff", "a" * 64, (), Bilingual(LONG, "Staff"), Provision(5, 1, "a"), {Outcome.REVIEW: 34}),
    RuleRef("D4.2", "a" * 64, (), Bilingual("[/x]", "[/x]"), Provision(4, 2), {Outcome.COMPLIANT: 7}),
)


def page(language="vi", **changes):
    stream = io.BytesIO()
    render(result(rules=RULES, **changes), stream, language=language)
    return stream.getvalue().decode()


def numbers_behind(text, start):
    """Return the numbers of the first line that begins so."""
    line = next(line for line in text.splitlines() if line.strip().startswith(start))
    return line.strip().removeprefix(start).split()


def test_rules_stand_below_their_provision_and_add_up():
    """Provisions in the order of the regulation, with the sum of their rules; the sum of all ends the page."""
    text = page()
    places = [text.index(part) for part in ("Khoản 2 Điều 4", "D4.2", "Điểm a khoản 1 Điều 5", "D5.1.a.max", "Cộng")]
    assert places == sorted(places)
    assert numbers_behind(text, "Điểm a khoản 1 Điều 5") == ["0", "1.234", "0", "0", "0", "0", "0"]
    assert numbers_behind(text, "Quá số [D5.1.a.max]") == ["0", "1.200", "0", "0", "0", "0", "0"]
    assert numbers_behind(text, "Cộng") == [str(count) for count in result().summary.values()]


def test_no_line_is_wider_than_80_columns():
    """Whatever rules are called."""
    assert max(map(len, page().splitlines())) <= 80
    assert max(map(len, page("en").splitlines())) <= 80


def test_titles_are_never_markup():
    """What a pack calls its rules is shown as it is."""
    assert "[/x] [D4.2]" in page()
