"""Audit results built by hand, for the tests of outputs and commands."""

from dataclasses import replace
from datetime import date

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.findings import (
    AuditResult,
    Coverage,
    EngineRef,
    Evidence,
    Finding,
    PackRef,
    Received,
    RegulationRef,
    RuleRef,
    Subject,
    Undecided,
    UnitRecord,
    UnitRef,
)
from kstt_rules.model.outcomes import Cause, Outcome, Severity, Verdict, added_up
from kstt_rules.model.read_vocabulary import base_vocabulary

_VOCABULARY = base_vocabulary()
TIERS = _VOCABULARY.tiers()
POINT, SCOPE = Provision(5, 1, "a"), Provision(1)
RULES = tuple(RuleRef(rule, "ab" * 32, ("officer", "unit")) for rule in ("D5.3.a.concurrent", "D5.1.a.missing", "i"))
"""The rules of what is undetermined, and the datasets that they look at."""

SLOTS = Labelled("slots", Bilingual("số vị trí", "slots"))


def make_subject(kind, id_, name, tier):
    """Return what a rule judged, its kind and tier called as the base vocabulary calls them."""
    label = _VOCABULARY.entity(kind).label.bilingual if kind in _VOCABULARY.entities else None
    return Subject(Labelled(kind, label), id_, name, tier if tier is None else TIERS.get(tier) or Tier(tier, rank=3))


def make_evidence(term, value, sources=(), *, scope=False):
    """Return evidence, its term and a code called as the base vocabulary calls them."""
    owner, _, name = term.partition(".")
    entity = _VOCABULARY.entities.get(owner)
    field = entity.fields.get(name) if entity else None
    if field is None:
        return Evidence(Labelled(term), value, tuple(sources), scope)
    if field.of and value in _VOCABULARY.choices[field.of]:
        value = Labelled(value, _VOCABULARY.label(field.of, value))
    return Evidence(make_missing(term), value, tuple(sources), scope)


def make_missing(name):
    """Return the name of what is missing, called as the base vocabulary calls it."""
    owner, _, field = name.partition(".")
    entity = _VOCABULARY.entity(owner)
    whole = entity.label
    if not field:
        return Labelled(name, Bilingual(f"dữ liệu {whole.vi}", f"dataset: {whole.en}"))
    label = entity.fields[field].label
    return Labelled(name, Bilingual(f"{label.vi} ({whole.vi})", f"{label.en} ({whole.en})"))


def cited(provision):
    """Return a provision's citation in both languages."""
    return Bilingual(provision.vi, provision.en)


def finding(**changes):
    """Return a breach of the limit of officers by one unit, with the changes given."""
    unit = changes.pop("unit", UnitRef("so-y-te", "Sở Y tế"))
    provision = changes.pop("provision", POINT)
    base = Finding(
        pack="bac-giang-2021",
        rule="D5.1.a.max",
        verdict=Verdict.BREACH,
        severity=Severity.VIOLATION,
        provision=provision,
        citation=cited(provision),
        subject=make_subject("unit", unit.id or unit.name, unit.name, "tinh"),
        unit=unit,
        bearer=unit,
        title=Bilingual("Vượt số công chức đầu mối", "Too many focal officers"),
        message=Bilingual(f"{unit.name} có 4 công chức đầu mối, quá 3.", f"{unit.name} has 4 focal officers, over 3."),
        remedy=Bilingual("Rà soát, bố trí lại danh sách công chức đầu mối.", "Review and re-arrange the roster."),
        reading=SLOTS,
        evidence=(
            make_evidence(
                "officers.count()",
                4,
                tuple(Source("so-y-te.xlsx", "Công chức đầu mối", f"C{row}") for row in range(5, 9)),
            ),
        ),
    )
    return replace(base, **changes)


def undetermined(**changes):
    """Return a finding that lacks a column, with the changes given."""
    changes = {
        "rule": "D5.3.a.concurrent",
        "provision": Provision(5, 3, "a"),
        "title": Bilingual("Chế độ kiêm nhiệm", "Concurrent duty"),
        "message": Bilingual("Chưa đủ căn cứ: thiếu cột Kiêm nhiệm.", "Undetermined: no column Concurrent."),
        "missing": (make_missing("officer.concurrent"),),
        "evidence": (make_evidence("officer.concurrent", None, (Source("so-y-te.xlsx", "Công chức đầu mối", "C5"),)),),
        "reading": None,
    } | changes
    return finding(verdict=Verdict.UNDETERMINED, **changes)


