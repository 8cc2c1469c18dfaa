"""The fixed words of annotated files."""

from typing import Final

from kstt_rules.bilingual import Bilingual

SHEET: Final = Bilingual("Kết quả rà soát", "Audit result")
REJECTED: Final = Bilingual("không tiếp nhận", "not accepted")
AUTHOR: Final = "kstt"
SEPARATOR: Final = Bilingual("—— Kết quả rà soát (kstt) ——", "—— Audit result (kstt) ——")

FILE: Final = Bilingual("Tệp: {file}", "File: {file}")
APPLIED: Final = Bilingual(
    "Tính đến ngày {day} · gói quy tắc {pack} · {title}", "As of {day} · rule pack {pack} · {title}"
)
HOW_TO_READ: Final = Bilingual(
    "Ô được tô màu có ghi chú nêu điều khoản, nội dung và kiến nghị; bấm vào cột “Ô” để đến ô đó."
    " Giá trị trong tệp được giữ nguyên.",
    "Each filled cell has a note with the provision, what is wrong and what to do; the column “Cell” leads there."
    " No value in the file was changed.",
)
COLOURS: Final = Bilingual("Màu tô:", "Fills:")
NO_ENTRY: Final = Bilingual("Không có nội dung nào cần lưu ý.", "Nothing to be said.")

NUMBER: Final = Bilingual("STT", "No.")
CELL: Final = Bilingual("Ô", "Cell")
MESSAGE: Final = Bilingual("Nội dung", "What is wrong")
REMEDY: Final = Bilingual("Kiến nghị", "What to do")

TO_DO: Final = Bilingual("Kiến nghị: {remedy}", "To do: {remedy}")
POINTER: Final = Bilingual("(Trang “{sheet}”, dòng {row})", "(Sheet “{sheet}”, row {row})")
MORE: Final = Bilingual(
    "… và {count} nội dung khác: xem trang “{sheet}”, từ dòng {row}.",
    "… and {count} more: see the sheet “{sheet}”, from row {row}.",
)
CUT: Final = Bilingual("… [đã cắt bớt, xem trang “{sheet}”]", "… [cut, see the sheet “{sheet}”]")
MORE_ROWS: Final = Bilingual("… và {count} dòng khác không ghi hết được.", "… and {count} more that found no room.")
REJECT_REMEDY: Final = Bilingual("Sửa ô này rồi nộp lại.", "Mend this cell and submit the file again.")

REWRITTEN: Final = Bilingual(
    "Tệp gốc không phải .xlsx hay .ods nên được chép lại thành .xlsx: giữ giá trị và địa chỉ ô, không giữ định dạng,"
    " hình ảnh và công thức.",
    "The file was neither .xlsx nor .ods and was copied to .xlsx: values and addresses of cells are kept; formats,"
    " pictures and formulas are not.",
)
UNREAD: Final = Bilingual("không đánh dấu vì không đọc được: {reason}", "not marked, as it cannot be read: {reason}")
UNMARKABLE: Final = Bilingual(
    "không đánh dấu được vì cấu trúc bên trong tệp không đúng chuẩn; mở bằng phần mềm bảng tính, lưu lại rồi thử lại.",
    "not marked, as its inner structure breaks the standard; open it in a spreadsheet program, save it and try again.",
)
CHANGED: Final = Bilingual(
    "không đánh dấu vì tệp đã thay đổi sau khi được đọc.", "not marked, as the file changed after it was read."
)

GUIDE_SHEET: Final = Bilingual("Hướng dẫn", "Guide")
INDEX: Final = Bilingual("Kết quả rà soát", "Audit result")
INDEX_HEADERS: Final = (
    Bilingual("Tệp đã nộp", "File submitted"),
    Bilingual("Tệp đã đánh dấu", "File with marks"),
    Bilingual("Số nội dung", "Entries"),
    Bilingual("Ghi chú", "Remark"),
)
