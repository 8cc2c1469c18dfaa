"""What many subjects lack alike, as the page shows it: an entry for each cause, with all that waits for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial

from kstt_rules.base.alphabet import alphabetical
from kstt_rules.base.bilingual import Bilingual, in_both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.findings import Undecided
from kstt_rules.model.outcomes import Cause
from kstt_rules.outputs import texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.wording import capitalised, missing_text, provision_text


@dataclass(frozen=True, slots=True)
class Content:
    """A rule that cannot be judged: its provision and title, and on how many subjects of how many units."""

    provision: Bilingual
    title: Bilingual
    subjects: int
    units: Bilingual


@dataclass(frozen=True, slots=True)
class SharedCause:
    """What is missing and what to supply, how many verdicts wait for it, and of which rules."""

    cause: Bilingual
    missing: Bilingual
    remedy: Bilingual
    verdicts: int
    contents: tuple[Content, ...]


def shared_causes(undecided: Iterable[Undecided]) -> list[SharedCause]:
    """Gather what is undetermined for the same reason: what most verdicts wait for first."""
    alike: dict[tuple[Cause, tuple[str, ...], Bilingual], list[Undecided]] = defaultdict(list)
    for item in undecided:
        alike[item.cause, item.missing, item.remedy].append(item)
    causes = map(_shared_cause, alike.values())
    return sorted(causes, key=lambda cause: (-cause.verdicts, alphabetical(cause.missing.vi)))


def _shared_cause(items: Sequence[Undecided]) -> SharedCause:
    first = items[0]
    missing = capitalised(in_both(partial(missing_text, first.missing)))
    verdicts = sum(item.subjects for item in items)
    return SharedCause(capitalised(first.cause.label), missing, first.remedy, verdicts, tuple(map(_content, items)))


def _content(item: Undecided) -> Content:
    if item.is_of_all:
        units = texts.WHOLE_DOSSIER
    elif item.units:
        units = in_both(lambda language: texts.UNITS_COUNT[language].format(count=number(item.units, language)))
    else:
        units = texts.UNKNOWN
    provision = capitalised(in_both(partial(provision_text, item.provision)))
    return Content(provision, item.title, item.subjects, units)
