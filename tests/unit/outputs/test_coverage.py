"""What a pack covers, in every format."""

from io import BytesIO

import orjson
import pytest
from pack_factory import write_tested_pack

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import PackRef
from kstt_rules.model.pack_coverage import PackCoverage, ProvisionCoverage
from kstt_rules.outputs.coverage import json as coverage_json
from kstt_rules.outputs.coverage import markdown as coverage_markdown
from kstt_rules.outputs.coverage import terminal as coverage_terminal
from kstt_rules.outputs.coverage.wording import totals
from kstt_rules.pack import load_pack
from kstt_rules.pack_tools.coverage import cover


@pytest.fixture
def tested(tmp_path):
    """Return the folder of the small pack with a case for each of its rules."""
    return write_tested_pack(tmp_path)


def shown(render, coverage, language):
    """Return what an output writes."""
    stream = BytesIO()
    render(coverage, stream, language=language)
    return stream.getvalue().decode()


def pack_of(*, decided, undecided):
    """Return the coverage of a pack with so many provisions."""
    text = Bilingual("a", "a")
    stated = ProvisionCoverage(Provision(1), "duty", text, text, (), text)
    silent = ProvisionCoverage(Provision(2), "duty", text, text, (), None)
    return PackCoverage(PackRef("p", "1", ""), text, 0, (stated,) * decided + (silent,) * undecided)


@pytest.mark.parametrize(("language", "number"), [("vi", "66,6 %"), ("en", "66.6 %")])
def test_percentages_are_written_as_the_language_does(language, number):
    """A decimal stands after a comma in Vietnamese, after a point in English."""
    assert number in totals(pack_of(decided=2, undecided=1), language)[0]


def test_the_terminal_page_fits_80_columns_and_names_everything(tested):
    """A line a rule with its counts, reasons, and the totals below."""
    page = shown(coverage_terminal.render, cover(load_pack(tested)), "vi")
    lines = [" ".join(line.split()) for line in page.splitlines()]
    assert max(map(len, page.splitlines())) <= 80
    assert "Điểm a khoản 1 nghĩa vụ: đơn vị D5.1.a.max 2 3" in lines
    assert "Điều 5 D5.1.a.missing 1 3" in lines
    assert "Khoản 3 Điều 7 nghĩa vụ: đơn vị không kiểm tra: chưa có" in lines
    assert "2 quy tắc, 2 trường hợp thử, 6 biến thể" in page
    assert "Đã xác định 100 %." in " ".join(lines)


def test_the_page_speaks_english(tested):
    """The same is said in English."""
    page = " ".join(shown(coverage_terminal.render, cover(load_pack(tested)), "en").split())
    assert (
        "2 provisions: 1 checked by rules, 1 not checked for a stated reason, 0 without a case. Decided: 100 %." in page
    )


def test_the_markdown_table_has_a_line_a_provision(tested):
    """Rules and their counts are stacked in their cells, the status says why nothing is checked."""
    lines = shown(coverage_markdown.render, cover(load_pack(tested)), "en").splitlines()
    assert lines[0] == "# What the rule pack covers"
    assert (
        "| Article 5, Clause 1, Point a | At most three people | duty | units | `D5.1.a.max`<br>`D5.1.a.missing` "
        "| 2<br>1 | 3<br>3 | checked |"
    ) in lines
    assert "| Article 7, Clause 3 | Reports | duty | units |  |  |  | not checked: no rule yet |" in lines


def test_the_json_document_holds_both_languages(tested):
    """Summary, provisions and rules stand under the schema's name, whichever language is asked for."""
    coverage = cover(load_pack(tested))
    document = orjson.loads(shown(coverage_json.render, coverage, "vi"))
    assert document["schema"] == "kstt-coverage/1"
    assert document["pack"] == {"id": "tiny", "version": "0.1.0", "sha256": coverage.pack.sha256}
    assert document["summary"] == {
        "provisions": 2,
        "checked": 1,
        "not_checked": 1,
        "untested": 0,
        "decided_percent": 100.0,
        "rules": 2,
        "cases": 2,
        "mutants": 6,
    }
    assert document["provisions"][0]["rules"][0] == {
        "id": "D5.1.a.max",
        "title": {"vi": "Quá số người", "en": "Too many"},
        "cases": 2,
        "mutants": 3,
    }
    assert document["provisions"][1]["reason"] == {"vi": "chưa có quy tắc", "en": "no rule yet"}
    assert shown(coverage_json.render, coverage, "en") == shown(coverage_json.render, coverage, "vi")
