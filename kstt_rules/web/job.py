"""One audit that was asked for on the page, from its files to the bytes of its result."""

from pathlib import Path
from typing import Final

from kstt_rules.auditing import audit
from kstt_rules.outputs import outputs_of
from kstt_rules.web.request import AuditRequest

FIRST: Final = "html"
OFFERED: Final = {
    name: output
    for name, output in sorted(outputs_of("audit").items(), key=lambda item: item[0] != FIRST)
    if output.label
}


def write_result(asked: AuditRequest, path: Path) -> None:
    """Audit what is asked and write the result to a new file."""
    result = audit(
        asked.paths,
        as_of=asked.as_of,
        pack=asked.pack,
        effective_from=asked.effective_from,
        settings=asked.settings,
        units=asked.units,
        previous=asked.previous or None,
    )
    with path.open("xb") as stream:
        OFFERED[asked.format_name].render(result, stream, language=asked.language)
