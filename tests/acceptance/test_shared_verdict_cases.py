"""The small dossiers that a developer may have beside the checkout come to the outcomes that are wanted of them."""

from datetime import date

import pytest
from repository import SHARED
from verdicts import AS_OF, EFFECTIVE, said

from kstt_rules import audit
from kstt_rules.base.errors import UsageError
from kstt_rules.waivers.files import read_waivers

CASES = SHARED / "cases" / "verdicts"
pytestmark = [
    pytest.mark.usefixtures("read_here"),
    pytest.mark.skipif(not CASES.is_dir(), reason="no shared cases beside the checkout"),
]

V, R, INFO, U, NOTHING = "violation", "review", "info", "undetermined", None
GRAVEST_FIRST = (V, R, INFO, U)

WANTED = [
    ("two_files_same_people", {}, "5.1.a", "so-a", {NOTHING, U}),
    ("one_person_two_rows", {}, "5.1.c", "x1", {V}),
    ("one_person_two_rows", {}, "5.1.a", "so-a", {NOTHING, U}),
    ("honorific", {}, "10.5", "so-a", {NOTHING}),
    ("no_roster", {}, "5.1", "vp", {R}),
    ("no_roster", {}, "5.1", "h1", {R}),
    ("no_roster", {}, "5.1", "x1", {R}),
    ("no_roster", {}, "5.1", "so-a", {R}),
    ("namesakes", {}, "5.3.a", "so-a", {R, U}),
    ("namesakes", {}, "5.3.a", "so-b", {R, U}),
    ("namesakes", {}, "5.3.a", "tt", {INFO, U}),
    ("namesakes", {}, "5.3.a", "bql", {INFO, U}),
    ("namesakes", {}, "5.3.a", "h1", {U}),
    ("namesakes", {}, "5.3.a", "h2", {U}),
    ("two_people_of_one_name", {}, "5.1.c", "x1", {U}),
    ("no_stated_tier", {}, "2.1", "so-a", {R}),
    ("titles", {}, "5.1.a", "so-a", {V, R, U}),
    ("titles", {}, "5.1.a", "so-b", {V, R, U}),
    ("titles", {}, "5.1.c", "x1", {V}),
    ("titles", {}, "5.1.c", "x2", {U}),
    ("consolidated_of_a_unit_with_none_left", {}, "10.5", "so-a", {V}),
    ("previous_identical", {"previous": "previous_identical-old.xlsx"}, "9.3", "tt", {NOTHING}),
    ("previous_without_the_unit", {"previous": "previous_without_the_unit-old.xlsx"}, "9.3", "tt", {U}),
    (
        "previous_undated",
        {"previous": "previous_undated-old.xlsx", "effective_from": date(2022, 3, 15)},
        "9.3",
        "tt",
        {U},
    ),
    ("waived_but_11_1", {"waivers": "w2.yaml"}, "11.1", "so-a", {NOTHING}),
    ("signer_title_ignored", {}, "4.1", "so-a", {V}),
    ("signer_title_ignored", {}, "4.2", "h1", {V}),
    ("signer_title_ignored", {}, "4.2", "x1", {V}),
    ("signer_title_ignored", {}, "4.1", "so-b", {U, NOTHING}),
    ("superseded_approval", {}, "4.1", "so-a", {INFO}),
    ("unread_approval", {}, "4.2", "h1", {NOTHING}),
    ("unread_approval", {}, "4.2", "x1", {NOTHING}),
    ("district_decision_and_communes", {}, "4.2", "x1", {NOTHING}),
    ("district_decision_and_communes", {}, "4.2", "x2", {R}),
    ("district_decision_and_communes", {}, "4.2", "x3", {NOTHING}),
    ("commune_scope_of_one_district", {}, "4.2", "x1", {NOTHING}),
    ("commune_scope_of_one_district", {}, "4.2", "x3", {V}),
    ("proposer_of_another_district", {}, "4.2", "h1", {V}),
    ("same_day", {}, "9.2", "h1", {NOTHING}),
    ("list_on_record_elsewhere", {}, "9.3.a", "so-a", {NOTHING}),
    ("provincial_office_left_out", {}, "6.2.a", "vp", {V}),
    ("provincial_office_left_out", {}, "6.2.b", "vp", {R}),
    ("provincial_office_left_out", {}, "6.3.a.đ1", "vp", {R}),
    ("provincial_office_left_out", {}, "6.10", "vp", {V}),
    ("provincial_office_left_out", {}, "9.3.a", "vp", {V}),
    ("announced_yet_not_submitted", {}, "6.3.a.đ1", "so-a", {NOTHING}),
    ("future_and_early", {"as_of": date(2022, 1, 2), "effective_from": date(2022, 1, 1)}, "6.5.c", "h1", {NOTHING}),
    ("future_and_early", {"as_of": date(2022, 1, 2), "effective_from": date(2022, 1, 1)}, "6.5.c", "x1", {NOTHING}),
    (
        "future_and_early",
        {"as_of": date(2022, 1, 2), "effective_from": date(2022, 1, 1)},
        "6.5.c",
        "so-a",
        {NOTHING, U},
    ),
    ("report_two_rows_one_sent", {}, "7", "so-a", {NOTHING}),
    ("report_two_rows_one_sent", {}, "7", "x1", {NOTHING}),
    *(("report_recipient_order", {}, "7", f"s{number}", {NOTHING}) for number in range(6)),
    ("report_recipient_order", {}, "7", "x1", {V}),
    ("report_recipient_order", {}, "7", "x2", {NOTHING}),
    *(("period_not_over", {"as_of": date(2022, 3, 10)}, "7", unit, {NOTHING}) for unit in ("so-a", "h1", "x1")),
    ("ad_hoc_before_effect", {}, "7.3", "so-a", {V}),
    ("ad_hoc_without_due", {}, "7.3", "so-a", {V, U}),
    ("payment_before_effect", {"effective_from": date(2022, 1, 1)}, "9.4", "so-a", {NOTHING}),
    ("payment_before_effect", {"effective_from": date(2022, 1, 1)}, "6.12", "so-a", {NOTHING}),
    ("payment_quarter", {"as_of": date(2022, 3, 15)}, "9.4", "so-a", {V, U}),
    ("payment_period_not_begun", {"as_of": date(2021, 12, 31)}, "9.4", "so-a", {NOTHING}),
    *(("other_kind", {}, provision, "kh", {NOTHING}) for provision in ("2", "5", "6", "7", "8", "9", "10")),
    *(
        ("district_after_2025", {"as_of": date(2025, 8, 1)}, provision, "h1", {NOTHING})
        for provision in ("2", "4", "5", "7", "8", "9", "10")
    ),
    ("request_before_effect", {}, "6.3.b", "x1", {NOTHING}),
    ("comment_after_effect", {}, "6.2.d", "so-a", {R}),
    *(("recipient_names_nobody", {}, "7", unit, {U}) for unit in ("so-a", "so-b", "x1")),
    ("sent_again_late", {}, "7", "so-a", {NOTHING}),
    ("approval_named_without_date", {}, "7", "so-a", {U}),
    ("approval_named_without_date", {}, "7", "so-b", {V}),
    ("document_after_as_of", {}, "5.3.b", "so-a", {R}),
    *(
        ("running_year_plan", {}, provision, unit, {INFO})
        for provision in ("6.1.a", "6.5.a")
        for unit in ("so-a", "h1", "x1")
    ),
    *(
        (
            "future_and_early",
            {
                "as_of": date(2022, 1, 2),
                "effective_from": date(2022, 1, 1),
                "settings": {"support.least_amount": "300000"},
            },
            *wanted,
        )
        for wanted in (("6.1.a", "so-a", {INFO}), ("6.5.a", "x1", {INFO}), ("8", "so-a", {NOTHING}))
    ),
    ("kcn_reports", {}, "7.3", "so-a", {V}),
    ("kcn_reports", {}, "7.3", "bql", {R}),
    ("kcn_reports", {}, "7", "vp", {NOTHING}),
]
"""File, options, provision, unit, and what the gravest outcome of its findings may be; NOTHING where it has none."""


