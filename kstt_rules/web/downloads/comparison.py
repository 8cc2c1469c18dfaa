"""The comparison with the earlier result, as a page or as data, and the report that opens with what is new."""

from collections.abc import Mapping

from kstt_rules.base.errors import UsageError
from kstt_rules.model.comparison import AuditSince
from kstt_rules.outputs.registry import outputs_of
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.fields import language_of, one_of
from kstt_rules.web.kept.earlier import comparison_of
from kstt_rules.web.texts import comparison as words

_MEDIA = {".html": "text/html; charset=utf-8", ".json": "application/json"}


def write(desk: Desk, query: Mapping[str, str]) -> Download:
    """Write it. Raises UsageError where there is no earlier result."""
    kind, diff = one_of(query.get("kind", ""), ("html", "json", "since")), comparison_of(desk)
    if diff is None:
        raise UsageError(words.NO_EARLIER)
    output = outputs_of("since")["html"] if kind == "since" else outputs_of("comparison")[kind]
    shown = AuditSince(desk.session.result, diff) if kind == "since" else diff
    place = desk.workspace.free_out()
    with place.open("xb") as stream:
        output.render(shown, stream, language=language_of(query))
    name = "bao-cao-so-voi-truoc" if kind == "since" else "so-sanh"
    return Download(place, f"{name}-{desk.state.as_of}{output.suffix}", _MEDIA[output.suffix])
