"""How the comparison of two audits is worded for a reader, in either language."""

from collections.abc import Iterator

from kstt_rules.base.bilingual import Language
from kstt_rules.base.labelled import label_of
from kstt_rules.model.comparison import Change, Diff, Difference, FindingChange, Snapshot
from kstt_rules.outputs import texts
from kstt_rules.outputs.texts import comparison as diff_texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import conclusion_label, day, missing_text, number


def audit_text(audit: Snapshot, language: Language) -> str:
    """Name an audit by its day and pack."""
    return visible(f"{day(audit.as_of, language)} · {audit.pack.id} {audit.pack.version}")


def counts_text(diff: Diff, language: Language) -> str:
    """Count in one line what became of the findings since the earlier audit."""
    counts = (f"{diff_texts.CHANGES[change][language]} {number(n, language)}" for change, n in diff.counts.items())
    return f"{diff_texts.SINCE[language]}: {' · '.join(counts)}"


def difference_text(item: Difference, language: Language) -> str:
    """Say in one line what two audits were decided by differently."""
    label = diff_texts.DIFFERENCE[item.kind][language].format(name=label_of(item.name)[language])
    if item.kind == "unreadable":
        words = [(texts.NO if side is None else texts.YES)[language] for side in (item.before, item.after)]
    else:
        sides = (item.before, item.after)
        words = [(texts.UNKNOWN if side is None else label_of(side))[language] for side in sides]
    return f"{label}: {' → '.join(words)}"


def stages(item: FindingChange, language: Language) -> list[str]:
    """Name what a finding comes to; what it came to before that, if it was something else, stands first."""
    findings = (finding for finding in (item.before, item.after) if finding is not None)
    return list(dict.fromkeys(conclusion_label(finding)[language] for finding in findings))


def earlier_message(item: FindingChange, language: Language) -> str | None:
    """Return what the earlier audit said of the finding, where the later one says something else."""
    return item.before.message[language] if item.before is not None and "message" in item.differs else None


def why_not_comparable(item: FindingChange, language: Language) -> Iterator[str]:
    """Say which audit alone has a finding that is not comparable, and what the other one lacks."""
    if item.change is Change.NOT_COMPARABLE:
        yield (diff_texts.ONLY_BEFORE if item.after is None else diff_texts.ONLY_AFTER)[language]
    if item.lacking:
        yield diff_texts.LACKING[language].format(names=missing_text(item.lacking, language))
