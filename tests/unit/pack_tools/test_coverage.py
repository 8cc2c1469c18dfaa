"""``kstt coverage``: every provision with its rules and cases, or the reason why it has none."""

from io import BytesIO

import orjson
import pytest
from pack_factory import PACK_FILES, write_pack

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import PackRef
from kstt_rules.model.pack_coverage import PackCoverage, ProvisionCoverage
from kstt_rules.outputs.coverage import json as coverage_json
from kstt_rules.outputs.coverage import markdown as coverage_markdown
from kstt_rules.outputs.coverage import terminal as coverage_terminal
from kstt_rules.outputs.coverage.wording import totals
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.pack_tools.coverage import cover

SECOND_CASE = """\
  - name: Sở không có lãnh đạo
    data: {unit: [{id: so-a, name: Sở A, tier: tinh, kind: so}], officer: []}
    expect:
      D5.1.a.missing: {so-a: breach}
      D5.1.a.max: {so-a: compliant}
"""
TESTED = {"cases/dieu-05.yaml": PACK_FILES["cases/dieu-05.yaml"] + SECOND_CASE}


@pytest.fixture
def tested(tmp_path):
    """Return the folder of the small pack with a case for each of its rules."""
    return write_pack(tmp_path, add=TESTED)


def shown(render, coverage, language):
    """Return what an output writes."""
    stream = BytesIO()
    render(coverage, stream, language=language)
    return stream.getvalue().decode()


def test_provisions_stand_in_the_order_of_the_regulation_with_their_rules(tested):
    """Each provision has its rules with their cases and changes to their conditions, or its reason."""
    coverage = cover(load_pack(tested))
    article_5, article_7 = coverage.provisions
    assert [(entry.provision.key, entry.status) for entry in coverage.provisions] == [
        ("5.1.a", "checked"),
        ("7.3", "not_checked"),
    ]
    # unit.kind in …: denied. count() > 3: >= and <=. none(role == …): denied, and == turned round.
    assert [(rule.id, rule.cases, rule.mutants) for rule in article_5.rules] == [
        ("D5.1.a.max", 2, 3),
        ("D5.1.a.missing", 1, 3),
    ]
    assert (article_5.reason, article_7.rules, article_7.reason.vi) == (None, (), "chưa có quy tắc")
    assert (coverage.cases, coverage.decided) == (2, 100)


def test_a_rule_without_a_case_leaves_its_provision_undecided(tmp_path):
    """What no case shows is untested, and the percentage says so."""
    coverage = cover(load_pack(write_pack(tmp_path)))
    assert [entry.status for entry in coverage.provisions] == ["untested", "not_checked"]
    assert coverage.decided == 50


def pack_of(*, decided, undecided):
    """Return the coverage of a pack with so many provisions."""
    text = Bilingual("a", "a")
    stated = ProvisionCoverage(Provision(1), "duty", text, text, (), text)
    silent = ProvisionCoverage(Provision(2), "duty", text, text, (), None)
    return PackCoverage(PackRef("p", "1", ""), text, 0, (stated,) * decided + (silent,) * undecided)


def test_a_hundred_per_cent_means_all():
    """The percentage is rounded down; a pack without provisions leaves none undecided."""
    assert pack_of(decided=1999, undecided=1).decided == 99.9
    assert pack_of(decided=0, undecided=0).decided == 100


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


def test_a_pack_that_decides_everything_ends_with_0(tested, tmp_path):
    """The list goes to a file whose suffix tells the format."""
    target = tmp_path / "coverage.md"
    assert main(["coverage", str(tested), "-o", str(target)]) == Exit.CLEAN
    assert target.read_text(encoding="utf-8").startswith("# Mức độ bao quát")


def test_an_undecided_provision_ends_with_1(tmp_path, capsys):
    """A rule that no case shows makes the command fail, after the list."""
    assert main(["coverage", str(write_pack(tmp_path)), "--format", "json"]) == Exit.FINDINGS
    assert orjson.loads(capsys.readouterr().out)["summary"]["untested"] == 1


def test_a_provision_without_a_word_ends_with_3(tmp_path, capsys):
    """A provision with neither rule nor reason is refused when the pack is loaded, with its place."""
    folder = write_pack(tmp_path, ("provisions.yaml", "    not_checked: {vi: chưa có quy tắc, en: no rule yet}\n", ""))
    assert main(["coverage", str(folder)]) == Exit.UNREADABLE
    assert "tiny/provisions.yaml:2:5: khoản 3 Điều 7 has neither a rule nor" in capsys.readouterr().err


def test_another_suffix_is_wrong_usage(tested, tmp_path, capsys):
    """The formats of findings are not those of coverage."""
    assert main(["coverage", str(tested), "-o", str(tmp_path / "coverage.xlsx")]) == Exit.USAGE
    assert "use one of .json, .md, .txt" in capsys.readouterr().err


@pytest.mark.parametrize("name", list_packs())
def test_the_shipped_packs_decide_every_provision(name):
    """Every provision of a pack that comes with the program is tried by cases, or its reason is stated."""
    assert [entry.provision.vi for entry in cover(load_pack(name)).provisions if entry.status == "untested"] == []
