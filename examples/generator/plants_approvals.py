"""What is planted in the approvals and their way to the provincial office: Điều 4, Điều 9 khoản 1 and 2."""

from collections.abc import Iterator
from datetime import date

from .approvals import BY_COMMUNE, SCOPE, name_communes
from .expected import Expected, approval_id, breach, undetermined
from .province import Province, Row

_WRONG: tuple[tuple[str, str, Row, str], ...] = (
    (
        "D4.1.signer",
        "so-thong-tin-va-truyen-thong",
        {"Số quyết định": "1511/QĐ-UBND", "Chức danh người ký": "TL. Chủ tịch, Chánh Văn phòng"},
        "Chánh Văn phòng ký thừa lệnh, không phải Chủ tịch UBND tỉnh.",
    ),
    (
        "D4.1.proposer",
        "so-xay-dung",
        {"Số quyết định": "1507/QĐ-UBND", "Số tờ trình": "612/TTr-SNV", "Người đề nghị": "Giám đốc Sở Nội vụ"},
        "Người đề nghị là Giám đốc Sở Nội vụ.",
    ),
    (
        "D4.1.vice_chair",
        "so-giao-duc-va-dao-tao",
        {"Số quyết định": "1509/QĐ-UBND", "Chức danh người ký": "Phó Chủ tịch"},
        "Người ký ghi là Phó Chủ tịch, không thể hiện ký thay.",
    ),
    (
        "D4.2.signer",
        "07654",
        {
            "Số quyết định": "31/QĐ-UBND",
            "Cơ quan ban hành": "UBND xã Lệ Viễn",
            "Chức danh người ký": "Chủ tịch UBND xã",
        },
        "UBND xã tự phê duyệt danh sách của mình.",
    ),
    (
        "D4.2.proposer",
        "07624",
        {"Số tờ trình": "88/TTr-PNV", "Người đề nghị": "Trưởng phòng Nội vụ huyện Sơn Động"},
        "Người đề nghị là Trưởng phòng Nội vụ.",
    ),
    (
        "D4.2.vice_chair",
        "07663",
        {"Chức danh người ký": "Phó Chủ tịch UBND huyện"},
        "Người ký ghi là Phó Chủ tịch, không thể hiện ký thay.",
    ),
    (
        "D4.2.district",
        "07645",
        {"Cơ quan ban hành": "UBND huyện Lục Ngạn"},
        "Xã An Lạc thuộc huyện Sơn Động nhưng danh sách do UBND huyện Lục Ngạn phê duyệt.",
    ),
)
"""Rule, unit whose approval is changed, the change, and what is wrong with it."""

_REPLACED: tuple[tuple[str, str, Row, str], ...] = (
    (
        "D4.1.replaced",
        "so-cong-thuong",
        {
            "Số quyết định": "318/QĐ-SNV",
            "Ngày": date(2021, 11, 19),
            "Chức danh người ký": "Giám đốc Sở Nội vụ",
            "Cơ quan ban hành": "Sở Nội vụ",
            "Ngày gửi VP UBND tỉnh": date(2021, 11, 10),
        },
        "Quyết định đầu do Sở Nội vụ ban hành, sau đó được thay bằng quyết định của UBND tỉnh.",
    ),
    (
        "D4.2.replaced",
        "219",
        {
            "Số quyết định": "2211/QĐ-UBND",
            "Ngày": date(2021, 11, 22),
            "Người đề nghị": "Trưởng phòng Nội vụ huyện Lục Ngạn",
            "Số tờ trình": "143/TTr-PNV",
            "Ngày gửi VP UBND tỉnh": date(2021, 11, 23),
        },
        "Quyết định đầu do Trưởng phòng Nội vụ đề nghị, sau đó được thay bằng quyết định đúng.",
    ),
)
"""Rule, unit that had another decision before, what was wrong with it, and why."""

_NOT_NAMED = "07231"

_UNDECIDED: Row = {
    "Số quyết định": None,
    "Ngày": None,
    "Chức danh người ký": None,
    "Cơ quan ban hành": None,
    "Người đề nghị": None,
    "Số tờ trình": None,
}


def plant(province: Province) -> Iterator[Expected]:
    """Change the approvals and yield what the audit should say about it."""
    for rule, unit, changes, why in _WRONG:
        yield breach(rule, approval_id(_change(province, unit, changes)), why)
    for rule, unit, first, why in _REPLACED:
        replaced = province.approval(unit) | {SCOPE: None} | first
        province.approvals.append(replaced)
        yield breach(rule, approval_id(replaced), why)
    name_communes(province, left_out=_NOT_NAMED)
    yield breach("D4.2.beside", _NOT_NAMED, "Quyết định của thành phố nêu tên các xã, phường khác, trừ phường này.")
    _change(province, "so-khoa-hoc-va-cong-nghe", _UNDECIDED)
    yield breach("D4.1.none", "so-khoa-hoc-va-cong-nghe", "Đã gửi danh sách, chưa được phê duyệt.")
    for unit in (BY_COMMUNE, "07672"):
        province.approvals.remove(province.approval(unit))
        yield breach("D4.2.none", unit, "Chưa ghi nhận quyết định phê duyệt.")
    _change(province, "so-tai-chinh", {"Ngày gửi VP UBND tỉnh": None})
    yield breach("D9.1.unsent", "so-tai-chinh", "Chưa ghi nhận ngày gửi danh sách về Văn phòng UBND tỉnh.")
    for unit in ("217", "07678"):
        unsent = _change(province, unit, {"Ngày gửi VP UBND tỉnh": None})
        yield breach("D9.2.unsent", approval_id(unsent), "Danh sách đã phê duyệt chưa gửi lên tỉnh.")
    for unit in ("222", "07616"):
        early = province.approval(unit)
        early["Ngày gửi VP UBND tỉnh"] = date(2021, 12, 1)
        yield breach("D9.2.early", approval_id(early), "Gửi lên tỉnh trước ngày phê duyệt.")
    unclear = _change(province, "07651", {"Chức danh người ký": "Quyền Chủ tịch UBND huyện"})
    yield undetermined("D4.2.signer", approval_id(unclear), "Chưa rõ “Quyền Chủ tịch” có là Chủ tịch hay không.")


def _change(province: Province, unit: str, changes: Row) -> Row:
    approval = province.approval(unit)
    approval |= changes
    return approval
