"""The fixed words of the workbook that offices fill in."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.bilingual import Bilingual

TITLE: Final = Bilingual("Biểu mẫu nộp dữ liệu công chức đầu mối", "Template for data on focal officers")
GUIDE_SHEET: Final = Bilingual("Hướng dẫn", "Guide")
LISTS_SHEET: Final = "Danh mục"
UNITS: Final = Bilingual("đơn vị", "units")
VALUES: Final = Bilingual("Các giá trị của: {label}", "Values of: {label}")

GUIDE: Final = (
    Bilingual(
        "Mỗi trang là một loại dữ liệu. Xóa những trang không nộp: trang có tiêu đề mà không có dòng nào được hiểu là"
        " đã nộp và không có gì.",
        "Each sheet is one dataset. Delete the sheets that are not submitted: a sheet with its header and no row counts"
        " as submitted and empty.",
    ),
    Bilingual(
        "Không đổi tên trang và tiêu đề cột. Mỗi dòng ghi một đối tượng; không gộp ô.",
        "Keep the names of sheets and columns. One row is one thing; do not merge cells.",
    ),
    Bilingual(
        "Cột Đơn vị ghi tên hoặc mã như ở trang Đơn vị; xã, phường, thị trấn trùng tên thì ghi kèm huyện.",
        "The column Đơn vị takes a name or code of the sheet Đơn vị; communes of one name go with their district.",
    ),
    Bilingual(
        "Ngày ghi đủ ngày/tháng/năm, ví dụ 31/03/2022. Ô chưa có dữ liệu thì để trống, không ghi “không có”.",
        "Dates are day/month/year with four digits, such as 31/03/2022. Leave a cell empty where there is no datum.",
    ),
)

SHEET: Final = Bilingual("Trang", "Sheet")
COLUMN: Final = Bilingual("Cột", "Column")
CONTENT: Final = Bilingual("Nội dung", "Content")
HOW: Final = Bilingual("Cách ghi", "How to fill it in")
REQUIRED: Final = Bilingual("Bắt buộc", "Required")
YES: Final = Bilingual("có", "yes")

BY_TYPE: Final[Mapping[str, Bilingual]] = {
    "text": Bilingual("văn bản", "text"),
    "integer": Bilingual("số nguyên", "a whole number"),
    "number": Bilingual("số", "a number"),
    "boolean": Bilingual("có hoặc không", "có (yes) or không (no)"),
    "date": Bilingual("ngày, ví dụ 31/03/2022", "a date, such as 31/03/2022"),
    "unit": Bilingual("tên hoặc mã đơn vị", "the name or code of a unit"),
    "period": Bilingual(
        "kỳ báo cáo: Quý I/2022, Năm 2022 hoặc Đột xuất", "a period: Quý I/2022, Năm 2022 or Đột xuất (ad hoc)"
    ),
    "provision": Bilingual("điều khoản, ví dụ 6.1.a", "a provision, such as 6.1.a"),
}
ONE_OF: Final = Bilingual("một trong: {labels}", "one of: {labels}")
SEVERAL_OF: Final = Bilingual("một hoặc nhiều, cách nhau bằng dấu ;: {labels}", "one or more, parted by ;: {labels}")
READ_FROM: Final = Bilingual("để trống thì xác định từ cột “{header}”", "where empty, taken from the column “{header}”")
NOT_ALLOWED: Final = Bilingual("Giá trị không đúng", "Not allowed")
