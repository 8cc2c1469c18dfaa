"""Everything wrong with a rule pack is told at once, each fault at its place and once.

In the changed texts the mark ‸ stands where the fault is told.
"""

import pytest
from pack_factory import PACK_FILES, faults, marked_places, pack_files, write_pack

RULES, PROVISIONS, PACK = "dieu-05.yaml", "provisions.yaml", "pack.yaml"
BY_OPTION = "severity: {strict: violation, cap: review}\n    reading: composition\n"
MAX = "breach: officers.count() > limits.most\n    severity: violation\n"
MAX_HEAD = "- id: D5.1.a.max\n    provision: điểm a khoản 1 Điều 5\n"
MAX_TURNED = "- provision: điểm a khoản 1 Điều 5\n    ‸id: {}\n"
FIRST_SUBJECT = "5.1.a\n    subject: unit\n"
EXTRA_PARAMETER = (
    "\n      type: integer\n      label: {vi: x, en: x}\n      values: [{value: 1, source: local}]\n  classes:\n"
)
BOTH_VALUES = (
    "values:\n        - {from: 2021-01-01, value: 3, provision: điểm a khoản 1 Điều 5}\n"
    "        - {from: 2025-07-01, value: 2, source: local}"
)
REPORTS = (
    "  - provision: khoản 3 Điều 7\n    norm: duty\n    bearer: {vi: đơn vị, en: units}\n"
    "    summary: {vi: Báo cáo, en: Reports}\n"
)

