"""What the audit is expected to say about what was planted."""

from dataclasses import dataclass

from .approvals import SCOPE, WITH_COMMUNES
from .province import Row


@dataclass(frozen=True, slots=True, order=True)
class Expected:
    """One conclusion: the rule, the verdict, its subject's id, and why, as an official would say it."""

    rule: str
    verdict: str
    subject: str
    why: str


def breach(rule: str, subject: str, why: str) -> Expected:
    """Expect a breach."""
    return Expected(rule, "breach", subject, why)


def undetermined(rule: str, subject: str, why: str) -> Expected:
    """Expect that the data do not suffice."""
    return Expected(rule, "undetermined", subject, why)


def officer_id(officer: Row) -> str:
    """Return the subject id of an officer of a roster; staff and the consolidated list name people alike."""
    return f"{officer['Đơn vị']}/{officer['Họ và tên']}"


def approval_id(approval: Row) -> str:
    """Return the subject id of an approval."""
    scope = "huyen_xa/" if approval.get(SCOPE) == WITH_COMMUNES else ""
    return f"{approval['Đơn vị']}/{scope}{approval['Số quyết định']}"


def change_id(change: Row) -> str:
    """Return the subject id of a change of officers."""
    day = change["Ngày thay đổi"]
    return f"{change['Đơn vị']}/{day}/{change['Công chức thôi']}/{change['Công chức thay']}"


def report_id(report: Row) -> str:
    """Return the subject id of an entry of the report calendar."""
    return f"{report['Đơn vị']}/{_period_id(str(report['Kỳ báo cáo']))}"


def document_id(document: Row) -> str:
    """Return the subject id of an evidence document."""
    duty = str(document["Nhiệm vụ"]).replace(" đoạn ", ".đ")
    return "/".join(str(part) for part in (document["Đơn vị"], duty, document["Năm"], document["Số văn bản"]) if part)


def procedure_id(procedure: Row) -> str:
    """Return the subject id of an administrative procedure."""
    return f"{procedure['Đơn vị']}/{procedure['Mã']}/{procedure['Tên']}"


def draft_id(draft: Row) -> str:
    """Return the subject id of a draft act."""
    return f"{draft['Đơn vị']}/{draft['Tên dự thảo']}"


def petition_id(petition: Row) -> str:
    """Return the subject id of a petition."""
    return f"{petition['Đơn vị']}/{petition['Mã']}"


def inspection_id(inspection: Row) -> str:
    """Return the subject id of an inspection."""
    return f"{inspection['Đơn vị']}/{inspection['Năm']}/{inspection['Ngày kiểm tra']}"


def payment_id(payment: Row) -> str:
    """Return the subject id of a payment."""
    return f"{payment['Đơn vị']}/{payment['Họ và tên']}/{_period_id(str(payment['Kỳ chi trả']))}"


def _period_id(period: str) -> str:
    kind, _, rest = period.partition(" ")
    if kind == "Năm":
        return rest
    if kind != "Quý":
        return "ad-hoc"
    quarter, _, year = rest.partition("/")
    return f"{year}-Q{('I', 'II', 'III', 'IV').index(quarter) + 1}"
