"""The result as a page: one file that needs nothing else, in both languages, in which data stay data."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import orjson
import pytest
from result_factory import (
    POINT,
    coverage,
    finding,
    make_evidence,
    make_missing,
    make_subject,
    result,
    undecided,
    undetermined,
    unit_record,
)
from units_factory import units_of_a_district

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.citation import Provision
from kstt_rules.model.comparison import Change, FindingChange
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import Evidence, UnitRef
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.outputs import choose_format
from kstt_rules.outputs.read.html import heaviest
from kstt_rules.outputs.read.html.report import render
from kstt_rules.outputs.read.html.shared_causes import shared_causes
from kstt_rules.outputs.read.html.units import received_by_tier
from kstt_rules.outputs.read.units_table import unit_rows
from kstt_rules.outputs.texts.page import SCRIPT

FILES = files("kstt_rules.outputs.read.html") / "page"
HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>&lt;\u202e\x00"
SHOWN = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>&lt;<U+202E>␀"


def written(audited, language="vi"):
    """Return the page of a result."""
    stream = BytesIO()
    render(audited, stream, language=language)
    return stream.getvalue().decode()


class Page(HTMLParser):
    """The elements of a page: start tags with attributes, and the content of scripts, styles and all else."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.raw, self._text, self._inside = [], [], [], None
        self.feed(content)
        self.close()
        self.text = " ".join("".join(self._text).split())

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._inside = tag if tag in ("script", "style") else None
        if self._inside:
            self.raw.append("")

    def handle_endtag(self, _tag):
        self._inside = None

    def handle_data(self, data):
        if self._inside:
            self.raw[-1] += data
        else:
            self._text.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def started(audited):
    """Return the JSON that the page starts with."""
    return orjson.loads(Page(written(audited)).raw[1])


def own(audited):
    """Return what is each finding's own, in the order of the findings."""
    return [orjson.loads(line) for line in Page(written(audited)).raw[2].split("\n")]


def test_the_suffix_html_names_the_format():
    """-o report.html writes the page."""
    assert choose_format(None, Path("report.html")) == "html"


def test_the_page_needs_nothing_but_itself():
    """Every link leads into the page, and no element, style or script fetches anything."""
    page = Page(written(result()))
    assert {link["href"][0] for link in page.all("a")} == {"#"}
    assert not page.all("link")
    assert not any("src" in attributes for _, attributes in page.tags)
    assert not re.search(r"url\(|@import|https?:|fetch\(|XMLHttpRequest|import ", page.raw[0] + page.raw[3])


def test_links_and_labels_lead_to_elements_of_the_page():
    """Each anchor and each aria-labelledby names an id that stands once."""
    tags = Page(written(result())).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    wanted = {attributes["href"][1:] for tag, attributes in tags if tag == "a"}
    wanted |= {attributes["aria-labelledby"] for _, attributes in tags if "aria-labelledby" in attributes}
    assert len(ids) == len(set(ids))
    assert wanted <= set(ids)


def test_only_our_own_script_and_style_may_run():
    """The content security policy allows nothing but the two contents whose hashes it holds."""
    page = Page(written(result()))
    [policy] = [meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    style, script = (f"'sha256-{b64encode(sha256(page.raw[n].encode()).digest()).decode()}'" for n in (0, 3))
    assert policy == (
        f"default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"
    )
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.tags for name in attributes)


def hostile():
    """Return a result with markup wherever data can come through."""
    both = Bilingual(HOSTILE, f"{HOSTILE} en")
    unit = UnitRef("u", HOSTILE)
    base = result()
    return replace(
        base,
        regulation=replace(base.regulation, title=both, number=HOSTILE, notices=(both,)),
        settings={HOSTILE: HOSTILE},
        inputs=(InputFile(HOSTILE, "0" * 64, 1, 1, 0, 0),),
        rejects=(Reject(HOSTILE, HOSTILE, 3, "r", both),),
        coverage=(replace(coverage(), summary=both), *base.coverage),
        findings=(
            finding(unit=unit, message=both, remedy=both, title=both, text=HOSTILE),
            undetermined(unit=unit, missing=(HOSTILE,), evidence=(make_evidence(HOSTILE, HOSTILE, ()),)),
        ),
    )


