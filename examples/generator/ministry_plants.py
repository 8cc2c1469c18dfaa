"""What is planted in the records of the ministry, as data: rows to add or change, and what the audit says of them."""

from collections.abc import Iterator
from datetime import date

from .expected import Expected, breach, undetermined
from .ministry_records import (
    People,
    Records,
    announcement,
    draft,
    on_conduct,
    on_other_rules,
    petition,
    proposal,
    review,
    row,
)
from .ministry_units import OFFICE
from .province import Row

NEVER_BROKEN = ("D9.1.a.running", "D9.1.b.none", "D17.3.none")
"""Rules that cannot be broken beside what is planted: of each yearly paper either one of them is lacking or another."""

_MONDAY = date(2019, 10, 7)
_ONLINE = "Hệ thống trực tuyến"

_PETITIONS: tuple[tuple[Row, str, tuple[str, ...], str], ...] = (
    (petition("X-01", _MONDAY, "c01", changes={"Loại": None}), "breach", ("D11.1.unclassified",), "Chưa phân loại."),
    (
        petition("X-02", _MONDAY, "c01", "Điện thoại", {"Ngày yêu cầu xác nhận lại": None}),
        "breach",
        ("D11.2.unconfirmed",),
        "Chưa yêu cầu người gọi xác nhận lại.",
    ),
    (
        petition("X-03", _MONDAY, "c01", "Thư điện tử", {"Đã in thành văn bản": "không"}),
        "breach",
        ("D11.3.unprinted",),
        "Thư điện tử chưa được in.",
    ),
    (
        on_other_rules("X-04", _MONDAY, {"Đúng cách thức": "không", "Ngày hướng dẫn": None}),
        "breach",
        ("D12.1.unguided",),
        "Chưa đúng cách thức, chưa hướng dẫn.",
    ),
    (
        on_conduct("X-05", _MONDAY, "c02", {"Ngày chuyển": date(2019, 10, 10)}),
        "breach",
        ("D13.1.forward",),
        "Chuyển vào ngày làm việc thứ ba.",
    ),
    (
        on_conduct("X-06", _MONDAY, "c02", {"Hạn báo cáo kết quả": None}),
        "breach",
        ("D13.1.until",),
        "Chuyển mà không nêu hạn báo cáo.",
    ),
    (
        on_other_rules("X-07", _MONDAY, {"Ngày hướng dẫn": date(2019, 10, 10)}),
        "breach",
        ("D13.2.a.guide",),
        "Hướng dẫn vào ngày làm việc thứ ba.",
    ),
    (
        petition("X-08", _MONDAY, "c03", changes={"Ngày chuyển": date(2019, 10, 15)}),
        "breach",
        ("D13.2.b.forward",),
        "Chuyển vào ngày làm việc thứ sáu.",
    ),
    (
        petition("X-09", _MONDAY, "c03", _ONLINE, {"Hạn báo cáo kết quả": date(2019, 10, 11)}),
        "breach",
        ("D13.2.b.until",),
        "Phản ánh trực tuyến, yêu cầu báo cáo vào ngày làm việc thứ tư.",
    ),
    (
        petition("X-10", _MONDAY, "c03", changes={"Phức tạp": "có", "Ngày chuyển": date(2019, 10, 22)}),
        "breach",
        ("D13.2.c.forward",),
        "Phản ánh phức tạp chuyển vào ngày làm việc thứ mười một.",
    ),
    (
        petition("X-11", _MONDAY, "c03", changes={"Phức tạp": "có", "Hạn báo cáo kết quả": date(2019, 10, 22)}),
        "breach",
        ("D13.2.c.until",),
        "Phản ánh phức tạp, yêu cầu báo cáo vào ngày làm việc thứ mười một.",
    ),
    (
        petition("X-12", _MONDAY, "c03", changes={"Tác động lớn": "có"}),
        "breach",
        ("D13.2.d.leaders",),
        "Có tác động lớn mà chưa báo cáo Lãnh đạo Bộ.",
    ),
    (
        petition("X-13", _MONDAY, "c04", changes={"Ngày báo cáo kết quả": date(2019, 10, 16)}),
        "breach",
        ("D13.3.late",),
        "Báo cáo sau 06 ngày làm việc tính từ ngày chuyển.",
    ),
    (
        petition("X-14", _MONDAY, "c04", changes={"Ngày báo cáo kết quả": date(2019, 10, 15)}),
        "breach",
        ("D13.3.tight",),
        "Quá hạn tính từ ngày tiếp nhận, chưa quá tính từ ngày chuyển.",
    ),
    (
        petition("X-15", _MONDAY, "c04", changes={"Phức tạp": "có", "Ngày báo cáo kết quả": date(2019, 10, 23)}),
        "breach",
        ("D13.3.complex_late",),
        "Phản ánh phức tạp, báo cáo sau 11 ngày làm việc tính từ ngày chuyển.",
    ),
    (
        petition("X-16", _MONDAY, "c04", changes={"Phức tạp": "có", "Ngày báo cáo kết quả": date(2019, 10, 22)}),
        "breach",
        ("D13.3.complex_tight",),
        "Phản ánh phức tạp, quá hạn tính từ ngày tiếp nhận, chưa quá tính từ ngày chuyển.",
    ),
    (
        on_conduct("X-17", _MONDAY, "c05", {"Ngày báo cáo kết quả": date(2019, 10, 22)}),
        "breach",
        ("D13.3.asked",),
        "Báo cáo sau hạn được yêu cầu một ngày.",
    ),
    (
        petition("X-18", _MONDAY, "c05", changes={"Ngày gửi kết quả về Văn phòng Bộ": None}),
        "breach",
        ("D13.3.unreturned",),
        "Chưa gửi kết quả về Văn phòng Bộ.",
    ),
    (
        petition("X-19", _MONDAY, "c05", changes={"Ngày thông báo người gửi": None}),
        "breach",
        ("D13.3.untold",),
        "Chưa thông báo người gửi.",
    ),
    (
        on_conduct(
            "X-20",
            _MONDAY,
            "c05",
            {"Ngày báo cáo kết quả": None, "Ngày gửi kết quả về Văn phòng Bộ": None, "Ngày thông báo người gửi": None},
        ),
        "breach",
        ("D13.3.asked", "D14.unurged"),
        "Quá hạn chưa báo cáo, chưa được đôn đốc.",
    ),
    (
        petition("X-21", _MONDAY, "c05", changes={"Ngày công khai kết quả": None}),
        "breach",
        ("D15.unpublished",),
        "Chưa công khai kết quả.",
    ),
    (
        petition("X-22", _MONDAY, "c06", changes={"Phức tạp": None, "Ngày báo cáo kết quả": date(2019, 10, 16)}),
        "undetermined",
        ("D13.3.late",),
        "Chưa ghi có phức tạp hay không; quá 05 ngày mà chưa quá 10 ngày.",
    ),
    (
        on_conduct("X-23", _MONDAY, "c06", {"Đúng cách thức": None, "Ngày chuyển": date(2019, 10, 10)}),
        "undetermined",
        ("D13.1.forward",),
        "Chưa ghi có đúng cách thức hay không.",
    ),
)
"""A petition, the verdict of the rules that speak of it, these rules, and why."""