IN_RULES = [
    (
        "unit has no relation 'oficers'; did you mean 'officers'?",
        "breach: officers.count()",
        "breach: ‸oficers.count()",
    ),
    (
        "the conditions have no term 'officers.any()'; did you mean 'officers.count()'?",
        MAX,
        MAX + "    terms:\n      - {‸term: officers.any(), label: {vi: x, en: x}}\n",
    ),
    ("unknown parameter 'limits.mots'; did you mean 'limits.most'?", "> limits.most\n", "> ‸limits.mots\n"),
    (
        "unknown name 'role'; did you mean 'roster'?",
        'officers.none(role == "unit_leader")',
        '‸role == "unit_leader"',
    ),
    ("'unit_leder' is not a valid role; did you mean 'unit_leader'?", 'role == "unit_leader"', 'role == ‸"unit_leder"'),
    (
        "a condition must be true or false; this is a number",
        "breach: officers.count() > limits.most",
        "breach: ‸officers.count()",
    ),
    ("unit has no field 'nme'; did you mean 'name'?", '"{unit.name} thiếu', '"{‸unit.nme} thiếu'),
    (
        "unknown parameter 'limits.mots'; did you mean 'limits.most'?",
        "        quá {limits.most}.",
        "        quá {‸limits.mots}.",
    ),
    (
        "unknown parameter 'limits.mots'; did you mean 'limits.most'?",
        "above {limits.most}.",
        "it''s above {  ‸limits.mots }.",
    ),
    ("unmatched }; write }} for the character itself", "{vi: Rà soát., en", "{vi: 'Rà soát ‸}', en"),
    ("unmatched {; write {{ for the character itself", "{vi: Rà soát., en", "{vi: 'Rà ‸{soát', en"),
    ("there is nothing between the braces", "en: Review.}", "en: 'It { ‸}'}"),
    ("unit has no field 'x'; known: id, name, tier", "{vi: Chưa rõ.,", "{vi: 'Chưa {‸unit.x}',"),
    (
        "composition has no option 'kap'; did you mean 'cap'?",
        "violation, cap: review}",
        "violation, cap: review, ‸kap: info}",
    ),
    (
        "no severity for the option cap of composition",
        "severity: {strict: violation, cap: review}",
        "‸severity: {strict: violation}",
    ),
    (
        "rules.0.severity.cap: this value is not allowed here; choose from 'violation', 'review' or 'info'",
        "cap: review",
        "‸cap: grave",
    ),
    (
        "rules.1.severity: this value is not allowed here; choose from 'violation', 'review' or 'info'",
        "severity: violation\n",
        "‸severity: grave\n",
    ),
    ("unknown reading 'compositon'; did you mean 'composition'?", "reading: composition", "‸reading: compositon"),
    (
        "a severity for each option needs the `reading` that has the options",
        BY_OPTION,
        "‸severity: {strict: violation, cap: review}\n",
    ),
    (
        "the conditions depend on readings.composition, so the rule needs `reading: composition`",
        "- id: D5.1.a.max\n    provision: điểm a khoản 1 Điều 5\n    subject: unit\n    applies: unit.kind",
        (
            "- ‸id: D5.1.a.max\n    provision: điểm a khoản 1 Điều 5\n    subject: unit\n"
            '    applies: readings.composition == "cap" and unit.kind'
        ),
    ),
    (
        "'kap' is not a valid readings.composition; did you mean 'cap'?",
        MAX,
        (
            'breach: readings.composition == ‸"kap" and officers.count() > limits.most\n'
            "    severity: violation\n    reading: composition\n"
        ),
    ),
    (
        "'last_yeer' is not a day of unit; did you mean 'last_year'?",
        FIRST_SUBJECT,
        f"{FIRST_SUBJECT}    ‸dated: last_yeer\n",
    ),
    ("unknown subject 'units'; did you mean 'unit'?", FIRST_SUBJECT, "5.1.a\n    ‸subject: units\n"),
    ("unknown subject 'finding'; did you mean 'training'?", FIRST_SUBJECT, "5.1.a\n    ‸subject: finding\n"),
    ("rules.0.provision: a provision is a text; write it in quotes", "provision: 5.1.a", "‸provision: 7.3"),
    ("rules.0.provision: 'khoản ba' names no provision", "provision: 5.1.a", "‸provision: khoản ba"),
    ("the id of a rule on điểm a khoản 1 Điều 5 must begin with D5.1.a.", "id: D5.1.a.max", "‸id: D5.1.b.max"),
    ("the rule id 'D5.1.a.missing' is already used, at tiny/dieu-05.yaml:3", "id: D5.1.a.max", "‸id: D5.1.a.missing"),
    ("the id of a rule on điểm a khoản 1 Điều 5 must begin with D5.1.a.", MAX_HEAD, MAX_TURNED.format("D5.1.b.max")),
    (
        "the rule id 'D5.1.a.missing' is already used, at tiny/dieu-05.yaml:3",
        MAX_HEAD,
        MAX_TURNED.format("D5.1.a.missing"),
    ),
    (
        "unknown name 'role'; did you mean 'roster'?",
        "classes.bodies\n    breach: officers.count()",
        "classes.bodies and ‸role == 'x'\n    breach: officers.count()",
    ),
    ("rules.1.id: this must be written as the pattern", "id: D5.1.a.max", "‸id: five"),
    ("by its name, this file is for Điều 5", "article: 5", "‸article: 7"),
    ("article: 'năm' is not the number of an article, such as 12 or 12a", "article: 5", "‸article: năm"),
    ("rules.1.title.en: this key is required", "title: {vi: Quá số người, en: Too many}", "‸title: {vi: Quá số người}"),
    (
        "rules.1.title.en: the text must not be empty",
        "Quá số người, en: Too many}",
        "Quá số người, ‸en: ''}",
    ),
    ("rules.1.undetermind: unknown key; did you mean 'undetermined'?", "    undetermined:", "    ‸undetermind:"),
    (
        "rules.1.breach: a text is expected; write it in quotes",
        "breach: officers.count() > limits.most",
        "‸breach: true",
    ),
    (
        "the key 'remedy' stands twice, first at 12:5",
        "    note: {vi: Cách hiểu., en: How we read it.}",
        "    ‸remedy: {vi: x, en: x}",
    ),
    (
        "not valid YAML: a colon stands where none may; put the text in quotes",
        "breach: officers.count() >",
        "breach: a‸: officers.count() >",
    ),
]

