"""How the pages name what a finding is about, in both languages at once."""

from collections.abc import Callable

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.labelled import label_of
from kstt_rules.model.findings import Finding
from kstt_rules.outputs.wording import capital


def in_both(text: Callable[[Language], str]) -> Bilingual:
    """Return what a function words in one language in both."""
    return Bilingual(text("vi"), text("en"))


def subject_text(finding: Finding) -> Bilingual | None:
    """Name the subject, its kind and the unit concerned; None where it is the body that the finding is filed under."""
    subject = finding.subject
    kind = label_of(subject.kind)
    if subject.kind == "unit" and subject.name == finding.bearer.name:
        return None
    about = "" if finding.unit == finding.bearer or subject.kind == "unit" else f" ({finding.unit.name})"
    if kind.vi == subject.kind or not subject.id:
        return Bilingual(f"{subject.name}{about}", f"{subject.name}{about}")
    return in_both(lambda language: f"{capital(kind[language])}: {subject.name}{about}")
