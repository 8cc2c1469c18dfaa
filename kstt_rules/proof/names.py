"""Words for the unknown texts of a witness: names of people, units and documents that nothing resembles."""

from typing import Final

from kstt_rules.model.vocabulary import UNIT, EntityField

PEOPLE: Final = (
    "Nguyễn Văn An",
    "Trần Thị Bình",
    "Lê Hữu Cường",
    "Phạm Quốc Dũng",
    "Vũ Thị Hương",
    "Đỗ Minh Khoa",
    "Ngô Thanh Lâm",
    "Bùi Xuân Mạnh",
    "Đặng Thị Nga",
    "Hoàng Đình Phúc",
    "Phan Thị Quỳnh",
    "Trịnh Công Sáng",
    "Dương Thị Thảo",
    "Lưu Bá Uyên",
    "Tạ Thị Xoan",
    "Hồ Ngọc Yên",
)


def word(entity: str, name: str, field: EntityField, place: int) -> str:
    """Return a text for a field, another one for each place from 0 on."""
    if field.person:
        return PEOPLE[place] if place < len(PEOPLE) else f"Lý Thị {'X' * (place - len(PEOPLE) + 2)}"
    if field.phone:
        return f"0912{place:02d}{97 - place:02d}55"
    if field.type == UNIT or (entity, name) == (UNIT, "id"):
        return f"dv-{place + 1}"
    if entity == UNIT:
        return f"Đơn vị {place + 1}"
    return f"{place + 1:02d}/VB"
