"""The result beside an earlier one: what became of every finding."""

from collections.abc import Mapping
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.model.comparison import Diff, FindingChange
from kstt_rules.outputs.comparison.wording import earlier_message, notes, stages, why_not_comparable
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.read.html.changes import CHANGES as FIRST_TO_LAST
from kstt_rules.outputs.texts.comparison import CHANGES, EARLIER
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, day
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.kept.earlier import comparison_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.leaves import leaf
from kstt_rules.web.showing.told import line
from kstt_rules.web.texts import comparison as words

_ORDER: Final = {change: place for place, change in enumerate(FIRST_TO_LAST)}


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return the counts and one page of the findings of a kind; without an earlier result, nothing of these."""
    language, diff = language_of(query), comparison_of(desk)
    told = around(desk, "results") | {"is_there": diff is not None}
    return told if diff is None else told | _compared(diff, query, language)


def _compared(diff: Diff, query: Mapping[str, str], language: Language) -> dict[str, Any]:
    chosen = query.get("change", "")
    changes = [item for item in diff.changes if chosen in ("", item.change)]
    found = leaf(sorted(changes, key=lambda item: _ORDER[item.change]), query)
    return {
        "as_of": day(diff.before.as_of, language),
        "notes": [visible(note[language]) for note in notes(diff)],
        "kinds": [
            {
                "change": change.value,
                "label": CHANGES[change][language],
                "count": number(count, language),
                "chosen": change == chosen,
            }
            for change, count in sorted(diff.counts.items(), key=lambda item: _ORDER[item[0]])
        ],
        "findings": [_told(item, language) for item in found.items],
        "leaf": found.shown({"change": chosen} if chosen else {}),
        "downloads": [
            _offered("html", words.PAGE, ".html", language),
            _offered("since", words.SINCE, ".html", language),
            _offered("json", words.DATA, ".json", language),
        ],
    }


def _told(item: FindingChange, language: Language) -> dict[str, Any]:
    came_to, earlier = stages(item, language), earlier_message(item, language)
    lines = [" → ".join(map(capital, came_to))] if len(came_to) > 1 else []
    lines += [f"{EARLIER[language]}: {earlier}"] if earlier is not None else []
    return line(item.finding, language) | {
        "change": item.change.value,
        "change_label": CHANGES[item.change][language],
        "is_there": item.after is not None,
        "lines": [visible(text) for text in (*lines, *why_not_comparable(item, language))],
    }


def _offered(kind: str, label: Bilingual, suffix: str, language: Language) -> dict[str, Any]:
    return {"name": "comparison", "label": label[language], "suffix": suffix, "query": {"kind": kind}}
