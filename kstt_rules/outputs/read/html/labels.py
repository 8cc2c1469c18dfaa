"""How the pages name what a finding is about, in both languages at once."""

from kstt_rules.base.bilingual import Bilingual, joined
from kstt_rules.base.labelled import label_of
from kstt_rules.model.findings import Finding
from kstt_rules.outputs.wording import capitalised


def subject_text(finding: Finding) -> Bilingual | None:
    """Name the subject, its kind and the unit concerned; None where it is the body that the finding is filed under."""
    subject = finding.subject
    kind = label_of(subject.kind)
    if subject.kind == "unit" and subject.name == finding.bearer.name:
        return None
    about = "" if finding.unit == finding.bearer or subject.kind == "unit" else f" ({finding.unit.name})"
    if kind.vi == subject.kind or not subject.id:
        return Bilingual(f"{subject.name}{about}", f"{subject.name}{about}")
    return joined(": ", (capitalised(kind), f"{subject.name}{about}"))
