"""What is said of files, sheets and columns that could not be taken."""

from collections.abc import Mapping, Sequence
from typing import Final

from kstt_rules.bilingual import Bilingual
from kstt_rules.dossier import Reject, column_letters
from kstt_rules.intake.inputs import WORKBOOK_SUFFIXES
from kstt_rules.vocabulary import Entity

_FILE: Final[Mapping[str, Bilingual]] = {
    "not_found": Bilingual("Không có tệp hoặc thư mục này.", "There is no such file or folder."),
    "not_a_file": Bilingual(
        "Không phải tệp dữ liệu mà là thiết bị hoặc đường ống.", "This is no file of data but a device or a pipe."
    ),
    "unreadable": Bilingual(
        "Không mở được tệp; kiểm tra quyền đọc.", "The file cannot be opened; check its permissions."
    ),
    "unreadable_folder": Bilingual(
        "Không mở được thư mục; kiểm tra quyền đọc.", "The folder cannot be opened; check its permissions."
    ),
    "linked_folder": Bilingual(
        "Thư mục này chỉ là liên kết nên không được đọc; hãy chỉ thẳng thư mục thật.",
        "This folder is only a link and was not read; name the folder itself.",
    ),
    "unknown_extension": Bilingual(
        "Không phải tệp bảng tính; nhận các đuôi {suffixes}.", "Not a workbook; allowed are {suffixes}."
    ).format(suffixes=" ".join(sorted(WORKBOOK_SUFFIXES))),
    "empty_file": Bilingual("Tệp rỗng.", "The file is empty."),
    "too_large": Bilingual(
        "Nội dung tệp quá lớn; chia thành nhiều tệp, hoặc xóa các dòng, cột trống ở xa bảng.",
        "The content is too large; split the file, or delete empty rows and columns far from the table.",
    ),
    "password": Bilingual(
        "Tệp được bảo vệ bằng mật khẩu; bỏ mật khẩu rồi gửi lại.",
        "The file is protected by a password; remove it and submit the file again.",
    ),
    "web_page": Bilingual(
        "Tệp là trang web hoặc XML không có bảng; mở bằng phần mềm bảng tính rồi lưu dạng .xlsx.",
        "The file is a web page or XML without a table; open it in a spreadsheet program and save it as .xlsx.",
    ),
    "word_reader_missing": Bilingual(
        "Chưa cài phần đọc tệp Word; cài kstt-rules[word], hoặc chép bảng sang tệp .xlsx.",
        "Word files need the extra kstt-rules[word]; install it, or copy the table to an .xlsx file.",
    ),
    "not_a_workbook": Bilingual(
        "Nội dung không phải bảng tính; lưu lại dạng .xlsx, .ods hoặc .csv.",
        "The content is not a workbook; save it as .xlsx, .ods or .csv.",
    ),
    "damaged": Bilingual("Tệp hỏng, không đọc được.", "The file is damaged and cannot be read."),
    "timeout": Bilingual("Đọc tệp quá thời hạn cho phép.", "Reading the file took longer than is allowed."),
    "crashed": Bilingual(
        "Tệp hỏng, hoặc có ô nằm quá xa bảng nên cần quá nhiều bộ nhớ.",
        "The file is damaged, or a cell far from the table makes it ask for too much memory.",
    ),
}


def file_reject(file: str, reason: str) -> Reject:
    """Say why a file was not read."""
    return Reject(file, None, None, reason, _FILE[reason])


def unknown_sheet(file: str, sheet: str, entities: Sequence[Entity]) -> Reject:
    """Say that a sheet holds none of the datasets, or may hold any of several."""
    if not entities:
        message = Bilingual(
            "Không nhận ra trang này chứa dữ liệu nào; đặt tên trang và tiêu đề cột theo mẫu.",
            "No dataset was recognised on this sheet; name the sheet and its columns as in the template.",
        )
        return Reject(file, sheet, None, "unknown_sheet", message)
    names = [_called(entity) for entity in entities]
    message = Bilingual(
        "Trang này có thể là {names}; đặt tên trang theo mẫu.",
        "This sheet may be {names}; name it as in the template.",
    ).format(names=Bilingual(" hoặc ".join(names), " or ".join(names)))
    return Reject(file, sheet, None, "ambiguous_sheet", message)


def _called(entity: Entity) -> str:
    return entity.sheet or entity.label.vi


def missing_columns(file: str, sheet: str, entity: Entity, fields: Sequence[str]) -> Reject:
    """Say which columns a sheet cannot be without; the whole sheet is rejected."""
    headers = ", ".join(f"“{entity.fields[name].header}”" for name in fields)
    message = Bilingual(
        "Trang {sheet} thiếu cột bắt buộc: {headers}; các dòng của trang bị loại.",
        "The sheet {sheet} lacks required columns: {headers}; its rows are rejected.",
    ).format(sheet=_called(entity), headers=headers)
    return Reject(file, sheet, None, "missing_column", message)


def unknown_column(file: str, sheet: str, row: int, column: int, header: str) -> Reject:
    """Say that a column was not read; its rows were."""
    letters = column_letters(column)
    message = Bilingual(
        "Không đọc cột {letters} “{header}”: tiêu đề không có trong mẫu hoặc đã dùng cho cột khác.",
        "Column {letters} “{header}” was not read: the header is not in the template, or another column has it.",
    ).format(letters=letters, header=header)
    return Reject(file, sheet, row, "unknown_column", message, (f"{letters}{row}",))


def unknown_line(file: str, sheet: str, row: int, header: str) -> Reject:
    """Say that a row of a table on its side was not read; its other rows were."""
    message = Bilingual(
        "Không đọc dòng “{header}”: tiêu đề không có trong mẫu hoặc đã dùng cho dòng khác.",
        "The row “{header}” was not read: the header is not in the template, or another row has it.",
    ).format(header=header)
    return Reject(file, sheet, row, "unknown_column", message)


def unheaded_column(file: str, sheet: str, row: int, column: int) -> Reject:
    """Say that a column with values but no header was not read."""
    letters = column_letters(column)
    message = Bilingual(
        "Không đọc cột {letters}: cột có dữ liệu nhưng không có tiêu đề.",
        "Column {letters} was not read: it holds values but has no header.",
    ).format(letters=letters)
    return Reject(file, sheet, row, "unknown_column", message, (f"{letters}{row}",))