IN_PACK = [
    ("'three' is not allowed; write a whole number", "value: 3,", "‸value: three,"),
    ("True is not allowed; write a whole number", "value: 3,", "‸value: true,"),
    ("[1] is not allowed; write a list of texts", "value: [so, bql_kcn]", "‸value: [1]"),
    ("'bql_kc' is not a valid unit_kind; did you mean 'bql_kcn'?", "value: [so, bql_kcn]", "value: [so, ‸bql_kc]"),
    (
        "provisions.yaml has no 'khoản 4 Điều 7'; did you mean 'khoản 3 Điều 7'?",
        "{day: 18}",
        "{day: 18, ‸provision: khoản 4 Điều 7}",
    ),
    (
        "provisions.yaml has no 'điểm a khoản 2 Điều 5'; did you mean 'điểm a khoản 1 Điều 5'?",
        "value: 3, provision: điểm a khoản 1 Điều 5",
        "value: 3, ‸provision: điểm a khoản 2 Điều 5",
    ),
    (
        "add the `provision` of this value, the other `act` that sets it, or `source: local`",
        "{from: 2025-07-01, value: 2, source: local}",
        "‸{from: 2025-07-01, value: 2}",
    ),
    ("overlaps the value from 2021-01-01", "{from: 2025-07-01, value: 2", "‸{from: 2021-01-01, value: 2"),
    (
        "overlaps the value from the beginning",
        "{from: 2021-01-01, value: 3, provision: điểm a khoản 1 Điều 5}\n        - {from: 2025-07-01,",
        "{until: 2025-07-01, value: 3, source: local}\n        - ‸{from: 2025-07-01,",
    ),
    (
        "2020-12-31 is before 2021-01-01",
        "{from: 2021-01-01, value: 3",
        "{from: 2021-01-01, ‸until: 2020-12-31, value: 3",
    ),
    (
        "parameters.limits.most.values: too few entries here; at least 1",
        BOTH_VALUES,
        "‸values: []",
    ),
    ("no rule uses limits.least", "  classes:\n", "    ‸least:" + EXTRA_PARAMETER),
    (
        "no rule depends on the reading 'other'",
        "report_calendar:\n",
        (
            "  ‸other: {label: {vi: x, en: x}, default: a, options: {a: {vi: a, en: a}, b: {vi: b, en: b}}}\n"
            "report_calendar:\n"
        ),
    ),
    ("unknown option 'kap'; did you mean 'cap'?", "default: cap", "‸default: kap"),
    ("unknown unit_kind 'soo'; did you mean 'so'?", "{kinds: [so, bql_kcn]", "{kinds: [‸soo, bql_kcn]"),
    ("so is listed twice among the kinds that report", "{kinds: [so, bql_kcn]", "{kinds: [so, ‸so]"),
    ("unknown tier 'tinhh'; did you mean 'tinh'?", "    tinh:\n", "    ‸tinhh:\n"),
    ("report_calendar.due.tinh.quarter.day: this must be at most 31", "{day: 18}", "{‸day: 32}"),
    ("id: this must be written as the pattern", "id: tiny", "‸id: Tiny pack"),
    ("version: a text is expected; write it in quotes", 'version: "0.1.0"', "‸version: 0.1"),
]

