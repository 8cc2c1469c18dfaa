"""The report in Word with the letterhead of the workspace."""

from collections.abc import Mapping

from kstt_rules.outputs.registry import outputs_of
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.kept.letterhead import letterhead_of


def write(desk: Desk, query: Mapping[str, str]) -> Download:  # noqa: ARG001 - an official report is in Vietnamese
    """Write the report."""
    output, place = outputs_of("audit")["docx"], desk.workspace.free_out()
    with place.open("xb") as stream:
        output.render(desk.session.result, stream, language="vi", letterhead=letterhead_of(desk))
    return Download(place, f"bao-cao-{desk.state.as_of}{output.suffix}", output.media)
