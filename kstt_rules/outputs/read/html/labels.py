"""How the pages name what a finding is about, in both languages at once."""

from kstt_rules.base.bilingual import Bilingual, in_both
from kstt_rules.model.findings import Finding
from kstt_rules.outputs.wording import subject_name


def subject_text(finding: Finding) -> Bilingual | None:
    """Name the subject and the unit concerned; None where it is the body that the finding is filed under."""
    subject = finding.subject
    if subject.kind == "unit" and subject.name == finding.bearer.name:
        return None
    about = "" if finding.unit == finding.bearer or subject.kind == "unit" else f" ({finding.unit.name})"
    return in_both(lambda language: f"{subject_name(finding, language)}{about}")
