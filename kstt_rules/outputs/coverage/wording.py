"""What the outputs of a pack's coverage say alike."""

from kstt_rules.base.bilingual import Language
from kstt_rules.model.pack_coverage import PackCoverage, ProvisionCoverage
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.texts import packs
from kstt_rules.outputs.visible import visible


def headline(coverage: PackCoverage, language: Language) -> str:
    """Name the pack: its title, id and version."""
    return visible(f"{coverage.title[language]} · {coverage.pack.id} {coverage.pack.version}")


def norm_and_bearer(entry: ProvisionCoverage, language: Language) -> str:
    """Say what kind of norm a provision is and whom it binds."""
    return visible(f"{packs.NORMS[entry.norm][language]}: {entry.bearer[language]}")


def status(entry: ProvisionCoverage, language: Language) -> str:
    """Say whether a provision is checked, and why if it is not."""
    label = packs.STATUSES[entry.status][language]
    return label if entry.reason is None else visible(f"{label}: {entry.reason[language]}")


def totals(coverage: PackCoverage, language: Language) -> tuple[str, str]:
    """Sum up how many provisions are decided, and how often the rules are tried."""
    provisions = packs.COVERED[language].format(
        provisions=number(len(coverage.provisions), language),
        **{name: number(coverage.count(name), language) for name in packs.STATUSES},
        decided=_percentage(coverage.decided, language),
    )
    tried = packs.TRIED[language].format(
        rules=number(len(coverage.rules), language),
        cases=number(coverage.cases, language),
        mutants=number(sum(rule.mutants for rule in coverage.rules), language),
    )
    return provisions, tried


def _percentage(value: float, language: Language) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if language == "vi" else text
