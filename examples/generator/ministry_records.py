"""What the units of the ministry did in 2019 as their office has it on record, all of it in order."""

import random
from datetime import date, timedelta

from .ministry_units import OFFICE, Body, bodies
from .names import NameSource, ascii_letters
from .province import Row

SEED = "bo-cong-thuong-2019"
DECISION = "3456/QĐ-BCT"

_HOLIDAYS = (
    *(date(2019, 2, day) for day in range(4, 9)),
    *(date(2019, 4, 15), date(2019, 4, 29), date(2019, 4, 30), date(2019, 5, 1), date(2019, 9, 2), date(2020, 1, 1)),
)

HEADERS: dict[str, tuple[str, ...]] = {
    "units": ("Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Có giải quyết TTHC"),
    "officers": (
        *("Đơn vị", "Họ và tên", "Chức vụ", "Phòng/bộ phận", "Điện thoại", "Email"),
        *("Số QĐ của Bộ trưởng", "Từ ngày", "Đến ngày"),
    ),
    "decisions": ("Số quyết định", "Ngày quyết định", "Chức danh người ký", "Đơn vị trình"),
    "acts": (
        *("Đơn vị", "Tên văn bản", "Giai đoạn", "Năm", "Ngày bắt đầu", "Có TTHC", "Đã đánh giá tác động"),
        *("Đã lấy ý kiến về TTHC", "Ngày gửi Văn phòng Bộ", "Ngày Văn phòng Bộ nhận đủ hồ sơ"),
        *("Ngày Văn phòng Bộ trả lời", "Văn bản trả lời có quan điểm về TTHC", "Ngày gửi Vụ Pháp chế"),
        *("Ngày gửi thẩm định", "Ngày ban hành", "Còn nhiều ý kiến khác nhau", "Chi phí lớn chưa đánh giá đầy đủ"),
        *("Ngày lấy ý kiến riêng về TTHC", "Đơn vị có lý do chính đáng", "Văn phòng Bộ có lý do chính đáng"),
    ),
    "announcements": (
        *("Số quyết định công bố", "Ngày công bố", "Chức danh người ký"),
        *("Ngày đăng trang thông tin", "Ngày gửi các đơn vị"),
    ),
    "procedures": (
        *("Đơn vị", "Mã TTHC", "Tên TTHC", "Ngày có hiệu lực", "Ngày hết hiệu lực", "Số QĐ công bố", "Đã niêm yết"),
    ),
    "papers": (
        *("Đơn vị trình", "Loại văn bản", "Năm", "Số văn bản", "Ngày ban hành", "Chức danh người ký"),
        *("Nêu TTHC cần rà soát", "Nêu đơn vị thực hiện", "Nêu thời gian thực hiện", "Nêu căn cứ lựa chọn"),
        *("Nêu dự kiến sản phẩm", "Đã lấy ý kiến đơn vị", "Ngày đăng trang thông tin"),
    ),
    "visits": (
        *("Đơn vị", "Ngày kiểm tra", "Đơn vị chủ trì", "Năm", "Căn cứ kiểm tra"),
        *("Số văn bản chỉ đạo", "Ngày báo cáo Lãnh đạo Bộ"),
    ),
    "petitions": (
        *("Mã", "Ngày tiếp nhận", "Hình thức", "Đúng cách thức", "Ngày yêu cầu xác nhận lại", "Đã in thành văn bản"),
        *("Loại", "Phức tạp", "Ngày hướng dẫn", "Đơn vị xử lý", "Ngày chuyển", "Hạn báo cáo kết quả"),
        *("Ngày báo cáo kết quả", "Ngày gửi kết quả về Văn phòng Bộ", "Ngày thông báo người gửi"),
        *("Ngày công khai kết quả", "Tác động lớn", "Tiếp tục kiến nghị", "Ngày báo cáo Lãnh đạo Bộ", "Ngày đôn đốc"),
    ),
    "reviews": (
        *("Đơn vị", "TTHC rà soát", "Năm", "Thời hạn theo Kế hoạch", "Ngày gửi kết quả"),
        *("Văn phòng Bộ thống nhất", "Ngày báo cáo Lãnh đạo Bộ"),
    ),
    "requests": ("Đơn vị", "Nội dung báo cáo", "Hạn báo cáo", "Ngày báo cáo"),
    "courses": ("Đơn vị", "Nội dung", "Ngày tổ chức", "Số công chức đầu mối tham gia"),
    "rewards": ("Đơn vị", "Năm", "Hình thức khen thưởng"),
    "works": ("Đơn vị", "Nhiệm vụ", "Năm", "Số văn bản", "Ngày"),
}
"""The columns of each dataset, by the name that the records give it."""