def test_no_text_becomes_markup():
    """Markup in the data changes no element of the page, and every text of it is shown."""
    page = Page(written(hostile()))
    assert [attributes.get("id") for attributes in page.all("script")] == ["data", "own", None]
    assert not page.all("img")
    assert page.text.count(SHOWN) >= 5
    document = orjson.loads(page.raw[1])
    assert document["units"] == [{"name": SHOWN, "id": "u"}]
    assert document["kinds"][0]["title"] == [SHOWN, f"{SHOWN} en"]
    assert document["kinds"][0]["officialText"] == SHOWN
    assert document["kinds"][1]["missing"] == SHOWN
    assert document["rejects"] == [[SHOWN, SHOWN, 3, [SHOWN, f"{SHOWN} en"], "r"]]
    assert document["inputs"][0][0] == SHOWN


def test_the_same_result_gives_the_same_bytes():
    """Two results that are equal give equal pages."""
    assert written(hostile()) == written(hostile())


@pytest.mark.parametrize(("language", "title"), [("vi", "Kết quả rà soát"), ("en", "Audit result")])
def test_the_page_starts_in_the_language_asked_for(language, title):
    """The language of the document, its title and the button that is pressed are those of --lang."""
    page = Page(written(result(), language))
    assert page.all("html") == [{"lang": language}]
    assert f" {title} " in f" {page.text} "
    pressed = {item["data-language"]: item["aria-pressed"] for item in page.all("button") if "data-language" in item}
    assert pressed == {"vi": str(language == "vi").lower(), "en": str(language == "en").lower()}


def test_every_fixed_text_stands_in_both_languages():
    """Whatever the page starts in, it holds the words of both."""
    text = Page(written(result())).text
    for vietnamese, english in [
        ("Các phát hiện", "Findings"),
        ("Theo đơn vị và điều khoản", "By unit and provision"),
        ("Chưa đủ căn cứ", "Undetermined"),
        ("31/03/2022", "2022-03-31"),
        ("Quy định về phạm vi, không đặt ra nghĩa vụ.", "Scope only: it sets no duty."),
        ("Số, ngày và hiệu lực của văn bản chưa được xác định.", "The regulation's number, date and effect are unset."),
    ]:
        assert vietnamese in text
        assert english in text


@pytest.mark.parametrize("name", SCRIPT)
def test_no_word_is_given_that_the_script_does_not_say(name):
    """Each of the script's words is asked for, as a string or as the name of a filter."""
    script = "".join(item.read_text(encoding="utf-8") for item in FILES.iterdir() if item.name.endswith(".js"))
    assert re.search(rf'"{name}"|^  {name}:', script, re.MULTILINE)


def test_breaches_are_counted_by_what_they_weigh():
    """The matrix of a provision tells violations from what a person must decide; the summary adds them up."""
    audited = result(
        findings=(finding(), finding(severity=Severity.REVIEW, rule="r"), finding(severity=Severity.REVIEW, rule="s")),
        coverage=(coverage(violation=1, review=2, compliant=1_234),),
    )
    buttons = [item for item in Page(written(audited)).all("button") if item.get("data-provision") == POINT.id]
    assert [item["data-outcome"] for item in buttons] == ["violation", "review"]
    tiles = re.findall(r"<strong>(.*?)</strong>", written(audited))
    counted = [Page(tile).text for tile in tiles]
    assert counted == ["1", "2", "0", "0", "0", "1.2341,234", "0"]


def test_provisions_without_a_rule_stand_with_their_reason():
    """What no rule checks is listed apart."""
    text = Page(written(result())).text
    assert "Điều khoản không kiểm tra bằng quy tắc, và lý do" in text
    assert "Quy định về phạm vi, không đặt ra nghĩa vụ." in text


def test_findings_of_one_kind_share_what_they_have_in_common():
    """A rule's words stand once; each finding has its kind, who is obliged (by whom they go), and a line of its own."""
    units = [UnitRef("a", "A"), UnitRef("b", "B"), UnitRef("a", "A")]
    audited = result(findings=(*(finding(unit=unit) for unit in units), undetermined()))
    document = started(audited)
    assert document["findings"] == [[0, 0, 0], [0, 0, 0], [0, 1, 1], [1, 2, 2]]
    assert [unit["name"] for unit in document["units"]] == ["A", "B", "Sở Y tế"]
    assert [kind["rule"] for kind in document["kinds"]] == ["D5.1.a.max", "D5.3.a.concurrent"]
    assert [line[2][0] for line in own(audited)][1:3] == [
        "A có 4 công chức đầu mối, quá 3.",
        "B có 4 công chức đầu mối, quá 3.",
    ]


