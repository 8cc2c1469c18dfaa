"""The fixed words of the page that shows how files were understood."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.bilingual import Bilingual

HEADER_ROWS: Final = Bilingual("tiêu đề ở dòng {rows}", "header in row {rows}")
TURNED: Final = Bilingual("tiêu đề ở cột {rows}", "header in column {rows}")
COLUMN: Final = Bilingual("Cột", "Column")
LINE: Final = Bilingual("Dòng", "Row")
HEADER: Final = Bilingual("Tiêu đề trong tệp", "Header in the file")
FIELD: Final = Bilingual("Đọc là", "Read as")
WHY: Final = Bilingual("Căn cứ", "Why")
STATED: Final = Bilingual("Lấy từ ngoài cột", "Taken from elsewhere")
FROM_NAME: Final = Bilingual("tên trang hoặc tên tệp", "name of the sheet or file")
ROWS: Final = Bilingual("Số dòng", "Rows")
ACCEPTED: Final = Bilingual("tiếp nhận", "accepted")
REJECTED: Final = Bilingual("không nhận", "rejected")
IGNORED: Final = Bilingual("bỏ qua", "ignored")
REMARKS: Final = Bilingual("Không tiếp nhận, hoặc cần lưu ý", "Not accepted, or worth a look")
NO_TABLE: Final = Bilingual("Không tìm thấy bảng dữ liệu nào.", "No table was found.")
UNREAD: Final = Bilingual("không đọc", "not read")

WHYS: Final[Mapping[str, Bilingual]] = {
    "canonical": Bilingual("đúng mẫu", "as in the template"),
    "written": Bilingual("tên gọi khác", "another name"),
    "fuzzy": Bilingual("gần giống", "alike"),
    "combined": Bilingual("cột gộp", "combined"),
    "period": Bilingual("cột theo kỳ", "a column a period"),
    "mapping": Bilingual("tệp ánh xạ", "mapping file"),
    "unread": Bilingual("–", "–"),
}

KINDS: Final[Mapping[str, Bilingual]] = {
    "title": Bilingual("quốc hiệu, tên bảng", "titles"),
    "header": Bilingual("tiêu đề cột", "headers"),
    "numbering": Bilingual("số thứ tự cột", "column numbers"),
    "group": Bilingual("tiêu đề nhóm", "group rows"),
    "heading": Bilingual("tiêu đề khác", "other headings"),
    "total": Bilingual("dòng cộng", "totals"),
    "note": Bilingual("ghi chú", "notes"),
    "signature": Bilingual("nơi nhận, chữ ký", "recipients and signatures"),
    "outside": Bilingual("không có dữ liệu ở cột được đọc", "nothing in a column that is read"),
    "duplicate_row": Bilingual("trùng hoàn toàn", "repeated"),
    "superseded_unit": Bilingual("đã có trong danh mục được chỉ định", "in the register that was named"),
}
