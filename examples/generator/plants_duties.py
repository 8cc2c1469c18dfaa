"""What is planted among the evidence documents: Điều 6 khoản 1, 3, 5, 6, 7 and 9, Điều 10 khoản 2 and 3."""

from collections.abc import Iterator
from datetime import date

from .correspondence import COMMENT, PROPOSAL
from .expected import Expected, breach, document_id, undetermined
from .province import Province, Row
from .units import PROVINCIAL_OFFICE

_ABSENT = (
    ("D6.1.a.running", "so-thong-tin-va-truyen-thong", "6.1.a"),
    ("D6.1.a.running", "07264", "6.1.a"),
    ("D6.1.c.training", "216", "6.1.c"),
    ("D6.1.c.training", "07432", "6.1.c"),
    ("D6.1.d.follow_up", "07288", "6.1.d"),
    ("D6.1.d.follow_up", "07555", "6.1.d"),
    ("D6.1.e.proposal", "ban-dan-toc", "6.1.e"),
    ("D6.1.e.proposal", "07621", "6.1.e"),
    ("D6.1.e.proposal", "07765", "6.1.e"),
    ("D6.3.a.đ2.urging", "so-giao-thong-van-tai", "6.3.a đoạn 2"),
    ("D6.4.c.address", "07312", "6.4.c"),
    ("D6.4.c.address", "07690", "6.4.c"),
    ("D6.5.a.running", "so-khoa-hoc-va-cong-nghe", "6.5.a"),
    ("D6.5.b.report", "07594", "6.5.b"),
    ("D6.6.a.guidance", "07498", "6.6.a"),
    ("D6.6.d.proposal", "bql-cac-kcn", "6.6.d"),
    ("D6.6.d.proposal", "07726", "6.6.d"),
    ("D6.7.one_stop", "07681", "6.7"),
    ("D6.9.initiative", "07243", "6.9"),
    ("D6.9.initiative", "07870", "6.9"),
    ("D10.2.sharing", PROVINCIAL_OFFICE, "10.2"),
    ("D10.3.support", PROVINCIAL_OFFICE, "10.3"),
)
"""Rule, unit, and the duty for which it has nothing to show."""

_NO_PLAN_OF_THE_YEAR_BEFORE = (("D6.1.a.plan", "07330", "6.1.a"), ("D6.5.a.plan", "222", "6.5.a"))
_OF_ANOTHER_YEAR = (("D6.7.one_stop", "215", "6.7", "Văn bản từ năm 2020, quá số năm được xét lùi."),)
"""Rule, unit, duty, and why a document of an earlier year does not show it."""

_ONE_RECIPIENT = (
    ("221", "Sở Công Thương", "Không gửi Văn phòng UBND tỉnh."),
    ("07525", "Văn phòng UBND tỉnh", "Không gửi sở, cơ quan chuyên môn."),
)
_UNCLEAR_RECIPIENT = ("07339", "Sở Tư pháp; Trục liên thông văn bản")
_UNANSWERED = ("218", "223", "07774")


def plant(province: Province) -> Iterator[Expected]:
    """Change the evidence and yield what the audit should say about it."""
    for rule, unit, duty in _ABSENT:
        province.documents.remove(province.document(unit, duty))
        yield breach(rule, unit, "Hồ sơ đã nộp không có văn bản nào cho nhiệm vụ này.")
    for rule, unit, duty, why in _OF_ANOTHER_YEAR:
        _set_year_back(province.document(unit, duty), 2020)
        yield breach(rule, unit, why)
    for rule, unit, duty in _NO_PLAN_OF_THE_YEAR_BEFORE:
        province.documents.remove(province.document(unit, duty, 2021))
        yield breach(rule, unit, "Chỉ có kế hoạch của năm 2022.")
    province.document("so-tai-chinh", "6.5.b")["Người ký"] = None
    yield breach("D6.5.b.report", "so-tai-chinh", "Báo cáo không ghi người ký.")
    province.document("07825", "6.9")["Năm"] = None
    yield undetermined("D6.9.initiative", "07825", "Văn bản không ghi năm.")
    province.documents.remove(province.document("so-van-hoa-the-thao-va-du-lich", "6.5.c"))
    province.simplified["so-van-hoa-the-thao-va-du-lich"] = "có"
    yield breach(
        "D6.5.c.act", "so-van-hoa-the-thao-va-du-lich", "Có phương án được thông qua mà không có dự thảo văn bản nào."
    )
    province.documents.remove(province.document("so-xay-dung", "6.5.c"))
    yield undetermined("D6.5.c.act", "so-xay-dung", "Không rõ đơn vị có phương án nào được thông qua hay không.")
    yield from _proposals(province)
    yield from _requests(province)


def _set_year_back(document: Row, year: int) -> None:
    day = document["Ngày"]
    assert isinstance(day, date)
    document |= {"Năm": year, "Ngày": day.replace(year=year), "Ghi chú": str(document["Ghi chú"])[:-4] + str(year)}


def _proposals(province: Province) -> Iterator[Expected]:
    for unit, recipient, why in _ONE_RECIPIENT:
        proposal = province.document(unit, PROPOSAL)
        proposal["Nơi nhận"] = recipient
        yield breach("D6.3.b.đ1.recipients", document_id(proposal), why)
    unit, recipients = _UNCLEAR_RECIPIENT
    proposal = province.document(unit, PROPOSAL)
    proposal["Nơi nhận"] = recipients
    why = "“Trục liên thông văn bản” không cho biết nơi nhận là cơ quan nào."
    yield undetermined("D6.3.b.đ1.recipients", document_id(proposal), why)


def _requests(province: Province) -> Iterator[Expected]:
    for unit in _UNANSWERED:
        request = province.document(unit, COMMENT)
        request |= {"Số văn bản": None, "Ngày": None, "Người ký": None, "Ngày trả lời": None}
        yield breach("D6.3.b.đ2.answer", document_id(request), "Được yêu cầu góp ý, chưa ghi nhận trả lời.")