_PROPOSED = date(2019, 6, 3)  # sent to the office on 2019-07-01, full on 07-02, answered on 07-05, sent on on 07-09
_DRAFTED = date(2019, 6, 3)

_ACTS: tuple[tuple[Row, tuple[str, ...], str], ...] = (
    (
        proposal("v01", "Nghị định A", _PROPOSED, {"Đã đánh giá tác động": "không"}),
        ("D3.1.impact",),
        "Đã gửi đi mà chưa đánh giá tác động.",
    ),
    (
        proposal("v01", "Nghị định B", _PROPOSED, {"Ngày gửi Vụ Pháp chế": date(2019, 6, 28)}),
        ("D3.2.unsent",),
        "Gửi Vụ Pháp chế trước khi gửi Văn phòng Bộ.",
    ),
    (
        proposal("v02", "Nghị định C", _PROPOSED, {"Ngày gửi Vụ Pháp chế": date(2019, 7, 1)}),
        ("D3.2.same_day",),
        "Gửi hai nơi cùng ngày.",
    ),
    (
        proposal("v02", "Nghị định D", _PROPOSED, {"Ngày Văn phòng Bộ trả lời": date(2019, 7, 8)}),
        ("D3.2.answer",),
        "Trả lời vào ngày làm việc thứ tư.",
    ),
    (
        proposal("v03", "Nghị định E", _PROPOSED, {"Văn bản trả lời có quan điểm về TTHC": "không"}),
        ("D3.2.view",),
        "Văn bản trả lời không nêu quan điểm.",
    ),
    (
        proposal("v03", "Nghị định G", _PROPOSED, {"Ngày gửi Vụ Pháp chế": date(2019, 7, 4)}),
        ("D3.3.early",),
        "Gửi Vụ Pháp chế khi Văn phòng Bộ còn hạn trả lời.",
    ),
    (
        draft("v05", "Thông tư A", _DRAFTED, {"Đã đánh giá tác động": "không", "Đơn vị có lý do chính đáng": "không"}),
        ("D4.1.impact",),
        "Ban hành mà chưa đánh giá tác động.",
    ),
    (
        draft("v05", "Thông tư B", _DRAFTED, {"Đã lấy ý kiến về TTHC": "không"}),
        ("D4.1.opinions",),
        "Ban hành mà chưa lấy ý kiến về TTHC.",
    ),
    (
        draft("v06", "Thông tư C", _DRAFTED, {"Ngày gửi thẩm định": None}),
        ("D4.1.appraisal",),
        "Ban hành mà chưa ghi nhận việc gửi thẩm định.",
    ),
    (
        draft("v06", "Thông tư D", _DRAFTED, {"Còn nhiều ý kiến khác nhau": "có"}),
        ("D4.2.a.separate",),
        "Còn nhiều ý kiến khác nhau mà chưa lấy ý kiến riêng.",
    ),
    (
        draft("v07", "Thông tư E", _DRAFTED, {"Chi phí lớn chưa đánh giá đầy đủ": "có"}),
        ("D4.2.b.separate",),
        "Chi phí lớn mà chưa lấy ý kiến riêng.",
    ),
)
"""An act, the rules that it breaks, and why."""


