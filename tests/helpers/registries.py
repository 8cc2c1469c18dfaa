"""All formats there are, and what those of each kind are given to show."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import get_args

from result_factory import POINT, coverage, finding, result, undecided, undetermined, unit_record

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.model.comparison import AuditSince
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.findings import Evidence, PackRef, Received, RegulationRef, Subject, UnitRef
from kstt_rules.model.outcomes import Verdict
from kstt_rules.model.pack_coverage import PackCoverage, ProvisionCoverage, RuleCoverage
from kstt_rules.model.report_calendar import Period
from kstt_rules.model.reporting_year import DueReport, Reporter, ReportingYear
from kstt_rules.outputs import Output, Shows, outputs_of

PACK = PackRef("bac-giang-2021", "0.1.0", "ab" * 32)


@dataclass(frozen=True)
class Format:
    """One format and what it shows."""

    shows: str
    name: str
    output: Output

    @property
    def id(self):
        """How tests call it."""
        return f"{self.shows}-{self.name}"

    def written(self, text, language="vi"):
        """Return the bytes of what it shows, with the text wherever a user's data can come through."""
        stream = BytesIO()
        self.output.render(SHOWN[self.shows](text), stream, language=language)
        return stream.getvalue()


FORMATS = [Format(shows, name, output) for shows in get_args(Shows) for name, output in outputs_of(shows).items()]


def audit(text, **changes):
    """Return a result that holds the text in every place."""
    both, unit = Bilingual(text, text), UnitRef("so-y-te", text)
    subject = Subject(Labelled("officer", both), "a", text, Tier("tinh", both))
    places = (Source(text, text, "C12"),)
    evidence = (
        Evidence(Labelled("officer.name", both), text, places),
        Evidence(Labelled("officer.role", both), Labelled("specialist", both), places),
    )
    about = {"unit": unit, "subject": subject, "message": both, "remedy": both, "evidence": evidence, "text": text}
    return result(
        regulation=RegulationRef(both, text, date(2021, 1, 1), None, (both,)),
        settings={Labelled(text, both): Labelled(text, both)},
        inputs=(InputFile(text, "0" * 64, 2, 1, 1, 0),),
        rejects=(Reject(text, text, 3, "date_impossible", both),),
        corrections=(Correction(text, text, "C3", Labelled("officer", both), Labelled("name", both), text, text),),
        coverage=(coverage(violation=1, undetermined=1, waived=1),),
        findings=(
            finding(**about),
            finding(**about, rule="D5.1.a.waived", verdict=Verdict.WAIVED),
            undetermined(**about, missing=(Labelled("officer.concurrent", both),)),
        ),
        undecided=(undecided(title=both, message=both, remedy=both, missing=(Labelled("officer.concurrent", both),)),),
        units=(unit_record(unit, received=(Received(Labelled("officer", both), 1, (text,)),)),),
        **changes,
    )


def since(text):
    """Return an audit in which everything is new since an earlier one."""
    after = audit(text)
    return AuditSince(after, compare(snapshot(result(findings=())), snapshot(after)))


def pack_coverage(text):
    """Return what a pack covers, its words being the text."""
    both = Bilingual(text, text)
    entry = ProvisionCoverage(POINT, "duty", both, both, (RuleCoverage("D5.1.a.max", both, 3, 2),), None)
    without = ProvisionCoverage(POINT, "duty", both, both, (), both)
    return PackCoverage(PACK, both, 3, (entry, without))


def year(text):
    """Return a calendar of one report by a unit that is called by the text."""
    both = Bilingual(text, text)
    reporter = Reporter("so-y-te", both, Tier("tinh", both), text)
    report = DueReport(
        reporter, Period(2022, "quarter", 1), date(2021, 12, 15), date(2022, 3, 14), POINT, date(2022, 3, 18), "local"
    )
    headers = {"unit": "Đơn vị", "period": "Kỳ báo cáo", "due_on": "Hạn gửi"}
    return ReportingYear(
        year=2022,
        pack=PACK,
        regulation=Bilingual(text, text),
        sheet="Báo cáo",
        headers=headers,
        of_units=True,
        by_decree=True,
        moved=False,
        reports=(report,),
        unknown=(text,),
    )


SHOWN = {
    "audit": audit,
    "coverage": pack_coverage,
    "comparison": lambda text: since(text).diff,
    "since": since,
    "calendar": year,
}
"""What the formats of a kind are given: every kind stands here, so that none goes untried."""
