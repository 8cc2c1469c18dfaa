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
    "missing_value": Bilingual("thiếu giá trị bắt buộc", "required value missing"),
    "missing_column": Bilingual("bảng thiếu cột bắt buộc", "required column missing"),
    "ambiguous_column": Bilingual("hai cột cùng tiêu đề bắt buộc", "two columns for one required field"),
    "unclear_row": Bilingual("không rõ dữ liệu hay tiêu đề", "data or heading not clear"),
    "unknown_unit": Bilingual("đơn vị không có trong danh mục", "unit not in the register"),
    "ambiguous_unit": Bilingual("tên của nhiều đơn vị", "name of several units"),
    "rejected_unit": Bilingual("đơn vị có dòng danh mục bị loại", "unit whose register row was rejected"),
    "duplicate_unit": Bilingual("mã đơn vị trùng", "unit code used twice"),
    "bad_date": Bilingual("ngày không đọc được", "day not read"),
    "bad_period": Bilingual("kỳ không đọc được", "period not read"),
    "bad_provision": Bilingual("điều khoản không đọc được", "provision not read"),
    "ambiguous_provision": Bilingual("điều khoản không rõ", "provision not clear"),
    "bad_number": Bilingual("số không đọc được", "number not read"),
    "bad_integer": Bilingual("không phải số nguyên", "not a whole number"),
    "ambiguous_number": Bilingual("dấu phẩy không rõ nghĩa", "comma not clear"),
    "bad_boolean": Bilingual("không phải có/không", "neither yes nor no"),
    "bad_choice": Bilingual("không thuộc danh mục cho phép", "not among what is allowed"),
    "unsplit_cell": Bilingual("ô gộp không tách được", "combined cell not divided"),
    "error_cell": Bilingual("ô báo lỗi", "error cell"),
    "formula_not_computed": Bilingual("công thức chưa tính", "formula not computed"),
    "duplicate_row": Bilingual("trùng hoàn toàn", "repeated"),
    "superseded_unit": Bilingual("đã có trong danh mục được chỉ định", "in the register that was named"),
}
