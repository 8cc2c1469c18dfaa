"""A rule pack is loaded whole, or everything wrong with it is told by file, line and column."""

import re
from datetime import date

import pytest
from pack_factory import write_pack

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import PackError, UsageError
from kstt_rules.judging.reporting_year import reporting_year
from kstt_rules.model.citation import Provision
from kstt_rules.model.outcomes import Severity
from kstt_rules.model.report_calendar import PERIOD_EXAMPLES, DueRule
from kstt_rules.pack import Expectation, Message, ProvisionEntry, Reading, Regulation, load_pack
from kstt_rules.pack_tools.form import form_of

POINT = Provision(5, 1, "a")


def test_a_sound_pack_is_loaded_in_order(tmp_path):
    """Provisions stand in the regulation's order and rules by provision and id, whatever the files' order."""
    pack = load_pack(write_pack(tmp_path))
    assert [entry.provision for entry in pack.provisions] == [POINT, Provision(7, 3)]
    assert [rule.id for rule in pack.rules] == ["D5.1.a.max", "D5.1.a.missing"]
    assert pack.rules_for(POINT) == pack.rules
    assert pack.rules_for(Provision(5, 1)) == ()


def test_a_pack_that_comes_with_the_program_is_read_again_when_its_files_have_changed(tmp_path, monkeypatch):
    """While they are the same, it is the same pack; a pack of somebody's own is read each time."""
    folder = write_pack(tmp_path)
    assert load_pack(folder) is not load_pack(folder)
    monkeypatch.setattr("kstt_rules.pack.load.packs_folder", lambda: folder.parent)
    before = load_pack(folder)
    assert load_pack(folder) is before
    header = folder / "pack.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("0.1.0", "0.2.0"), encoding="utf-8")
    assert (before.version, load_pack(folder).version) == ("0.1.0", "0.2.0")


def test_the_metadata_of_a_pack_is_kept(tmp_path):
    """What is blank in the source stays None, and texts come in both languages."""
    pack = load_pack(write_pack(tmp_path))
    assert (pack.id, pack.version, pack.title) == ("tiny", "0.1.0", Bilingual("Gói nhỏ", "Tiny pack"))
    assert pack.notes == (Bilingual("Bản dự thảo", "A draft"),)
    assert (pack.regulation.number, pack.regulation.date, pack.regulation.effective_from) == (None, None, None)
    assert pack.readings == {
        "composition": Reading(
            Bilingual("cơ cấu", "composition"),
            "cap",
            {"strict": Bilingual("đủ", "all"), "cap": Bilingual("trần", "cap")},
        )
    }
    assert list(pack.readings["composition"].options) == ["strict", "cap"]
    assert pack.same_terms == ()


def test_what_the_source_gives_of_the_regulation_is_kept(tmp_path):
    """Its number and days, and the terms that it uses for one thing."""
    folder = write_pack(
        tmp_path,
        ("pack.yaml", "  number: null\n", "  number: 12/2021/QĐ-UBND\n"),
        ("pack.yaml", "  date: null\n  effective_from: null\n", "  date: 2021-05-04\n  effective_from: 2021-05-20\n"),
        ("pack.yaml", "parameters:\n", "same_terms:\n  - [cán bộ đầu mối, công chức đầu mối]\nparameters:\n"),
    )
    pack = load_pack(folder)
    assert pack.regulation == Regulation(
        title=Bilingual("Quy chế thử", "Trial regulation"),
        issuer=Bilingual("UBND tỉnh", "Provincial committee"),
        annexed_to=Bilingual("Quyết định số {number}", "Decision No. {number}"),
        number="12/2021/QĐ-UBND",
        date=date(2021, 5, 4),
        effective_from=date(2021, 5, 20),
        year=2021,
    )
    assert pack.same_terms == (("cán bộ đầu mối", "công chức đầu mối"),)


def test_a_provision_says_what_it_asks_and_why_no_rule_cites_it(tmp_path):
    """Its norm, bearer and summary, where it stands, and the reason only where no rule cites it."""
    pack = load_pack(write_pack(tmp_path))
    common = {
        "norm": "duty",
        "bearer": Bilingual("đơn vị", "units"),
        "obliged": None,
        "file": "tiny/provisions.yaml",
        "column": 5,
    }
    point, clause = POINT, Provision(7, 3)
    most, reports = Bilingual("Nhiều nhất ba người", "At most three people"), Bilingual("Báo cáo", "Reports")
    reason = Bilingual("chưa có quy tắc", "no rule yet")
    assert pack.entry(point) == ProvisionEntry(provision=point, summary=most, not_checked=None, line=7, **common)
    assert pack.entry(clause) == ProvisionEntry(provision=clause, summary=reports, not_checked=reason, line=2, **common)
    with pytest.raises(KeyError, match="article=6"):
        pack.entry(Provision(6))


