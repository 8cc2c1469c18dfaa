"""What a letter asks to be supplied: things that could not be judged, each once, never told as a breach."""

from collections.abc import Iterable

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import label_of
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import Finding, Subject, UnitRef
from kstt_rules.outputs.letters.sending import Citing
from kstt_rules.outputs.texts import letters as texts
from kstt_rules.outputs.wording import capital


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked about one subject: by whom it is filed, its name, what to supply, and to judge what."""

    unit: UnitRef
    subject: str
    remedy: str
    provisions: tuple[Provision, ...]
    cells: tuple[Source, ...]


def requests(findings: Iterable[Finding]) -> list[Request]:
    """Return what findings that are undetermined ask for; what several lack of one subject is asked for once."""
    alike: dict[tuple[str, str, tuple[str, ...]], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.subject.kind, finding.subject.id, finding.missing), []).append(finding)
    return [
        Request(
            unit=group[0].unit,
            subject=_named(group[0].subject),
            remedy=group[0].remedy.vi,
            provisions=tuple(sorted({finding.provision for finding in group})),
            cells=tuple(dict.fromkeys(cell for finding in group for cell in telling_cells(finding))),
        )
        for group in alike.values()
    ]


def _named(subject: Subject) -> str:
    """Name a subject with its kind, where its name does not begin with that: công chức đầu mối Nguyễn Văn A."""
    name, kind = label_of(subject.name).vi, label_of(subject.kind).vi
    if subject.kind == "unit" or name.casefold().startswith(kind.split()[0].casefold()):
        return capital(name)
    return capital(f"{kind} {name}")


def telling_cells(finding: Finding) -> list[Source]:
    """Return the cells that a finding turns on, without those that only say why its rule applies."""
    return [source for evidence in finding.evidence if not evidence.scope for source in evidence.sources]


def cited(provisions: Iterable[Provision], citing: Citing) -> str:
    """Cite provisions of the regulation or of the decision that issues it."""
    told = [(item.vi_capitalised if citing.capitalised else item.vi, item.part == "quyet_dinh") for item in provisions]
    of_regulation = ", ".join(text for text, is_of_decision in told if not is_of_decision)
    words = [texts.OF_REGULATION.format(provision=of_regulation, called=citing.called)] if of_regulation else []
    return ", ".join([*words, *(text for text, is_of_decision in told if is_of_decision)])
