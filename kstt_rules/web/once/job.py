"""One audit that was asked for in one request, from its files to the bytes of its result."""

from pathlib import Path

from kstt_rules.auditing import audit
from kstt_rules.judging.settings import read_settings
from kstt_rules.outputs.registry import outputs_of
from kstt_rules.web.once.request import AuditRequest


def write_result(asked: AuditRequest, path: Path) -> None:
    """Audit what is asked and write the result to a new file."""
    result = audit(
        asked.paths,
        as_of=asked.as_of,
        pack=asked.pack,
        effective_from=asked.effective_from,
        settings=read_settings(asked.settings),
        units=asked.units,
        previous=asked.previous or None,
        engine_absent=asked.engine_absent,
    )
    with path.open("xb") as stream:
        outputs_of("audit")[asked.format_name].render(result, stream, language=asked.language)
