"""Takes a waiver back."""

from collections.abc import Mapping, Sequence

from kstt_rules.base.errors import UsageError
from kstt_rules.waivers.apply import Waiver
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.fields import text_of
from kstt_rules.web.kept.waivers import change, key_of
from kstt_rules.web.texts import waivers as words


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:
    """Take it back and judge again. Raises UsageError where it is there no more."""
    wanted = text_of(form, "waiver")

    def without(waivers: Sequence[Waiver]) -> Sequence[Waiver]:
        places = [place for place, waiver in enumerate(waivers) if key_of(waiver) == wanted]
        if not places:
            raise UsageError(words.NOT_THERE)
        return [waiver for place, waiver in enumerate(waivers) if place != places[-1]]

    change(desk, without)
    return Done("waivers", words.TAKEN_BACK)
