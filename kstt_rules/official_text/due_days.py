"""The due days of reports that an official text states, compared with those of a pack's calendar."""

import re
from collections.abc import Iterable, Iterator

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.citation import Provision
from kstt_rules.model.report_calendar import DueRule, DueTable
from kstt_rules.official_text.read import RegulationText

_STATED = re.compile(
    r"(?P<before>trước )?ngày (?:mùng )?(?P<day>[0-9]{1,2})(?![0-9/])"
    r"(?: (?:của |trong )?(?:(?P<last>tháng cuối)|(?P<next>tháng (?:sau|tiếp|kế|đầu))"
    r"|tháng (?P<month>[0-9]{1,2})(?P<year> (?:của )?năm (?:sau|tiếp|kế))?(?! ?(?:/|năm [0-9]))"
    r"|(?P<every>(?:hằng|hàng|mỗi) tháng)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day of a month as a text states it: "trước ngày 20 tháng cuối" may be the 20th or the day before.

    ``months_after`` counts from the last month of the period, None where the words leave it open.
    """

    words: str
    days: frozenset[int]
    months_after: int | None

    def is_of(self, rule: DueRule) -> bool:
        """Tell whether a due day is this one."""
        return rule.day in self.days and self.months_after in (None, rule.months_after)


@dataclass(frozen=True, slots=True)
class DueDayDifference:
    """A due day of a calendar, by its key and as it is held, that its provision states otherwise; None: not held."""

    provision: Provision
    key: str | None
    held: DueRule | None
    stated: tuple[str, ...]


def due_day_differences(
    text: RegulationText, due: DueTable | None, expects: Iterable[Provision]
) -> Iterator[DueDayDifference]:
    """Find due days that are none of those that the provision they cite states.

    Provisions that say who reports (``expects``) and state a day are found too, where no due day cites them.
    """
    cited: set[Provision] = set()
    for tier, rules in (due or {}).items():
        for kind, rule in rules.items():
            if rule.provision is None:
                continue
            cited.add(rule.provision)
            stated = stated_days(passage.text for passage in text.passages_of(rule.provision))
            if stated and not any(each.is_of(rule) for each in stated):
                key, words = f"report_calendar.due.{tier}.{kind}", tuple(each.words for each in stated)
                yield DueDayDifference(rule.provision, key, rule, words)
    for provision in sorted(set(expects)):
        stated = stated_days(passage.text for passage in text.passages_of(provision))
        if stated and not any(provision.contains(each) or each.contains(provision) for each in cited):
            yield DueDayDifference(provision, None, None, tuple(each.words for each in stated))


def stated_days(texts: Iterable[str]) -> list[StatedDay]:
    """Return the days of months that texts state for a recurring duty, full dates left out."""
    return [_stated(found) for text in texts for found in _STATED.finditer(text)]


def _stated(found: re.Match[str]) -> StatedDay:
    day = int(found["day"])
    days = {day, day - 1} if found["before"] else {day}
    months_after = None
    if found["last"]:
        months_after = 0
    elif found["next"]:
        months_after = 1
    elif found["month"]:
        month = int(found["month"])
        months_after = month if found["year"] else 0 if month == 12 else None
    return StatedDay(found[0], frozenset(days), months_after)