def test_a_finding_is_filtered_by_what_it_comes_to():
    """One outcome a finding: of a breach what it weighs."""
    audited = result(findings=(finding(severity=Severity.REVIEW), undetermined(), finding(verdict=Verdict.WAIVED)))
    assert [kind["outcome"] for kind in started(audited)["kinds"]] == ["review", "undetermined", "waived"]


def test_what_is_undetermined_has_a_table_that_the_counts_lead_to():
    """It names why, what is missing, what to supply, of whom, and how many subjects."""
    page = Page(written(result(undecided=(undecided(),))))
    assert [item["href"] for item in page.all("a") if item.get("class") == "undetermined"] == ["#undecided"]
    assert "Dữ liệu chưa nộp" in page.text
    assert "Nộp bổ sung danh sách." in page.text
    assert "Các đối tượng khác thiếu dữ liệu của chính mình" in page.text


def test_what_is_missing_stands_once_above_the_findings():
    """All that waits for one dataset is one entry with its rules, what most verdicts wait for first."""
    of_officers = [undecided(rule=f"D{number}", subjects=2) for number in range(3)]
    of_reports = undecided(rule="D9", missing=(make_missing("report"),), subjects=7)
    audited = result(undecided=(*of_officers, of_reports))
    assert [(cause.missing.vi, cause.verdicts, len(cause.contents)) for cause in shared_causes(audited.undecided)] == [
        ("Dữ liệu báo cáo", 7, 1),
        ("Dữ liệu công chức đầu mối", 6, 3),
    ]
    order = [section["id"] for section in Page(written(audited)).all("section")]
    assert order.index("units") < order.index("undecided") < order.index("findings") < order.index("notices")


def test_units_stand_in_the_order_of_the_alphabet():
    """D before Đ, whoever they are: obliged, concerned, or above another."""
    concerned, obliged = UnitRef("d", "UBND xã Đa Mai"), UnitRef("h", "UBND xã Dĩnh Trì")
    about = replace(finding(unit=concerned), bearer=obliged)
    document = started(result(findings=(about,), units=(unit_record(UnitRef("e", "UBND xã Âu"), parent=obliged),)))
    assert [unit["name"] for unit in document["units"]] == ["UBND xã Âu", "UBND xã Dĩnh Trì", "UBND xã Đa Mai"]
    assert document["findings"] == [[0, 1, 2]]
    assert [(row["unit"], row["parent"]) for row in document["register"]] == [(0, 1)]


def test_what_was_received_is_summed_up_by_tier():
    """Of how many units that rules apply to; a number that is not all of them leads to the others."""
    audited = result(units=units_of_a_district())
    [anything, *datasets] = received_by_tier(unit_rows(audited))
    assert [(share.have, share.units, share.of_note) for share in anything.shares] == [(4, 5, True)]
    assert [(one.label.vi, one.shares[0].have, one.shares[0].of_note) for one in datasets] == [
        ("Báo cáo", 3, True),
        ("Công chức đầu mối", 4, True),
        ("Phản ánh, kiến nghị", 1, False),
    ]
    buttons = [item for item in Page(written(audited)).all("button") if item.get("data-goal") == "units"]
    assert [(item["data-lacks"], item["data-tier"]) for item in buttons] == [
        (name, "xa") for name in ("nothing", "report", "officer", "petition")
    ]


def test_a_page_that_cannot_hold_all_findings_says_so(monkeypatch):
    """It lists the weightiest, and says how many of how many; one that holds all says nothing."""
    monkeypatch.setattr(heaviest, "MOST", 2)
    weights = (Severity.INFO, Severity.VIOLATION, Severity.REVIEW)
    audited = result(findings=tuple(finding(severity=weight, rule=weight) for weight in weights))
    document = started(audited)
    assert [document["kinds"][kind]["outcome"] for kind, _, _ in document["findings"]] == ["violation", "review"]
    assert "Trang này liệt kê 2 phát hiện nặng nhất trong tổng số 3." in Page(written(audited)).text
    assert "nặng nhất trong tổng số" not in Page(written(result())).text


def test_a_page_that_cannot_hold_all_changes_keeps_what_needs_a_look(monkeypatch):
    """What is new goes before what is still open, and of the same the weightiest; the order stays."""
    monkeypatch.setattr(heaviest, "MOST", 2)
    light, heavy = finding(severity=Severity.INFO), finding()
    changes = [FindingChange(Change.OPEN, heavy, heavy), FindingChange(Change.NEW, None, light)]
    changes += [FindingChange(Change.OPEN, light, light)]
    assert heaviest.most_telling(changes) == changes[:2]
    assert heaviest.most_telling(changes[1:]) == changes[1:]