_RESULT_DAYS = {"Hệ thống trực tuyến": 3}
_CHANNELS = ("Văn bản", "Điện thoại", "Thư điện tử", "Hệ thống trực tuyến", "Phiếu lấy ý kiến, hội nghị")
_TITLES = ("Phó Cục trưởng", "Phó Vụ trưởng", "Chánh Văn phòng Cục", "Trưởng phòng Pháp chế", "Chuyên viên chính")


Records = dict[str, list[Row]]
"""The rows of each dataset by its name in ``HEADERS``; columns of units hold codes until files are written."""


def row(dataset: str, values: Row) -> Row:
    """Return a row of a dataset with blanks in the columns that ``values`` leaves out."""
    blank: Row = dict.fromkeys(HEADERS[dataset])
    unknown = set(values).difference(blank)
    if unknown:
        raise KeyError(f"{dataset} has no columns {sorted(unknown)}")
    return blank | values


def after(day: date, count: int) -> date:
    """Return the working day that is so many working days after a day."""
    while count:
        day += timedelta(1)
        count -= day.weekday() < 5 and day not in _HOLIDAYS
    return day


class People:
    """Makes focal officers: invented persons whose telephone numbers and e-mail addresses belong to nobody."""

    def __init__(self) -> None:
        self._names = NameSource(SEED)
        self._random = random.Random(f"{SEED}/officers")
        self._made = 0

    def officer(self, unit: str) -> Row:
        """Return a new focal officer of a unit, named in the minister's decision."""
        self._made += 1
        name = self._names.next()
        values: Row = {
            "Đơn vị": unit,
            "Họ và tên": name,
            "Chức vụ": self._random.choice(_TITLES),
            "Điện thoại": f"0102{self._made:06d}",
            "Email": f"{ascii_letters(name).replace(' ', '.')}@bocongthuong.example",
            "Số QĐ của Bộ trưởng": DECISION,
            "Từ ngày": date(2018, 10, 15),
        }
        return row("officers", values)


def petition(code: str, received: date, unit: str, channel: str = "Văn bản", changes: Row | None = None) -> Row:
    """Return a petition on rules of the ministry that was handled in time."""
    due = after(received, _RESULT_DAYS.get(channel, 5))
    values: Row = {
        "Mã": code,
        "Ngày tiếp nhận": received,
        "Hình thức": channel,
        "Đúng cách thức": "có",
        "Ngày yêu cầu xác nhận lại": after(received, 1) if channel == "Điện thoại" else None,
        "Đã in thành văn bản": "có" if channel in ("Thư điện tử", "Hệ thống trực tuyến") else None,
        "Loại": "Quy định của Bộ",
        "Phức tạp": "không",
        "Đơn vị xử lý": unit,
        "Ngày chuyển": after(received, 1),
        "Hạn báo cáo kết quả": due,
        "Ngày báo cáo kết quả": due,
        "Ngày gửi kết quả về Văn phòng Bộ": due,
        "Ngày thông báo người gửi": after(due, 2),
        "Ngày công khai kết quả": after(due, 3),
        "Tác động lớn": "không",
        "Tiếp tục kiến nghị": "không",
    }
    return row("petitions", values) | (changes or {})


def on_conduct(code: str, received: date, unit: str, changes: Row | None = None) -> Row:
    """Return a petition on conduct that was forwarded and reported on in time."""
    due = after(received, 10)
    given: Row = {"Loại": "Hành vi", "Phức tạp": None, "Tác động lớn": None, "Tiếp tục kiến nghị": None}
    days: Row = {"Hạn báo cáo kết quả": due, "Ngày báo cáo kết quả": due, "Ngày gửi kết quả về Văn phòng Bộ": due}
    told: Row = {"Ngày thông báo người gửi": after(due, 2), "Ngày công khai kết quả": None}
    return petition(code, received, unit) | given | days | told | (changes or {})