IN_PROVISIONS = [
    (
        "khoản 3 Điều 7 needs a rule, or `not_checked` with a reason",
        REPORTS + "    not_checked: {vi: chưa có quy tắc, en: no rule yet}\n",
        REPORTS.replace("provision", "‸provision"),
    ),
    (
        "điểm a khoản 1 Điều 5 has rules, so remove `not_checked`",
        "    summary: {vi: Nhiều nhất ba người, en: At most three people}\n",
        "    summary: {vi: Nhiều nhất, en: At most}\n    ‸not_checked: {vi: không, en: no}\n",
    ),
    (
        "điểm a khoản 1 Điều 5 is listed twice, first in line 7",
        "At most three people}\n",
        "At most}\n" + REPORTS.replace("provision: khoản 3 Điều 7", "‸provision: Article 5, Clause 1, Point a"),
    ),
    (
        "khoản 3 Điều 7 is listed twice, first in line 4",
        REPORTS,
        (
            "  - bearer: {vi: đơn vị, en: units}\n    norm: duty\n    provision: khoản 3 Điều 7\n"
            "    summary: {vi: Báo cáo, en: Reports}\n    not_checked: {vi: chưa, en: not yet}\n"
            "  - norm: duty\n    ‸provision: Article 7, Clause 3\n"
            "    bearer: {vi: đơn vị, en: units}\n    summary: {vi: Báo cáo, en: Reports}\n"
        ),
    ),
    (
        "khoản 4 Điều 7 needs a rule, or `not_checked` with a reason",
        "At most three people}\n",
        (
            "At most three people}\n  - norm: duty\n    ‸provision: khoản 4 Điều 7\n"
            "    bearer: {vi: đơn vị, en: units}\n    summary: {vi: Báo cáo, en: Reports}\n"
        ),
    ),
    (
        (
            "provisions.0.norm: this value is not allowed here; "
            "choose from 'definition', 'principle', 'power', 'duty', 'prohibition' or 'right'"
        ),
        "khoản 3 Điều 7\n    norm: duty",
        "khoản 3 Điều 7\n    ‸norm: wish",
    ),
]

TABLE = [
    *((RULES, *row) for row in IN_RULES),
    *((PACK, *row) for row in IN_PACK),
    *((PROVISIONS, *row) for row in IN_PROVISIONS),
]


@pytest.mark.parametrize(("name", "message", "old", "new"), TABLE)
def test_a_fault_is_told_once_at_its_place(tmp_path, name, message, old, new):
    """Each kind of fault is told alone, with file, line and column, and with what is allowed there."""
    change = (name, old, new)
    [place] = marked_places(pack_files(change))
    found = faults(write_pack(tmp_path, change))
    assert len(found) == 1, found
    assert found[0].startswith(f"{place}: {message}")


def test_every_option_without_a_severity_is_told(tmp_path):
    """They are told together, in the reading's order."""
    changes = [
        (
            PACK,
            "      cap: {vi: trần, en: cap}\n",
            "      cap: {vi: trần, en: cap}\n      none: {vi: không, en: none}\n",
        ),
        (RULES, "severity: {strict: violation, cap: review}", "‸severity: {strict: violation}"),
    ]
    [place] = marked_places(pack_files(*changes))
    message = "no severity for the option cap, none of composition"
    assert faults(write_pack(tmp_path, *changes)) == [f"{place}: {message}"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- article: 5\n", "a mapping of keys to values is expected"),
        ("rules: 5\narticle: 5\n", "rules: a list is expected"),
        ("rules:\narticle: 5\n", "rules: a list is expected"),
    ],
)
def test_a_rule_file_of_another_shape_is_told(tmp_path, text, message):
    """A file whose rules are no list has none that could be checked."""
    assert faults(write_pack(tmp_path, add={RULES: text})) == [f"tiny/{RULES}:1:1: {message}"]


def test_a_rule_on_a_provision_that_is_not_listed_is_told(tmp_path):
    """A rule may only cite what provisions.yaml holds; its id is judged by what it cites."""
    changes = [
        (RULES, "provision: 5.1.a", "‸provision: 5.1.b"),
        (RULES, "id: D5.1.a.missing", "id: D5.1.b.missing"),
    ]
    [place] = marked_places(pack_files(*changes))
    message = "provisions.yaml has no 'điểm b khoản 1 Điều 5'; did you mean 'điểm a khoản 1 Điều 5'?"
    assert faults(write_pack(tmp_path, *changes)) == [f"{place}: {message}"]


def test_a_rule_in_the_file_of_another_article_is_told(tmp_path):
    """The rules of an article stand in the file that is named for it."""
    moved = PACK_FILES[RULES].replace("article: 5", "article: 7")
    found = faults(write_pack(tmp_path, add={"dieu-07.yaml": moved}, leave_out=(RULES,)))
    message = "điểm a khoản 1 Điều 5 does not belong to Điều 7"
    assert found == [f"tiny/dieu-07.yaml:4:5: {message}", f"tiny/dieu-07.yaml:15:5: {message}"]


