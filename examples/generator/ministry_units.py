"""The units of the Ministry of Industry and Trade in 2019, by name; what is told of them elsewhere is invented."""

from dataclasses import dataclass

OFFICE = "vpb"
LEGAL = "v04"

_DEPARTMENTS = (
    "Vụ Kế hoạch",
    "Vụ Tài chính và Đổi mới doanh nghiệp",
    "Vụ Tổ chức cán bộ",
    "Vụ Pháp chế",
    "Vụ Thị trường châu Á - châu Phi",
    "Vụ Thị trường châu Âu - châu Mỹ",
    "Vụ Chính sách thương mại đa biên",
    "Vụ Thị trường trong nước",
    "Vụ Dầu khí và Than",
    "Vụ Tiết kiệm năng lượng và Phát triển bền vững",
    "Vụ Khoa học và Công nghệ",
)
_AGENCIES = (
    "Cục Điều tiết điện lực",
    "Cục Cạnh tranh và Bảo vệ người tiêu dùng",
    "Cục Phòng vệ thương mại",
    "Cục Xúc tiến thương mại",
    "Cục Công Thương địa phương",
    "Cục Xuất nhập khẩu",
    "Cục Kỹ thuật an toàn và Môi trường công nghiệp",
    "Cục Công nghiệp",
    "Cục Điện lực và Năng lượng tái tạo",
    "Cục Hóa chất",
    "Cục Thương mại điện tử và Kinh tế số",
)
_HANDLING_DEPARTMENTS = ("Vụ Thị trường trong nước", "Vụ Dầu khí và Than", "Vụ Khoa học và Công nghệ")


@dataclass(frozen=True, slots=True)
class Body:
    """One unit; ``handles`` says whether it handles procedures of citizens and businesses."""

    code: str
    name: str
    kind: str
    handles: bool


def bodies() -> dict[str, Body]:
    """Return the units by their codes: the office and inspectorate, departments, agencies, an institute."""
    departments = [
        Body(f"v{n:02}", name, "Vụ", name in _HANDLING_DEPARTMENTS) for n, name in enumerate(_DEPARTMENTS, start=1)
    ]
    agencies = [Body(f"c{n:02}", name, "Cục", handles=True) for n, name in enumerate(_AGENCIES, start=1)]
    others = [
        Body(OFFICE, "Văn phòng Bộ", "Văn phòng Bộ", handles=False),
        Body("ttb", "Thanh tra Bộ", "Thanh tra Bộ", handles=False),
        Body("tc1", "Tổng cục Quản lý thị trường", "Tổng cục", handles=True),
        Body("vnc", "Viện Nghiên cứu Chiến lược, Chính sách Công Thương", "Đơn vị sự nghiệp thuộc Bộ", handles=False),
    ]
    return {body.code: body for body in (*others, *departments, *agencies)}
