"""The log of corrections as a workbook."""

from collections.abc import Mapping

from kstt_rules.outputs.read.corrections import write_log
from kstt_rules.outputs.registry import outputs_of
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.fields import language_of


def write(desk: Desk, query: Mapping[str, str]) -> Download:
    """Write the log."""
    place = desk.workspace.free_out()
    with place.open("xb") as stream:
        write_log(desk.session.result, stream, language=language_of(query))
    return Download(place, f"o-da-sua-{desk.state.as_of}.xlsx", outputs_of("audit")["xlsx"].media)