def plant(records: Records, people: People) -> Iterator[Expected]:
    """Change the records and yield what the audit should say about it."""
    for each, verdict, rules, why in _PETITIONS:
        records["petitions"].append(each)
        make = breach if verdict == "breach" else undetermined
        yield from (make(rule, str(each["Mã"]), why) for rule in rules)
    yield undetermined("D13.2.a.guide", "X-01", "Chưa phân loại nên có thể thuộc cơ quan khác.")
    yield undetermined("D12.1.unguided", "X-23", "Có thể chưa đúng cách thức; không ghi ngày hướng dẫn.")
    for act, rules, why in _ACTS:
        records["acts"].append(act)
        stage = "proposal" if act["Giai đoạn"] == "Lập đề nghị xây dựng" else "drafting"
        yield from (breach(rule, f"{act['Đơn vị']}/{act['Tên văn bản']}/{stage}", why) for rule in rules)
    yield from _unanswered(records)
    yield from _procedures(records)
    yield from _yearly(records)
    yield from _inspections(records)
    yield from _reviews(records)
    yield from _officers(records, people)
    yield from _units(records)


def _unanswered(records: Records) -> Iterator[Expected]:
    nothing: Row = {
        "Ngày Văn phòng Bộ trả lời": None,
        "Văn bản trả lời có quan điểm về TTHC": None,
        "Ngày gửi Vụ Pháp chế": None,
    }
    reason: Row = {"Văn phòng Bộ có lý do chính đáng": "không"}
    records["acts"].append(proposal("v08", "Nghị định H", _PROPOSED, nothing | reason))
    yield breach("D3.2.answer", "v08/Nghị định H/proposal", "Chưa trả lời, không có lý do chính đáng.")
    unknown: Row = {"Ngày Văn phòng Bộ nhận đủ hồ sơ": None}
    records["acts"].append(proposal("v08", "Nghị định I", _PROPOSED, unknown))
    yield undetermined("D3.2.answer", "v08/Nghị định I/proposal", "Không ghi ngày nhận đủ hồ sơ.")
    form = "Cờ thi đua của Chính phủ"
    for unit, rule, why in (
        ("v05", "D23.3.reward", "Thông tư A không được đánh giá tác động."),
        (OFFICE, "D23.4.reward", "Nghị định H chưa được trả lời."),
    ):
        records["rewards"].append(row("rewards", {"Đơn vị": unit, "Năm": 2019, "Hình thức khen thưởng": form}))
        yield breach(rule, f"{unit}/2019/{form}", why)


