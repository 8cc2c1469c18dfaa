"""Sets a finding aside: for its unit, by its rule or its provision, with a reason, a document, and until when."""

import datetime as dt
from collections.abc import Mapping, Sequence

from kstt_rules.base.errors import UsageError
from kstt_rules.base.text_keys import clean
from kstt_rules.model.findings import Finding
from kstt_rules.waivers.apply import Waiver
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.fields import day_of, text_of
from kstt_rules.web.kept.waivers import change
from kstt_rules.web.showing.leaves import asked
from kstt_rules.web.showing.told import finding_of
from kstt_rules.web.texts import waivers as words


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:
    """Record the waiver and judge again. Raises UsageError for what is left out or does not fit."""
    finding = finding_of(desk.session.result, {"id": text_of(form, "id")})
    if finding is None:
        raise UsageError(words.NO_FINDING)
    waiver = _waiver(finding, form)

    def with_one_more(waivers: Sequence[Waiver]) -> Sequence[Waiver]:
        return [*waivers, waiver]

    change(desk, with_one_more)
    return Done(asked("finding", id=finding.fingerprint), words.RECORDED)


def _waiver(finding: Finding, form: Mapping[str, str | list[str]]) -> Waiver:
    reason, document = clean(text_of(form, "reason")), clean(text_of(form, "granted_by"))
    start, until = day_of(form, "start"), day_of(form, "until")
    for text, fault in ((reason, words.NO_REASON), (document, words.NO_DOCUMENT)):
        if not text:
            raise UsageError(fault)
    if _is_before(until, start):
        raise UsageError(words.WRONG_ORDER)
    is_whole = text_of(form, "scope") == "provision"
    return Waiver(
        unit=finding.unit.id or finding.unit.name,
        rule=None if is_whole else finding.rule,
        provision=finding.provision if is_whole else None,
        reason=reason,
        granted_by=document,
        start=start,
        until=until,
        place="",
    )


def _is_before(day: dt.date | None, other: dt.date | None) -> bool:
    return day is not None and other is not None and day < other