@pytest.fixture(scope="module")
def audited():
    """The audit of a dossier with some options, made once for all that is wanted of it."""
    made = {}

    def result(file, options):
        key = (file, repr(options))
        if key not in made:
            made[key] = _audited(file, options)
        return made[key]

    return result


@pytest.mark.parametrize(
    ("file", "options", "provision", "unit", "wanted"),
    WANTED,
    ids=[f"{file}-{provision}-{unit}" for file, _, provision, unit, _ in WANTED],
)
def test_a_shared_dossier_is_judged_as_wanted(audited, file, options, provision, unit, wanted):
    """The gravest outcome of the findings on a unit under a provision is one that is wanted."""
    found = said(audited(file, options), provision, unit)
    assert next((outcome for outcome in GRAVEST_FIRST if outcome in found), NOTHING) in wanted


def _audited(file, options):
    chosen = {"as_of": AS_OF, "effective_from": EFFECTIVE, "detail": "all"} | options
    if "previous" in chosen:
        chosen["previous"] = [CASES / chosen["previous"]]
    if "waivers" in chosen:
        chosen["waivers"] = read_waivers(CASES / chosen["waivers"])
    path = CASES / f"{file}.xlsx"
    return audit([path if path.is_file() else CASES / file], **chosen)


def test_the_due_day_that_was_missed_is_shown_in_its_own_cell():
    """The deadline that was applied stands under Hạn gửi."""
    [late] = [item for item in _audited("evidence_cells", {}).findings if item.rule == "D7.3.late"]
    assert {item.field: item.sources[0].cell for item in late.evidence if not item.scope} == {
        "report.sent_on": "D2",
        "report.deadline": "C2",
    }


def test_a_waiver_for_a_name_that_two_communes_bear_is_refused():
    """Both are named, and nothing is waived."""
    with pytest.raises(UsageError, match=r"x2.*x3"):
        _audited("waiver_ambiguous_name", {"waivers": "w.yaml"})