def _procedures(records: Records) -> Iterator[Expected]:
    first, second, third = records["procedures"][:3]
    first["Số QĐ công bố"] = None
    yield breach("D5.1.unannounced", f"{first['Đơn vị']}/{first['Mã TTHC']}", "Chưa ghi quyết định công bố.")
    second["Đã niêm yết"] = "không"
    yield breach("D6.2.unposted", f"{second['Đơn vị']}/{second['Mã TTHC']}", "Được ghi là chưa niêm yết.")
    third["Đã niêm yết"] = None
    yield undetermined("D6.2.unposted", f"{third['Đơn vị']}/{third['Mã TTHC']}", "Không ghi đã niêm yết hay chưa.")
    for number, changes, rule, why in (
        ("3101/QĐ-BCT", {"Chức danh người ký": "TL. Bộ trưởng, Chánh Văn phòng"}, "D5.2.signer", "Chánh Văn phòng ký."),
        ("3102/QĐ-BCT", {"Chức danh người ký": "Thứ trưởng"}, "D5.2.deputy", "Thứ trưởng ký, không ghi ký thay."),
        ("3103/QĐ-BCT", {"Ngày đăng trang thông tin": None}, "D5.4.web", "Chưa đăng trang thông tin."),
        ("3104/QĐ-BCT", {"Ngày gửi các đơn vị": None}, "D5.4.sent", "Chưa gửi các đơn vị."),
    ):
        changed: Row = {**changes}
        records["announcements"].append(announcement(number, date(2019, 11, 4), changed))
        yield breach(rule, number, why)


def _yearly(records: Records) -> Iterator[Expected]:
    signed: Row = {"Đơn vị trình": OFFICE, "Chức danh người ký": "TL. Bộ trưởng, Chánh Văn phòng"}
    plan: Row = {"Loại văn bản": "Kế hoạch kiểm tra nghiệp vụ", "Năm": 2020, "Số văn bản": "21/KH-BCT"}
    records["papers"].append(row("papers", signed | plan | {"Ngày ban hành": date(2020, 1, 6)}))
    yield breach("D9.1.a.signer", "inspection_plan/2020/21/KH-BCT", "Chánh Văn phòng ký.")
    yield breach("D9.1.a.none", OFFICE, "Không có kế hoạch kiểm tra năm 2019.")
    parts: Row = {
        "Nêu TTHC cần rà soát": "có",
        "Nêu đơn vị thực hiện": "có",
        "Nêu thời gian thực hiện": "không",
        "Nêu căn cứ lựa chọn": "có",
        "Nêu dự kiến sản phẩm": "không",
    }
    plan = {"Loại văn bản": "Kế hoạch rà soát, đánh giá TTHC", "Năm": 2019, "Số văn bản": "45/KH-BCT"}
    records["papers"].append(row("papers", signed | plan | parts | {"Ngày ban hành": date(2019, 2, 1)}))
    yield breach("D17.2.content", "review_plan/2019/45/KH-BCT", "Không nêu thời gian, sản phẩm.")
    yield breach("D17.3.signer", "review_plan/2019/45/KH-BCT", "Chánh Văn phòng ký.")
    yield breach("D17.3.running", OFFICE, "Chưa có kế hoạch rà soát năm 2020.")
    listed: Row = {
        "Loại văn bản": "Danh mục TTHC",
        "Năm": 2020,
        "Số văn bản": "30/QĐ-BCT",
        "Đã lấy ý kiến đơn vị": "không",
    }
    records["papers"].append(row("papers", signed | listed | {"Ngày ban hành": date(2020, 1, 7)}))
    yield breach("D16.2.none", OFFICE, "Không có danh mục TTHC năm 2019.")
    for rule, why in (
        ("D16.2.unasked", "Chưa lấy ý kiến các đơn vị."),
        ("D16.2.signer", "Chánh Văn phòng ký."),
        ("D16.2.web", "Chưa đăng trang thông tin."),
    ):
        yield breach(rule, "procedure_list/2020/30/QĐ-BCT", why)


def _inspections(records: Records) -> Iterator[Expected]:
    planned, ordered, unreported = records["visits"]
    planned |= {"Căn cứ kiểm tra": "Theo kế hoạch năm", "Số văn bản chỉ đạo": None}
    yield breach("D7.2.plan", _visit(planned), "Năm 2019 không có kế hoạch kiểm tra.")
    ordered["Số văn bản chỉ đạo"] = None
    yield breach("D7.2.order", _visit(ordered), "Kiểm tra đột xuất, không ghi văn bản chỉ đạo.")
    unreported["Ngày báo cáo Lãnh đạo Bộ"] = None
    yield breach("D9.1.d.report", _visit(unreported), "Chưa báo cáo Lãnh đạo Bộ.")


