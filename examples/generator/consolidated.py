"""The list of all focal officers that the provincial office compiles: Điều 10 khoản 5."""

from .province import Province

HEADERS = ("Đơn vị", "Họ và tên", "Chức vụ", "Vai trò")


def compile_list(province: Province) -> None:
    """Copy every officer in the post from the rosters of the province's bodies, districts and communes."""
    province.consolidated = [
        {header: officer[header] for header in HEADERS}
        for unit in province.units
        for officer in province.officers(unit)
    ]
