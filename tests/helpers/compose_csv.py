"""Tables in text put together at random: quotes that are closed or not, any line ends, blank lines, uneven rows."""

from drawing import Drawing

FORMS = {"comma": (",", "utf-8"), "semicolon": (";", "utf-8-sig"), "tab": ("\t", "utf-16")}
OFFICE_FORMS = {"comma": (44, 76), "semicolon": (59, 76), "tab": (9, 65535)}
"""The same forms as LibreOffice numbers separators and encodings."""
_HEADER = ["Đơn vị", "Họ và tên", "Chức vụ", "Kỳ báo cáo", "Ghi chú"]
_WORDS = [
    "Sở Y tế", "Nguyễn Thị Ánh", "Phó Giám đốc", "x", "Quý I/2022", "31/03/2022", "012", "số 5, đường 3", "a;b", "100%",
    "", "dòng một\ndòng hai", "nói “có”", 'màn hình 24" mới', "'", "-", "  hai đầu  ", "#N/A", "=1+1", "1e5",
]  # fmt: skip


def compose(seed, form):
    """Return the bytes of a table in a form, and the names of what is in it."""
    draw = Drawing(seed)
    separator, encoding = FORMS[form]
    width = draw.random.randint(2, len(_HEADER))
    rows = [[draw.random.choice(_WORDS) for _ in range(width)] for _ in range(draw.random.randint(1, 8))]
    end = draw.one_of("\n", "\r\n", "\r\n")
    quotes = draw.one_of("where needed", "everywhere", "where needed")
    lines = [separator.join(_field(draw, cell, separator, quotes) for cell in row) for row in [_HEADER[:width], *rows]]
    lines = [_spoilt(draw, line, separator) if number else line for number, line in enumerate(lines)]
    text = end.join(lines) + draw.one_of(end, "", end * 2)
    return text.encode(encoding), draw.used


def _field(draw, cell, separator, quotes):
    needed = any(sign in cell for sign in f'{separator}"\n')
    if needed or quotes == "everywhere":
        draw.used.add(f"quotes {quotes}")
        quoted = cell.replace('"', '""')
        return f'{" " * draw.may("quote behind a space", 0.05)}"{quoted}"'
    return cell


def _spoilt(draw, line, separator):
    """Return a line as a careless program or hand leaves it."""
    if draw.may("separators behind", 0.08):
        return line + separator * 2
    if draw.may("cut short", 0.05) and '"' not in line:
        return line.rpartition(separator)[0]
    if draw.may("blank line before", 0.06):
        return "\n" + line
    if draw.may("a quote that is not closed", 0.05) and '"' not in line:
        return line.replace(separator, f'{separator}"', 1)
    if draw.may("a quote within", 0.05) and '"' not in line and line[:1].isalnum():
        return f"{line[:1]}{line[1:].replace(' ', chr(34) + ' ', 1)}"
    if draw.may("text behind a quote", 0.03) and '"' not in line:
        first, sign, rest = line.partition(separator)
        return f'"{first}"x{sign}{rest}'
    return line