def test_the_report_calendar_is_in_the_form_that_due_dates_are_reckoned_from(tmp_path):
    """Expectations, due table, policy and overrides come out as the report calendar takes them."""
    calendar = load_pack(write_pack(tmp_path)).calendar
    assert calendar.first_year == 2021
    assert calendar.expects == (Expectation(("so", "bql_kcn"), ("quarter", "year"), Provision(7, 3)),)
    assert calendar.due == {"tinh": {"quarter": DueRule(18), "year": DueRule(31, 1)}}
    assert calendar.weekend_policy == "as_stated"
    assert calendar.working_day_overrides == {date(2022, 1, 4): False}


def test_a_calendar_may_be_by_months_with_a_cut_off_of_its_own(tmp_path):
    """The kinds of period are those that cells may name; data close at the end of the month where the pack says so."""
    changes = [
        ("pack.yaml", "periods: [quarter, year]", "periods: [month, half_year]"),
        ("pack.yaml", "quarter: {day: 18}", "month: {day: 18, months_after: 1}"),
        ("pack.yaml", "  working_day_overrides", "  cut_off: 31\n  working_day_overrides"),
    ]
    pack = load_pack(write_pack(tmp_path, *changes))
    assert pack.vocabulary.period_kinds == {"month", "quarter", "half_year", "year", "ad_hoc"}
    year = reporting_year(pack, 2022)
    found = {report.period.id: (report.first, report.last, report.due) for report in year.reports}
    assert not year.by_decree
    assert form_of(pack).periods == tuple(PERIOD_EXAMPLES.values())
    assert len(found) == 14
    assert found["2022-02"] == (date(2022, 2, 1), date(2022, 2, 28), date(2022, 3, 18))
    assert found["2022-H2"] == (date(2022, 7, 1), date(2022, 12, 31), None)


def test_a_calendar_without_due_days_sets_none(tmp_path):
    """No day is made up."""
    days = "  due:\n    tinh:\n      quarter: {day: 18}\n      year: {day: 31, months_after: 1}\n"
    assert load_pack(write_pack(tmp_path / "absent", ("pack.yaml", days, ""))).calendar.due is None
    assert load_pack(write_pack(tmp_path / "null", ("pack.yaml", days, "  due: null\n"))).calendar.due is None


def test_a_due_day_is_moved_as_the_calendar_says(tmp_path):
    """As stated, or to the next working day by the public holidays and the pack's own changes to them."""
    stated = load_pack(write_pack(tmp_path / "stated")).calendar
    moving = ("pack.yaml", "  working_day_overrides:", "  weekend_policy: next_working_day\n  working_day_overrides:")
    moved = load_pack(write_pack(tmp_path / "moved", moving)).calendar
    assert stated.moved(date(2022, 1, 1)) == date(2022, 1, 1)
    assert "working" not in vars(stated), "the holidays, which are slow to load, are left alone"
    assert moved.moved(date(2022, 1, 1)) == date(2022, 1, 5)
    assert moved.moved(date(2022, 3, 18)) == date(2022, 3, 18)
    assert stated.working_days_between(date(2021, 12, 31), date(2022, 1, 6)) == 2
    assert stated.working_days_between(date(2022, 1, 6), date(2022, 1, 6)) == 0


def test_a_pack_says_whether_the_first_day_of_a_count_counts(tmp_path):
    """By default it does not, as the Civil Code has it."""
    counted = ("pack.yaml", "  working_day_overrides:", "  first_day_counts: true\n  working_day_overrides:")
    calendar = load_pack(write_pack(tmp_path, counted)).calendar
    assert calendar.working_days_between(date(2022, 1, 6), date(2022, 1, 6)) == 1
    assert calendar.working_days_between(date(2022, 1, 6), date(2022, 1, 7)) == 2


def test_a_due_day_that_cites_a_provision_is_the_regulations(tmp_path):
    """Without one it is a local choice."""
    cited = ("pack.yaml", "quarter: {day: 18}", "quarter: {day: 18, provision: khoản 3 Điều 7}")
    due = load_pack(write_pack(tmp_path, cited)).calendar.due
    assert due == {"tinh": {"quarter": DueRule(18, provision=Provision(7, 3)), "year": DueRule(31, 1)}}