def test_where_all_is_listed_nothing_is_called_a_lack_of_its_own():
    """With no shared cause told, the page says only that each case is a finding."""
    text = Page(written(result(undecided=()))).text
    assert "Mỗi trường hợp là một phát hiện:" in text
    assert "của chính mình" not in text


def test_findings_of_one_body_stand_with_the_weightiest_first():
    """Bodies stand by the alphabet, and of each what weighs most comes first."""
    light, heavy = finding(severity=Severity.INFO, rule="light"), finding(rule="so")
    document = started(result(findings=(light, undetermined(unit=UnitRef("a", "Ban A")), heavy)))
    assert [document["kinds"][kind]["outcome"] for kind, _, _ in document["findings"]] == [
        "undetermined",
        "violation",
        "info",
    ]


def test_provisions_stand_in_the_order_of_the_regulation():
    """The columns of the overview follow the regulation, whatever the order of the findings."""
    provisions = [Provision(10), Provision(5, 1, "đ"), Provision(2, part="quyet_dinh"), Provision(5, 1, "d")]
    document = started(result(findings=tuple(finding(provision=one) for one in provisions)))
    assert [one["key"] for one in document["provisions"]] == ["QĐ.2", "5.1.d", "5.1.đ", "10"]
    assert [one["article"] for one in document["provisions"]] == ["qd__art_2", "art_5", "art_5", "art_10"]


def evidence_words(*items):
    """Return what the page says of evidence: term, value and places in Vietnamese."""
    audited = result(findings=(finding(evidence=items),))
    texts = started(audited)["texts"]

    def said(number):
        return texts[number] if isinstance(texts[number], str) else texts[number][0]

    [[_, _, _, _, rows]] = own(audited)
    return [(said(term), said(value), [(texts[sheet], cells) for sheet, cells in at]) for term, value, at in rows]


def test_evidence_is_named_by_the_vocabulary():
    """A field has its label and a value of a closed set its own; an expression stands as it is."""
    sources = finding().evidence[0].sources
    kind, number = make_evidence("unit.kind", "ban_dan_toc"), make_evidence("officers.count()", 4, sources)
    assert evidence_words(kind, number) == [
        ("Loại đơn vị (đơn vị)", "Ban Dân tộc", []),
        ("officers.count()", "04", [("so-y-te.xlsx › Công chức đầu mối", "C5, C6, C7, C8")]),
    ]


def test_values_that_python_holds_equal_are_told_apart():
    """True is not 1, nor 1.0 in evidence of the same term."""
    seen = [make_evidence("x", value) for value in (True, 1, 2.5, None)]
    values = [value for _, value, _ in evidence_words(*seen)]
    assert values == ["có", "1", "2,5", "không có dữ liệu"]


def test_terms_and_values_of_one_code_are_told_apart():
    """One condition is called otherwise on subjects of another kind, one code means something else in another set."""
    labels = (Bilingual("của đơn vị", "of the unit"), Bilingual("của người", "of the person"))
    seen = [Evidence(Labelled("officers.count()", label), Labelled("other", label), ()) for label in labels]
    assert evidence_words(*seen) == [("Của đơn vị", "của đơn vị", []), ("Của người", "của người", [])]


def test_the_subject_is_told_where_it_is_not_the_unit():
    """An officer is named, a dossier as a whole by its words, a unit not again."""
    subjects = [
        make_subject("officer", "so-y-te/a", "Nguyễn Văn A", "tinh"),
        make_subject("report", "", "dữ liệu báo cáo", None),
        make_subject("unit", "so-y-te", "Sở Y tế", "tinh"),
    ]
    audited = result(findings=tuple(finding(subject=subject) for subject in subjects))
    assert [line[1] for line in own(audited)] == [
        "Nguyễn Văn A",
        "dữ liệu báo cáo",
        None,
    ]


def test_lines_of_the_official_text_are_kept():
    """The wording of the regulation keeps its lines, and hidden characters in them are shown."""
    [kind] = started(result(findings=(finding(text="a) Một\r\nb) Hai"),)))["kinds"]
    assert kind["officialText"] == "a) Một␍\nb) Hai"


def test_a_result_without_findings_is_a_page_too():
    """Where nothing was found, the overview is hidden and the counts stand."""
    page = Page(written(result(findings=(), rejects=(), inputs=())))
    assert [item for item in page.all("section") if item["id"] == "overview" and "hidden" in item]
    assert "Mọi dòng không trống đều được tiếp nhận hoặc bỏ qua có lý do." in page.text
    assert "Không có tệp nào." in page.text