def on_other_rules(code: str, received: date, changes: Row | None = None) -> Row:
    """Return a petition on rules of another authority, whose sender was guided there in time."""
    values: Row = {
        "Mã": code,
        "Ngày tiếp nhận": received,
        "Hình thức": "Văn bản",
        "Đúng cách thức": "có",
        "Loại": "Quy định của cơ quan khác",
        "Ngày hướng dẫn": after(received, 1),
    }
    return row("petitions", values) | (changes or {})


def proposal(unit: str, name: str, begun: date, changes: Row | None = None) -> Row:
    """Return a proposal of an act that went through the office and then to the legal department."""
    sent = after(begun, 20)
    values: Row = {
        "Đơn vị": unit,
        "Tên văn bản": name,
        "Giai đoạn": "Lập đề nghị xây dựng",
        "Năm": 2019,
        "Ngày bắt đầu": begun,
        "Có TTHC": "có",
        "Đã đánh giá tác động": "có",
        "Ngày gửi Văn phòng Bộ": sent,
        "Ngày Văn phòng Bộ nhận đủ hồ sơ": after(sent, 1),
        "Ngày Văn phòng Bộ trả lời": after(sent, 4),
        "Văn bản trả lời có quan điểm về TTHC": "có",
        "Ngày gửi Vụ Pháp chế": after(sent, 6),
    }
    return row("acts", values) | (changes or {})


def draft(unit: str, name: str, begun: date, changes: Row | None = None) -> Row:
    """Return a draft that was assessed, appraised and issued."""
    values: Row = {
        "Đơn vị": unit,
        "Tên văn bản": name,
        "Giai đoạn": "Soạn thảo",
        "Năm": 2019,
        "Ngày bắt đầu": begun,
        "Có TTHC": "có",
        "Đã đánh giá tác động": "có",
        "Đã lấy ý kiến về TTHC": "có",
        "Ngày gửi thẩm định": after(begun, 60),
        "Ngày ban hành": after(begun, 90),
        "Còn nhiều ý kiến khác nhau": "không",
        "Chi phí lớn chưa đánh giá đầy đủ": "không",
    }
    return row("acts", values) | (changes or {})


def announcement(number: str, decided: date, changes: Row | None = None) -> Row:
    """Return an announcing decision of the minister that was put on the website and sent to the units."""
    values: Row = {
        "Số quyết định công bố": number,
        "Ngày công bố": decided,
        "Chức danh người ký": "KT. Bộ trưởng, Thứ trưởng",
        "Ngày đăng trang thông tin": after(decided, 2),
        "Ngày gửi các đơn vị": after(decided, 2),
    }
    return row("announcements", values) | (changes or {})


def review(unit: str, subject: str, due: date, changes: Row | None = None) -> Row:
    """Return the review of procedures that a unit sent in time, with which the office agrees."""
    values: Row = {
        "Đơn vị": unit,
        "TTHC rà soát": subject,
        "Năm": 2019,
        "Thời hạn theo Kế hoạch": due,
        "Ngày gửi kết quả": due - timedelta(3),
        "Văn phòng Bộ thống nhất": "có",
        "Ngày báo cáo Lãnh đạo Bộ": after(due, 5),
    }
    return row("reviews", values) | (changes or {})


def orderly_records(people: People) -> Records:
    """Return the records of a ministry in which everything follows the Circular."""
    known = bodies()
    records: Records = {name: [] for name in HEADERS}
    handling = [body.code for body in known.values() if body.handles]
    records["units"] = [_unit(body) for body in known.values()]
    for code in (*handling, *handling, OFFICE):
        records["officers"].append(people.officer(code))
    decision: Row = {
        "Số quyết định": DECISION,
        "Ngày quyết định": date(2018, 10, 10),
        "Chức danh người ký": "Bộ trưởng",
        "Đơn vị trình": OFFICE,
    }
    records["decisions"].append(row("decisions", decision))
    _prepare_acts(records, handling)
    _list_procedures(records, handling)
    _receive(records, handling)
    _work(records, handling)
    return records