def test_a_rule_knows_its_place_and_texts(tmp_path):
    """A rule keeps what its conditions say, where it stands, and which parameters they rest on."""
    rule = load_pack(write_pack(tmp_path)).rule("D5.1.a.missing")
    assert (rule.file, rule.line, rule.column) == ("tiny/dieu-05.yaml", 3, 5)
    assert rule.applies_text == "unit.kind in classes.bodies"
    assert rule.breach_text == 'officers.none(role == "unit_leader")'
    assert rule.parameters == {"classes.bodies"}
    assert rule.note == Bilingual("Cách hiểu.", "How we read it.")
    assert (rule.provision, rule.subject, rule.reading) == (POINT, "unit", "composition")
    assert (rule.local, rule.start, rule.until) == (False, None, None)
    assert rule.title == Bilingual("Thiếu lãnh đạo", "No leader")


def test_a_rule_keeps_what_it_says_in_each_case(tmp_path):
    """A breach, what cannot be told, and how it is mended, as templates; a rule need not have the second."""
    pack = load_pack(write_pack(tmp_path))
    most, missing = pack.rule("D5.1.a.max"), pack.rule("D5.1.a.missing")
    assert [part for part in most.message.en if isinstance(part, str)] == [" has ", " people, above ", "."]
    assert [part.text for part in most.message.expressions[:3]] == ["unit.name", "officers.count()", "limits.most"]
    assert most.undetermined == Message(("Chưa rõ.",), ("Unclear.",))
    assert most.remedy == Message(("Rà soát.",), ("Review.",))
    assert most.note is None
    assert missing.undetermined is None


def test_a_local_rule_may_hold_for_a_time_and_on_every_subject(tmp_path):
    """Its conditions may rest on the reading that it names, which is no parameter."""
    folder = write_pack(
        tmp_path,
        (
            "dieu-05.yaml",
            "    applies: unit.kind in classes.bodies\n    breach: officers.count() >",
            '    breach: readings.composition == "cap" and officers.count() >',
        ),
        (
            "dieu-05.yaml",
            "    severity: violation\n",
            (
                "    severity: violation\n    reading: composition\n    local: true\n"
                "    from: 2022-01-01\n    until: 2022-12-31\n"
            ),
        ),
    )
    rule = load_pack(folder).rule("D5.1.a.max")
    assert (rule.local, rule.start, rule.until) == (True, date(2022, 1, 1), date(2022, 12, 31))
    assert (rule.applies, rule.applies_text) == (None, None)
    assert rule.parameters == {"limits.most"}


def test_the_severity_follows_the_reading(tmp_path):
    """A severity by option is that of the option in use; a plain one holds under every reading."""
    pack = load_pack(write_pack(tmp_path))
    missing, most = pack.rule("D5.1.a.missing"), pack.rule("D5.1.a.max")
    assert missing.severity_in({"composition": "strict"}) is Severity.VIOLATION
    assert missing.severity_in({"composition": "cap"}) is Severity.REVIEW
    assert most.severity_in({"composition": "cap"}) is Severity.VIOLATION


def test_an_unknown_rule_is_answered_with_the_nearest_one(tmp_path):
    """Asking for a rule that is not there names the one that was probably meant."""
    pack = load_pack(write_pack(tmp_path))
    with pytest.raises(UsageError, match=r"tiny has no rule 'D5.1.a.mx'; did you mean 'D5.1.a.max'\?"):
        pack.rule("D5.1.a.mx")


def test_a_parameter_knows_its_key_its_label_and_its_values(tmp_path):
    """Lists of a parameter cannot be changed any more, and a value may hold for one day."""
    one_day = ("pack.yaml", "{from: 2021-01-01, value: [so", "{from: 2021-01-01, until: 2021-01-01, value: [so")
    bodies = load_pack(write_pack(tmp_path, one_day)).parameters["classes.bodies"]
    assert (bodies.key, bodies.label) == ("classes.bodies", Bilingual("loại đơn vị", "kinds"))
    assert [(value.value, value.start, value.until) for value in bodies.values] == [
        (("so", "bql_kcn"), date(2021, 1, 1), date(2021, 1, 1))
    ]


@pytest.mark.parametrize(
    ("obliged", "told"),
    [
        ("{name: {vi: a, en: b}}", "write one of the two"),
        ('{above: unit.kind == "so", body: unit.kind == "so", name: {vi: a, en: b}}', "write one of the two"),
        ("{body: unit.knd == 'so', name: {vi: a, en: b}}", "unit has no field 'knd'; did you mean 'kind'?"),
        ("{body: unit.kind in classes.bodies, name: {vi: a, en: b}}", "unknown name 'classes'"),
    ],
)
def test_who_is_obliged_is_named_by_a_condition_on_a_unit_alone(tmp_path, obliged, told):
    """One condition that rests on the unit's own data, told at its place."""
    summary = "    summary: {vi: Báo cáo, en: Reports}\n"
    change = ("provisions.yaml", summary, f"    obliged: {obliged}\n{summary}")
    with pytest.raises(PackError, match=re.escape(told)):
        load_pack(write_pack(tmp_path, change))