def _visit(each: Row) -> str:
    return f"{each['Đơn vị']}/{each['Ngày kiểm tra']}"


def _reviews(records: Records) -> Iterator[Expected]:
    due = date(2019, 9, 30)
    unsent: Row = {"Ngày gửi kết quả": None, "Văn phòng Bộ thống nhất": None, "Ngày báo cáo Lãnh đạo Bộ": None}
    for subject, changes, rule, why in (
        ("Nhóm thủ tục A", unsent, "D18.2.a.unsent", "Quá hạn chưa gửi kết quả."),
        ("Nhóm thủ tục B", {"Ngày gửi kết quả": date(2019, 10, 1)}, "D18.2.b.late", "Gửi sau hạn một ngày."),
        ("Nhóm thủ tục C", {"Ngày báo cáo Lãnh đạo Bộ": None}, "D18.3.unreported", "Chưa báo cáo Lãnh đạo Bộ."),
        (
            "Nhóm thủ tục D",
            {"Văn phòng Bộ thống nhất": "không", "Ngày báo cáo Lãnh đạo Bộ": None},
            "D18.3.dispute",
            "Không thống nhất mà chưa trình Lãnh đạo Bộ.",
        ),
    ):
        changed: Row = {**changes}
        records["reviews"].append(review("c07", subject, due, changed))
        yield breach(rule, f"c07/{subject}/2019", why)
    records["reviews"].append(review("v01", "Nhóm thủ tục E", due))
    yield breach("D20.1.c.none", "v01/Nhóm thủ tục E/2019", "Vụ không có công chức đầu mối.")


def _officers(records: Records, people: People) -> Iterator[Expected]:
    gone = [each for each in records["officers"] if each["Đơn vị"] == "c11"]
    for each in gone:
        each["Đến ngày"] = date(2019, 11, 30)
    yield breach("D19.1.none", "c11", "Cả hai đầu mối đã thôi từ 30/11/2019.")
    stranger = people.officer("c08")
    stranger["Số QĐ của Bộ trưởng"] = "9999/QĐ-BCT"
    unknown = people.officer("c09")
    unknown["Số QĐ của Bộ trưởng"] = None
    records["officers"] += [stranger, unknown]
    yield breach("D19.2.undecided", f"c08/{stranger['Họ và tên']}", "Quyết định 9999/QĐ-BCT không có trong hồ sơ.")
    yield undetermined("D19.2.undecided", f"c09/{unknown['Họ và tên']}", "Không ghi số quyết định.")
    for number, signer, proposer, rule, why in (
        ("4001/QĐ-BCT", "TL. Bộ trưởng, Chánh Văn phòng", OFFICE, "D19.2.signer", "Chánh Văn phòng ký."),
        ("4002/QĐ-BCT", "Thứ trưởng", OFFICE, "D19.2.deputy", "Thứ trưởng ký, không ghi ký thay."),
        ("4003/QĐ-BCT", "Bộ trưởng", "v03", "D19.2.proposer", "Vụ Tổ chức cán bộ trình."),
    ):
        decision: Row = {
            "Số quyết định": number,
            "Ngày quyết định": date(2019, 11, 11),
            "Chức danh người ký": signer,
            "Đơn vị trình": proposer,
        }
        records["decisions"].append(row("decisions", decision))
        yield breach(rule, number, why)


def _units(records: Records) -> Iterator[Expected]:
    yield breach("D6.3.guidance", OFFICE, "Không ghi nhận việc hướng dẫn, đôn đốc niêm yết.")
    records["works"] = [each for each in records["works"] if each["Đơn vị"] != "c10"]
    yield breach("D9.2.b.report", "c10", "Không ghi nhận báo cáo tình hình thực hiện TTHC.")
    late = next(each for each in records["requests"] if each["Đơn vị"] == "c03")
    late["Ngày báo cáo"] = date(2019, 12, 11)
    yield breach("D20.1.d.late", f"c03/{late['Nội dung báo cáo']}", "Báo cáo sau hạn một ngày.")
    absent = next(each for each in records["courses"] if each["Đơn vị"] == "c04")
    absent["Số công chức đầu mối tham gia"] = 0
    yield breach("D20.1.đ.absent", f"c04/{absent['Nội dung']}/2019-06-13", "Không có ai tham gia.")
