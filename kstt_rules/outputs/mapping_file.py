"""A mapping file that says how tables were understood, commented in Vietnamese for a person to correct."""

import json
from collections import Counter
from collections.abc import Iterator
from glob import escape
from typing import Final

from kstt_rules.model.inspection import ColumnUse, Inspection, TableInspection, TextMeaning

_HEAD: Final = """\
# Cách hiểu từng bảng, để kiểm tra và sửa. Sửa xong, dùng với --mapping khi chạy kstt inspect và kstt audit.
# Mỗi mục là một bảng: tệp (file), trang (sheet), dữ liệu gì (entity), dòng đầu của tiêu đề (header) và số dòng của nó.
# Dưới columns là từng cột: sau dấu hai chấm là mã thông tin; bỏ trống là không đọc; [title, unit] là tách làm hai.
# part: true là trang còn có bảng khác; turned: true là bảng nằm ngang, khi đó header là cột, dưới columns là số dòng.
# Trang không phải dữ liệu: thay các dòng từ entity trở xuống bằng ignore: true.
# Không nhận tiêu đề chỉ gần giống: thêm slips: false. Cột chưa đọc: bỏ dấu # và ghi mã thông tin, hoặc bỏ trống.
# Dưới texts là chữ trong ô mà máy không hiểu: unit là mã hoặc tên đơn vị của danh mục, title là chức danh đã biết.
"""
_MOST_CELLS: Final = 5
_UNREAD_SHEETS: Final = ("unknown_sheet", "ambiguous_sheet")


def mapping_text(inspection: Inspection) -> str:
    """Return the file. Read back it gives what it says."""
    per_sheet = Counter((table.file, table.sheet) for table in inspection.tables)
    entries = [_entry(table, alone=per_sheet[table.file, table.sheet] == 1) for table in inspection.tables]
    sheets = [reject for reject in inspection.dossier.rejects if reject.reason in _UNREAD_SHEETS and reject.sheet]
    unread = [[*_unread_sheet(str(reject.file), str(reject.sheet), reject.message.vi)] for reject in sheets]
    are_said = any(not line.lstrip().startswith("#") for entry in entries for line in entry)
    lines = [line for entry in (*entries, *unread) for line in entry]
    return "\n".join([_HEAD + ("tables:" if are_said else "tables: []"), *lines, *_texts(inspection), ""])


def _texts(inspection: Inspection) -> Iterator[str]:
    """Yield what is said of texts, and as comments those that are not understood."""
    if inspection.meanings:
        yield "texts:"
    elif inspection.unclear:
        yield "# texts:"
    for meaning in inspection.meanings:
        yield from _meaning(meaning)
    for item in inspection.unclear:
        cells = ", ".join(item.cells[:_MOST_CELLS]) + (", …" if len(item.cells) > _MOST_CELLS else "")
        yield f"  # {_comment(f'{item.file} › {item.sheet}, {cells}: {item.why.vi}')}. Bỏ dấu # và ghi nghĩa của chữ."
        likely = item.likely[0] if len(item.likely) == 1 else "…"
        entry = TextMeaning(item.text, **{item.kind: likely}, file=escape(item.file), sheet=escape(item.sheet))
        yield from (f"  # {line[2:]}" for line in _meaning(entry))


def _meaning(meaning: TextMeaning) -> Iterator[str]:
    yield f"  - text: {_quoted(meaning.text)}"
    for name in ("unit", "title"):
        if (said := getattr(meaning, name)) is not None:
            yield f"    {name}: {_quoted(said)}"
    for name in ("file", "sheet"):
        if (pattern := getattr(meaning, name)) != "*":
            yield f"    {name}: {_quoted(pattern)}"


def _entry(table: TableInspection, *, alone: bool) -> list[str]:
    place = f"  # {_comment(f'{table.file} › {table.sheet}')}: {_comment(table.dataset.vi)}"
    first, last = table.header_rows[0], table.header_rows[-1]
    lines = [place, *_names(table.file, table.sheet), f"    entity: {table.entity}", f"    header: {first}"]
    if table.turned:
        lines.append("    turned: true")
    elif not alone:
        lines.append("    part: true")
    elif last > first:
        lines.append(f"    header_rows: {last - first + 1}")
    columns = [_column(column) for column in table.columns if column.how != "spread"]
    are_said = any(not line.lstrip().startswith("#") for line in columns)
    return [*lines, "    columns:" if are_said else "    columns: {}", *columns]


def _names(file: str, sheet: str) -> Iterator[str]:
    yield f"  - file: {_quoted(escape(file))}"
    yield f"    sheet: {_quoted(escape(sheet))}"


def _column(column: ColumnUse) -> str:
    names = column.names or (column.proposed if len(column.proposed) == 1 else ())
    fields = names[0] if len(names) == 1 else f"[{', '.join(names)}]" if names else ""
    said = ", ".join(field.vi for field in column.fields)
    if not column.names and column.proposed:
        said = f"có thể là {' hoặc '.join(column.proposed)}: kiểm tra"
    header = f"“{_comment(column.header)}”" if column.header else "không có tiêu đề"
    mark = "" if names else "# "
    letters = f'"{column.letters}"' if column.letters.isdecimal() else column.letters
    return f"      {mark}{letters}:{f' {fields}' if fields else ''}  # {header}: {_comment(said) or 'không đọc'}"


def _unread_sheet(file: str, sheet: str, message: str) -> Iterator[str]:
    yield f"  # {_comment(f'{file} › {sheet}')}: {_comment(message)} Bỏ dấu # ở hai dòng dưới và chọn một cách."
    yield from (f"  # {line[2:]}" for line in _names(file, sheet))
    yield "  #   ignore: true  # hoặc entity: officer, approval, report …"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    """Return a text on one line, without signs that no comment may hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
