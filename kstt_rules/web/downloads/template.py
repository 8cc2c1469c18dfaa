"""The workbook to fill in, with the units of the register."""

from collections.abc import Mapping

from kstt_rules.model.vocabulary import UNIT
from kstt_rules.outputs.registry import outputs_of
from kstt_rules.outputs.template import render
from kstt_rules.pack_tools.form import form_of
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.fields import language_of


def write(desk: Desk, query: Mapping[str, str]) -> Download:
    """Write the workbook."""
    place = desk.workspace.free_out()
    with place.open("xb") as stream:
        render(form_of(desk.pack, desk.inspection.dossier.tables.get(UNIT)), stream, language=language_of(query))
    return Download(place, "bieu-mau.xlsx", outputs_of("audit")["xlsx"].media)