def test_the_article_of_a_file_may_stand_below_its_rules(tmp_path):
    """It is told where it stands."""
    below = PACK_FILES[RULES].removeprefix("article: 5\n") + "article: 7\n"
    found = faults(write_pack(tmp_path, add={RULES: below}))
    assert found == [f"tiny/{RULES}:{below.count(chr(10))}:1: by its name, this file is for Điều 5"]


def test_what_the_calendar_cites_must_be_listed(tmp_path):
    """The report calendar cites provisions as rules do."""
    changes = [
        (PACK, "periods: [quarter, year], provision", "periods: [quarter, year], ‸provision"),
        (PROVISIONS, "provision: khoản 3 Điều 7", "provision: khoản 4 Điều 7"),
    ]
    [place] = marked_places(pack_files(*changes))
    [found] = faults(write_pack(tmp_path, *changes))
    assert found.startswith(f"{place}: provisions.yaml has no 'khoản 3 Điều 7'")


@pytest.mark.parametrize("group", ["unit", "officers", "issuer_unit", "as_of", "readings"])
def test_a_parameter_group_may_not_hide_another_name(tmp_path, group):
    """A group named as an entity, a relation, a unit field or a word of the language would change conditions."""
    change = (PACK, "  classes:\n", f"  ‸{group}:\n    least:" + EXTRA_PARAMETER)
    [place] = marked_places(pack_files(change))
    message = f"the group name {group!r} already means something in conditions"
    assert f"{place}: {message}" in faults(write_pack(tmp_path, change))


def test_all_faults_of_all_files_are_told_in_order(tmp_path):
    """One run tells every file's faults, sorted by place, also for the sound rules of a faulty file."""
    changes = [
        (RULES, "title: {vi: Quá số người, en: Too many}", "‸title: {vi: Quá số người}"),
        (RULES, 'breach: officers.none(role == "unit_leader")', 'breach: officers.none(‸rol == "unit_leader")'),
        (PACK, "default: cap", "‸default: kap"),
        (PROVISIONS, "khoản 3 Điều 7\n    norm: duty", "khoản 3 Điều 7\n    ‸norm: wish"),
    ]
    found = faults(write_pack(tmp_path, *changes))
    told = [":".join(problem.split(":")[:3]) for problem in found]
    assert sorted(told) == sorted(marked_places(pack_files(*changes)))
    assert told[:2] == ["tiny/dieu-05.yaml:7:27", "tiny/dieu-05.yaml:20:5"]


def test_several_faults_of_one_condition_are_all_told(tmp_path):
    """Two unknown names in one expression are two faults."""
    change = (RULES, "breach: officers.count() > limits.most", "breach: ‸oficers.count() > ‸limits.mots")
    found = faults(write_pack(tmp_path, change))
    assert [":".join(problem.split(":")[:3]) for problem in found] == marked_places(pack_files(change))


def test_the_faults_of_one_rule_are_all_told(tmp_path):
    """Of when it applies, of when it is breached, and of each of its texts."""
    changes = [
        (RULES, "classes.bodies\n    breach: officers.count() >", "‸classes.body\n    breach: ‸oficers.count() >"),
        (RULES, "        quá {limits.most}.", "        quá {‸limits.mots}."),
        (RULES, "above {limits.most}.", "above {‸limits.mots}."),
        (RULES, "{vi: Rà soát., en", "{vi: 'Rà soát ‸}', en"),
    ]
    found = faults(write_pack(tmp_path, *changes))
    assert [":".join(problem.split(":")[:3]) for problem in found] == marked_places(pack_files(*changes))


def test_rules_that_wait_for_each_other_are_told(tmp_path):
    """A rule that asks for findings of its own article asks for itself."""
    change = (
        RULES,
        "breach: officers.count() > limits.most",
        "breach: officers.count() > limits.most or findings.any(article == 5)",
    )
    found = faults(write_pack(tmp_path, change))
    assert len(found) == 1
    assert "depends on its own finding" in found[0]


def test_the_small_pack_has_no_faults(tmp_path):
    """What the other tests change is sound to begin with."""
    assert faults(write_pack(tmp_path)) == []
