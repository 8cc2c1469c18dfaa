"""How the comparison of two audits is worded for a reader, in either language."""

from collections.abc import Iterator
from typing import Final

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.labelled import label_of
from kstt_rules.model.comparison import Change, Diff, Difference, FindingChange, Reason, Snapshot, Why
from kstt_rules.outputs import texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.texts import comparison as diff_texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import conclusion_label, day, missing_text

_MOST_FILES: Final = 6
_NOTHING: Final = {
    "previous": texts.NONE,
    "selection": diff_texts.ALL,
    "corrections": diff_texts.SUBMITTED,
    "engine": texts.NO_ENGINE,
}


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
        nothing = _NOTHING.get(item.kind, texts.UNKNOWN)
        words = [(nothing if side is None else label_of(side))[language] for side in sides]
    return f"{label}: {' → '.join(words)}"


def stages(item: FindingChange, language: Language) -> list[str]:
    """Name what a finding comes to; what it came to before that, if it was something else, stands first."""
    findings = (finding for finding in (item.before, item.after) if finding is not None)
    return list(dict.fromkeys(conclusion_label(finding)[language] for finding in findings))


def earlier_message(item: FindingChange, language: Language) -> str | None:
    """Return what the earlier audit said of the finding, where it has changed and the later one says another thing."""
    if item.before is None or item.after is None or not item.differs or item.before.message == item.after.message:
        return None
    return item.before.message[language]


def why_not_comparable(item: FindingChange, language: Language) -> Iterator[str]:
    """Say which audit alone has a finding that is not comparable, and why nobody can tell what became of it."""
    if item.change is not Change.NOT_COMPARABLE:
        return
    if item.before is None or item.after is None:
        yield (diff_texts.ONLY_BEFORE if item.after is None else diff_texts.ONLY_AFTER)[language]
    for reason in item.reasons:
        yield reason_text(reason, language, is_later=item.before is None)


def reason_text(reason: Reason, language: Language, *, is_later: bool) -> str:
    """Say in one sentence what keeps a finding from comparison; ``is_later``: the later audit alone has it."""
    names, files = missing_text(reason.missing, language), "; ".join(map(visible, reason.files))
    if names and files:
        names = f"{names} ({files})"
    words = diff_texts.REASONS_NOT_NEW if is_later else diff_texts.REASONS
    return words[reason.why][language].format(names=names or files)


def notes(diff: Diff) -> Iterator[Bilingual]:
    """Say what follows from what differs between the audits and was sent, and what an older result cannot tell."""
    kinds = {item.kind for item in diff.differences}
    if any(item.decides_all for item in diff.differences):
        yield diff_texts.WHY_NOT_COMPARABLE
    elif "pack" in kinds:
        yield diff_texts.CHANGED_RULES.format(count=len(diff.changed_rules))
    if "previous" in kinds:
        yield diff_texts.OTHER_ROSTER
    unsent = [item for item in diff.changes if any(reason.why is Why.NOT_SENT for reason in item.reasons)]
    for words, count in (
        (diff_texts.NOT_SENT, sum(item.after is None for item in unsent)),
        (diff_texts.NOT_SENT_BEFORE, sum(item.before is None for item in unsent)),
    ):
        if count:
            yield words.format(count=count)
    if left_out := diff.left_out:
        names = visible(", ".join(left_out[:_MOST_FILES])) + (", …" if len(left_out) > _MOST_FILES else "")
        yield diff_texts.LEFT_OUT.format(count=len(left_out), names=names)
    if 1 in (diff.before.version, diff.after.version):
        yield diff_texts.VERSION_1_TELLS