def _unit(body: Body) -> Row:
    handles = "có" if body.handles else "không"
    return dict(zip(HEADERS["units"], (body.code, body.name, "bộ", body.kind, handles), strict=True))


def _prepare_acts(records: Records, handling: list[str]) -> None:
    for number, unit in enumerate(handling[:6], start=1):
        records["acts"].append(proposal(unit, f"Nghị định số {number} (đề nghị)", date(2019, 2, 18 + number)))
        records["acts"].append(draft(unit, f"Thông tư số {number}", date(2019, 3, 4 + number)))


def _list_procedures(records: Records, handling: list[str]) -> None:
    numbers = random.Random(f"{SEED}/announcements")
    for place, unit in enumerate(handling):
        number, decided = f"{numbers.randrange(1000, 3000)}/QĐ-BCT", date(2019, 3, 11) + timedelta(7 * place)
        records["announcements"].append(announcement(number, decided))
        for item in (1, 2, 3):
            values: Row = {
                "Đơn vị": unit,
                "Mã TTHC": f"BCT-{unit}-{item}",
                "Tên TTHC": f"Cấp giấy chứng nhận loại {item} ({unit})",
                "Ngày có hiệu lực": after(decided, 20),
                "Số QĐ công bố": number,
                "Đã niêm yết": "có",
            }
            records["procedures"].append(row("procedures", values))


def _receive(records: Records, handling: list[str]) -> None:
    days = random.Random(f"{SEED}/petitions")
    for place in range(30):
        received = date(2019, 2, 11) + timedelta(9 * place + days.randrange(4))
        channel = _CHANNELS[place % len(_CHANNELS)]
        records["petitions"].append(petition(f"PA-{place + 1:03}", received, handling[place % len(handling)], channel))
    for place in range(8):
        received = date(2019, 3, 4) + timedelta(30 * place)
        records["petitions"].append(on_conduct(f"HV-{place + 1:02}", received, handling[place]))
        records["petitions"].append(on_other_rules(f"CQ-{place + 1:02}", received + timedelta(2)))


def _work(records: Records, handling: list[str]) -> None:
    for place, unit in enumerate(handling):
        records["reviews"].append(review(unit, "Nhóm thủ tục cấp giấy chứng nhận", date(2019, 9, 30)))
        request: Row = {"Nội dung báo cáo": "Kiểm soát TTHC năm 2019", "Hạn báo cáo": date(2019, 12, 10)}
        reported: Row = {"Đơn vị": unit, "Ngày báo cáo": date(2019, 12, 10) - timedelta(place % 4)}
        records["requests"].append(row("requests", request | reported))
        course: Row = {"Đơn vị": unit, "Nội dung": "Nghiệp vụ kiểm soát TTHC", "Ngày tổ chức": date(2019, 6, 13)}
        records["courses"].append(row("courses", course | {"Số công chức đầu mối tham gia": 1 + place % 2}))
        account: Row = {"Đơn vị": unit, "Nhiệm vụ": "điểm b khoản 2 Điều 9", "Năm": 2019, "Ngày": date(2019, 12, 2)}
        records["works"].append(row("works", account | {"Số văn bản": f"{300 + place}/BC"}))
    for unit in handling[6:10]:
        reward: Row = {"Đơn vị": unit, "Năm": 2019, "Hình thức khen thưởng": "Bằng khen của Bộ trưởng"}
        records["rewards"].append(row("rewards", reward))
    for place, unit in enumerate(handling[:3]):
        visit: Row = {
            "Đơn vị": unit,
            "Ngày kiểm tra": date(2019, 5, 20 + place),
            "Đơn vị chủ trì": OFFICE,
            "Năm": 2019,
            "Căn cứ kiểm tra": "Đột xuất",
            "Số văn bản chỉ đạo": "2345/BCT-VP",
            "Ngày báo cáo Lãnh đạo Bộ": date(2019, 6, 10),
        }
        records["visits"].append(row("visits", visit))
