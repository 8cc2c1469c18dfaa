"""Three lists, each written in random combinations of habits, lead to their verdicts, or to none with the reason."""

from datetime import date
from random import Random

import pytest
from layouts.draft import Draft
from layouts.grid import write
from layouts.habits import HABITS, drawn, smallest, written_by
from layouts.lists import LISTS, register_grid

from kstt_rules import load_pack
from kstt_rules.auditing import judge_run, new_run, read_into
from kstt_rules.language.nodes import follows_findings
from kstt_rules.model.outcomes import Verdict

pytestmark = pytest.mark.usefixtures("read_here")

AS_OF = date(2022, 8, 31)
PACK = load_pack("bac-giang-2021")
FOLLOWING = {
    rule.id for rule in PACK.rules if any(follows_findings(expr) for expr in (rule.applies, rule.breach) if expr)
}
"""Rules on what breaches entail: they do not apply while none is established."""
ABOUT_THE_UNIT_ITSELF = {"D2.unit"}
"""Asks just this: whether the unit of an officer is known."""
DRAWN = 20
NIGHTLY = 400


def judged(draft, folder):
    """Verdicts by rule and by what names a subject on the sheet, and what was not read for certain."""
    write([register_grid()], folder / "danh-muc.xlsx")
    draft.write(folder, "danh-sach")
    run = read_into(new_run(PACK, as_of=AS_OF), [folder])
    judgement = judge_run(run)
    asked = {rule.subject for rule in PACK.rules} & {*judgement.facts.tables}
    names = {subject: names_of(judgement.facts.tables[subject].frame, subject) for subject in asked}
    found = {}
    for rule in (rule for rule in PACK.rules if rule.id not in ABOUT_THE_UNIT_ITSELF):
        if rule.subject in names:
            verdicts = judgement.verdicts(rule).values()
            found |= {(rule.id, name): verdict for name, verdict in zip(names[rule.subject], verdicts, strict=True)}
    return found, [reject for reject in run.dossier.rejects if reject.reason != "hidden_sheet"]


def names_of(frame, subject):
    """What names each row: officers go by name, which none shares, reports by unit and period."""
    columns = {"officer": ["name"], "report": ["unit", "period", "listed"]}.get(subject, ["id"])
    rows = zip(*(frame[column].astype(object).tolist() for column in columns), strict=True)
    return [tuple(" ".join(str(part).casefold().split()[-3:]) for part in row) for row in rows]


@pytest.fixture(scope="module")
def canonical(tmp_path_factory):
    """What each list leads to in its canonical form."""
    found = {}
    for name, make in LISTS.items():
        found[name], rejects = judged(Draft.of(make()), tmp_path_factory.mktemp("canonical"))
        assert rejects == [], name
        assert Verdict.BREACH in found[name].values()
    return found


def other_verdicts(name, habits, seed, expected, folder):
    """The verdicts that a combination of habits changes to something other than undetermined with a reason."""
    found, rejects = judged(written_by(name, habits, seed), folder)

    def is_kept(key, was):
        now = found.get(key)
        if now is Verdict.NOT_APPLICABLE and (key[0] in FOLLOWING or (was is Verdict.COMPLIANT and rejects)):
            return True  # a rule that may not apply and surely is not broken does not apply
        return now in (was, Verdict.UNDETERMINED) or (now is None and rejects)

    changed = {key: (was, found.get(key)) for key, was in expected.items() if not is_kept(key, was)}
    beyond = {key: (None, now) for key, now in found.items() if key not in expected and now is Verdict.BREACH}
    return {key: tuple(map(str, pair)) for key, pair in (changed | beyond).items()}


def assert_no_other_breach(name, habits, seed, expected, new_folder):
    """Fail with the smallest combination that changes a verdict, and with what it changes."""

    def changed(some):
        return other_verdicts(name, some, seed, expected, new_folder("habits"))

    if changed(habits):
        few = smallest(habits, changed)
        pytest.fail(f"{name}, seed {seed}: {' + '.join(few)}: {changed(few)}")


def combination(name, seed):
    """Draw the habits of a seed."""
    return drawn(Random(f"{name}/{seed}"))


@pytest.mark.parametrize("seed", range(DRAWN))
@pytest.mark.parametrize("name", LISTS)
def test_a_list_written_in_some_habits_leads_to_no_other_breach(name, seed, canonical, tmp_path_factory):
    """Each verdict is that of the canonical form, or undetermined where something is said about the file."""
    habits = combination(name, seed)
    assert_no_other_breach(name, habits, seed, canonical[name], tmp_path_factory.mktemp)


@pytest.mark.nightly
@pytest.mark.parametrize("habit", sorted(HABITS))
@pytest.mark.parametrize("name", LISTS)
def test_a_single_habit_leads_to_no_other_breach(name, habit, canonical, tmp_path_factory):
    """Each habit alone."""
    assert_no_other_breach(name, (habit,), 0, canonical[name], tmp_path_factory.mktemp)


@pytest.mark.nightly
@pytest.mark.parametrize("name", LISTS)
def test_many_combinations_lead_to_no_other_breach(name, canonical, tmp_path_factory):
    """As above, at length."""
    for seed in range(DRAWN, NIGHTLY):
        habits = combination(name, seed)
        assert_no_other_breach(name, habits, seed, canonical[name], tmp_path_factory.mktemp)
