"""Letters of districts and communes on the announcing of procedures: điểm b khoản 3 Điều 6."""

import random
from datetime import date, timedelta

from .documents import write_document
from .province import Province

PROPOSAL, COMMENT = "6.3.b đoạn 1", "6.3.b đoạn 2"

_PROPOSALS = (
    ("213", "Sở Xây dựng", date(2021, 5, 12)),
    ("219", "Sở Tài nguyên và Môi trường", date(2021, 7, 20)),
    ("221", "Sở Công Thương", date(2021, 10, 6)),
    ("222", "Sở Kế hoạch và Đầu tư", date(2022, 1, 13)),
    ("07339", "Sở Tư pháp", date(2021, 6, 2)),
    ("07525", "Sở Lao động - Thương binh và Xã hội", date(2021, 8, 17)),
    ("07681", "Sở Tư pháp", date(2022, 2, 23)),
)
"""Body, the department it wrote to besides the provincial office, and the day."""

_REQUESTS = (
    *((district, "Sở Tư pháp", date(2021, 6, 21)) for district in ("213", "215", "216", "217", "218")),
    *((district, "Văn phòng UBND tỉnh", date(2022, 2, 9)) for district in ("219", "220", "221", "222", "223")),
    ("07201", "Sở Tư pháp", date(2021, 6, 21)),
    ("07339", "Sở Tư pháp", date(2021, 6, 21)),
    ("07681", "Văn phòng UBND tỉnh", date(2022, 2, 9)),
    ("07774", "Văn phòng UBND tỉnh", date(2022, 2, 9)),
)
"""Body, who asked it for comments, and the day of the request."""


def correspond(province: Province) -> None:
    """Put on record what was proposed to departments, and each request for comments with its answer."""
    chance = random.Random("2022/correspondence")
    for code, department, day in _PROPOSALS:
        number = f"{chance.randrange(60, 700)}/CV"
        letter = write_document(province.units[code], PROPOSAL, number, day, "Kiến nghị công bố, sửa đổi TTHC")
        province.documents.append(letter | {"Nơi nhận": f"{department}; Văn phòng UBND tỉnh"})
    for code, asking, asked in _REQUESTS:
        number, day = f"{chance.randrange(60, 700)}/CV", asked + timedelta(days=chance.randrange(3, 9))
        letter = write_document(province.units[code], COMMENT, number, day, "Góp ý dự thảo quyết định công bố TTHC")
        province.documents.append(letter | {"Nơi nhận": asking, "Ngày yêu cầu": asked, "Ngày trả lời": day})
