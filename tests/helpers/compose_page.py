"""Pages of the web with one table, as programs save them under the name of a workbook, put together at random."""

from html import escape

from drawing import Drawing

_WORDS = [
    "Đơn vị", "Họ và tên", "Sở Y tế", "Nguyễn Thị Ánh", "Phó Giám đốc Sở", "x", "A & B <C>", "“nháy”", "số 5, đường 3",
    "Quý I", "", "không",
]  # fmt: skip
_FORMS = {
    "bare": "{first} {rest}",
    "bold": "<b>{first}</b> {rest}",
    "in a paragraph": "<p>{first} {rest}</p>",
    "in a block": "<div>{first} {rest}</div>",
    "break": "{first}<br>{rest}",
    "closed break": "{first}<br/>{rest}",
    "fonts": '<font face="Arial" color=#000000><span style="mso-x:y">{first} {rest}</span></font>',
    "comment": "{first} <!-- x -->{rest}",
    "link": '<a href="x">{first} {rest}</a>',
    "space that does not break": "{first}&nbsp;{rest}",
    "over lines": "{first}\n      {rest}",
}


def compose(seed):
    """Return the bytes of a page, and the names of what is in it."""
    draw = Drawing(seed)
    width = draw.random.randint(2, 5)
    rows = []
    for _ in range(draw.random.randint(2, 7)):
        rows.append(_row(draw, width, is_above_closed=bool(rows) and rows[-1].lower().endswith("</tr>")))
    if draw.may("parts of a table", 0.3):
        rows = ["<thead>", rows[0], "</thead><tbody>", *rows[1:], "</tbody>"]
    columns = draw.one_of("", "<colgroup><col width=64><col></colgroup>", "<col span=2>")
    table = f"<table border=1 {draw.one_of('', 'class=xl1')}>{columns}{''.join(rows)}</table>"
    style = draw.one_of(
        "", "<style>td {mso-number-format:General}</style>", "<!--[if gte mso 9]><xml></xml><![endif]-->"
    )
    head = f'<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">{style}</head>'
    above = draw.one_of("", "<h3>UBND HUYỆN YÊN THẾ</h3>", "<p>Danh sách</p><p>Quý I/2022</p>", "<div>Biểu 01</div>")
    page = f"<html>{head}<body>{above}{table}</body></html>"
    if draw.may("breaks off", 0.05):
        page = page[: page.index("</table>")]
    return draw.one_of("", "\ufeff").encode() + page.encode(), draw.used


def _row(draw, width, *, is_above_closed):
    cells, left = [], width
    while left:
        span = 2 if left > 1 and draw.may("two columns", 0.1) else 1
        name = draw.one_of("td", "th", "TD")
        end = "" if draw.may("cells not closed", 0.1) else f"</{name}>"
        wide = f" colspan={span}" if span > 1 else ""
        cells.append(f"<{name}{wide}{draw.one_of('', ' class=xl65', ' x:str')}>{_text(draw)}{end}")
        left -= span
    end = (
        draw.one_of("</tr>", "</TR>", "") if cells[-1].lower().endswith(("</td>", "</th>")) else "</tr>"
    )  # LibreOffice needs one of the two
    begin = "" if is_above_closed and draw.may("row not begun", 0.1) else "<tr>"
    return f"{begin}{''.join(cells)}{end}"


def _text(draw):
    form = draw.one_of(*_FORMS)
    first, space, rest = draw.random.choice(_WORDS).partition(" ")
    draw.used.add(form)
    return _FORMS[form if space else "bare"].format(first=_sign(draw, first), rest=_sign(draw, rest))


def _sign(draw, text):
    written = escape(text)
    return written.replace("Đ", "&#272;").replace("ở", "&#x1EDF;") if draw.may("references", 0.2) else written
