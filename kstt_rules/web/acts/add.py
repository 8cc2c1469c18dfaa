"""Takes more files into a workspace; one of the same name, in any case, takes the place of the one that is there."""

from collections.abc import Sequence
from pathlib import Path

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.done import Done
from kstt_rules.web.desk.questions import Form
from kstt_rules.web.texts import common
from kstt_rules.web.texts import files as words
from kstt_rules.web.views.files import KINDS
from kstt_rules.web.workspace.folder import ALONE


def act(desk: Desk, form: Form) -> Done:
    """Take the files and read everything again. Raises UsageError where there is none; a mistake changes nothing."""
    sent = {kind: names for kind in KINDS if (names := form.get(kind)) and not isinstance(names, str)}
    if not sent:
        raise UsageError(common.NO_FILE)
    [(kind, names)] = sent.items()
    place = desk.workspace
    targets = [place.folder / kind / name.rpartition("/")[2] for name in names]
    replaced = _replaced(place.sent(kind), targets)
    before = place.sent(kind) if kind in ALONE else [*replaced.values()]
    with desk.tried(*before, *targets, is_step=True):
        for path in before:
            path.unlink()
        for path in place.keep(kind, names):
            path.rename(replaced.get(path, path))
        desk.reopen()
    return Done("understood", words.ADDED)


def _replaced(sent: Sequence[Path], targets: Sequence[Path]) -> dict[Path, Path]:
    """Return what has the name of something that comes, else its name in another case, by what comes.

    What comes is then called as that was: corrections name it so.
    """
    found = {path: path for path in targets if path in sent}
    for path in sent:
        alike = [new for new in targets if new not in found and new.name.casefold() == path.name.casefold()]
        if path not in found and alike:
            found[alike[0]] = path
    return found
