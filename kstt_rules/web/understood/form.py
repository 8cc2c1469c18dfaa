"""The fields of the forms on the page that shows how files were understood."""

from collections.abc import Iterator
from itertools import count
from urllib.parse import parse_qsl, urlencode, urlsplit

from kstt_rules.web.desk.questions import Form
from kstt_rules.web.fields import text_of


def lines_of(form: Form, *names: str) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a form whose fields have the number of their line behind their name, as ``text.0``."""
    for number in count():
        if f"{names[0]}.{number}" not in form:
            return
        yield tuple(text_of(form, f"{name}.{number}") for name in names)


def leads_back(form: Form) -> str:
    """Return the page that a form was sent from: that of all files, or of one."""
    query = parse_qsl(urlsplit(text_of(form, "from")).query)
    kept = [(name, value) for name, value in query if name in ("file", "page")]
    return f"understood?{urlencode(kept)}" if kept else "understood"
