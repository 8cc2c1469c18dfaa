"""The text of a file that came with a form."""

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk


def sent_text(desk: Desk, incoming: str | list[str], *, none: Bilingual, not_text: Bilingual) -> str:
    """Return the text of the file that was sent. Raises UsageError where there is none, or it is not text."""
    contents = [path.read_bytes() for path in desk.workspace.came(incoming)]
    if not contents:
        raise UsageError(none)
    try:
        return contents[0].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(not_text) from None
