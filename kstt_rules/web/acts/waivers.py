"""Takes the waivers of a file that was kept, beside those that are there."""

from collections.abc import Mapping, Sequence

from kstt_rules.base.errors import UsageError
from kstt_rules.waivers.apply import Waiver
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.kept.waivers import change, key_of, waivers_of
from kstt_rules.web.texts import waivers as words


def act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done:
    """Take them and judge again. Raises InputError where the file is no file of waivers."""
    paths = desk.workspace.came(form.get("waivers", []))
    if not paths:
        raise UsageError(words.NO_FILE)
    sent = [waiver for path in paths for waiver in waivers_of(path, desk.pack)]

    def with_these(waivers: Sequence[Waiver]) -> Sequence[Waiver]:
        there = set(map(key_of, waivers))
        return [*waivers, *(waiver for waiver in sent if key_of(waiver) not in there)]

    change(desk, with_these)
    return Done("waivers", words.TAKEN.format(count=len(sent)))