def undecided(**changes):
    """Return what a rule leaves undetermined for want of a dataset, with the changes given."""
    provision = changes.pop("provision", Provision(8))
    base = Undecided(
        rule="D8.amount",
        provision=provision,
        citation=cited(provision),
        title=Bilingual("Mức hỗ trợ thấp hơn quy định", "Support below the amount"),
        kind=make_subject("payment", "", "", None).kind,
        would_be=Severity.REVIEW,
        cause=Cause.DATASET,
        missing=(make_missing("officer"),),
        message=Bilingual("Chưa đủ căn cứ: chưa nộp danh sách.", "Undetermined: no roster."),
        remedy=Bilingual("Nộp bổ sung danh sách.", "Submit the roster."),
        subjects=2,
        units=1,
    )
    return replace(base, **changes)


def unit_record(unit=None, **changes):
    """Return a unit of the register that has sent ten officers, with the changes given."""
    base = UnitRecord(
        unit=unit or UnitRef("so-y-te", "Sở Y tế"),
        tier=TIERS["tinh"],
        parent=None,
        received=(Received(make_subject("officer", "", "", None).kind, 10, ("so-y-te.xlsx",)),),
        outcomes=added_up([{Outcome.VIOLATION: 1, Outcome.UNDETERMINED: 3, Outcome.COMPLIANT: 7}]),
    )
    return replace(base, **changes)


def coverage(provision=POINT, **outcomes):
    """Return the coverage of a checked provision with the counts given."""
    return Coverage(
        provision=provision,
        citation=cited(provision),
        summary=Bilingual("Cơ cấu công chức đầu mối của cơ quan cấp tỉnh.", "The roster of a provincial body."),
        status="checked",
        outcomes={Outcome(name): count for name, count in outcomes.items()},
    )


def not_checked(provision=SCOPE):
    """Return the coverage of a provision without a rule."""
    return replace(
        coverage(provision),
        summary=Bilingual("Phạm vi điều chỉnh.", "Scope."),
        status="not_checked",
        reason=Bilingual("Quy định về phạm vi, không đặt ra nghĩa vụ.", "Scope only: it sets no duty."),
    )


def result(**changes):
    """Return a small result that holds one of everything, with the changes given."""
    base = AuditResult(
        pack=PackRef("bac-giang-2021", "0.1.0", "ab" * 32),
        regulation=RegulationRef(
            title=Bilingual(
                "Quy chế hoạt động của công chức đầu mối kiểm soát thủ tục hành chính", "Regulation on focal officers"
            ),
            annexed_to=Bilingual("Quyết định số …/2021/QĐ-UBND của UBND tỉnh Mẫu", "Decision No. …/2021/QĐ-UBND"),
            number=None,
            date=None,
            effective_from=None,
            notices=(
                Bilingual(
                    "Số, ngày và hiệu lực của văn bản chưa được xác định.",
                    "The regulation's number, date and effect are unset.",
                ),
            ),
        ),
        as_of=date(2022, 3, 31),
        readings={Labelled("composition", Bilingual("cơ cấu", "composition")): SLOTS},
        settings={},
        engine=EngineRef("durable-rules", "2.0.28", 7),
        tiers=tuple(TIERS.values()),
        inputs=(InputFile("so-y-te.xlsx", "cd" * 32, read=12, accepted=10, rejected=1, ignored=1),),
        rejects=(
            Reject(
                "so-y-te.xlsx",
                "Báo cáo",
                7,
                "date_impossible",
                Bilingual("Ngày “31/02/2022” không có trong lịch.", "No such day: “31/02/2022”."),
            ),
        ),
        coverage=(
            not_checked(),
            coverage(violation=1, compliant=3, not_applicable=2),
            coverage(Provision(5, 3, "a"), undetermined=1, compliant=4),
        ),
        findings=(finding(), undetermined()),
    )
    return replace(base, **changes)
