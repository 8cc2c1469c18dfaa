"""Canonical rows laid out as people lay them out: what stands above, between, beside and below the rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from random import Random
from typing import Self

from layouts.canonical import NAMES, PARENTS, TIER_ORDER, TIERS, Row
from layouts.grid import Grid
from layouts.written import Hand

SYNONYMS = {
    "Đơn vị": ("ĐƠN VỊ", "Đơn vị công tác", "Tên cơ quan", "Cơ quan, đơn vị"),
    "Họ và tên": ("HỌ VÀ TÊN", "Họ tên", "Họ và tên cán bộ", "Họ và\ntên", "Họ và tnê"),
    "Chức vụ": ("Chức danh", "CHỨC VỤ", "Chức vụ, chức danh", "Chức vụ (ghi rõ)"),
    "Điện thoại": ("Số điện thoại", "SĐT", "Điện thoại liên hệ"),
    "Email": ("Thư điện tử", "Hộp thư điện tử"),
    "Từ ngày": ("Từ ngày (ngày/tháng/năm)", "Ngày bắt đầu"),
    "Kỳ báo cáo": ("Kỳ", "KỲ BÁO CÁO"),
    "Ngày gửi": ("Ngày gửi báo cáo", "Ngày nộp"),
    "Số quyết định": ("Số QĐ", "Quyết định số"),
    "Ngày": ("Ngày quyết định", "Ngày phê duyệt"),
}
GROUPED = {
    2: {
        "Phụ trách Một cửa": ("Phụ trách", "Một cửa"),
        "Phụ trách KSTTHC": ("Phụ trách", "KSTTHC"),
        "Điện thoại": ("Thông tin liên hệ", "Điện thoại"),
        "Email": ("Thông tin liên hệ", "Email"),
    },
    3: {
        "Phụ trách Một cửa": ("Thông tin công chức", "Phụ trách", "Một cửa"),
        "Phụ trách KSTTHC": ("Thông tin công chức", "Phụ trách", "KSTTHC"),
        "Họ và tên": ("Thông tin công chức", "Họ và tên"),
        "Điện thoại": ("Thông tin công chức", "Liên hệ", "Điện thoại"),
        "Email": ("Thông tin công chức", "Liên hệ", "Email"),
    },
}
"""By the number of header rows, the texts above a column from the outermost to its own."""
COMBINED = {
    ("Điện thoại", "Email"): ("Điện thoại/Email", "; "),
    ("Họ và tên", "Chức vụ"): ("Họ và tên - Chức vụ", " - "),
    ("Chức vụ", "Đơn vị"): ("Chức vụ, đơn vị công tác", ", "),
}
DATASET_TITLES = {
    "officer": "DANH SÁCH CÔNG CHỨC ĐẦU MỐI",
    "report": "THEO DÕI BÁO CÁO KIỂM SOÁT TTHC",
    "approval": "QUYẾT ĐỊNH PHÊ DUYỆT DANH SÁCH",
}
SHEETS = {"officer": "Công chức đầu mối", "report": "Báo cáo", "approval": "Phê duyệt"}
TIER_GROUPS = {"tỉnh": "CẤP TỈNH", "huyện": "CẤP HUYỆN", "xã": "CẤP XÃ"}
_ROMAN = ("I", "II", "III")
_PARTS = ("numbering_row", "totals", "subtotals", "signature", "note", "blanks", "repeat_header", "hidden")


@dataclass(frozen=True)
class Layout:
    """How rows are laid out.

    ``units``: column (in each row), merged, down (written once), groups (as rows between), tables (one each, with
    the unit in its title) or nowhere (the sheet or the file bears its name). ``numbers``: none, all (over all rows),
    unit (anew in each) or first (where a unit begins). ``levels`` are the rows of the header, at most.
    """

    titles: int = 2
    order: int = 0
    synonyms: int = 0
    levels: int = 1
    units: str = "column"
    tiers: bool = False
    numbers: str = "all"
    numbering_row: bool = False
    totals: bool = False
    subtotals: bool = False
    signature: bool = False
    note: bool = False
    blanks: bool = False
    repeat_header: bool = False
    hidden: bool = False
    combined: tuple[tuple[str, str], ...] = ()
    hand: Hand = field(default_factory=Hand)

    @classmethod
    def drawn(cls, order: Random, dataset: str) -> Self:
        """Draw a layout that a reader who knows the form can undo."""
        units = order.choice(("column", "merged", "down", "groups", "tables"))
        combined = [pair for pair in COMBINED if dataset == "officer" and order.random() < 1 / 4]
        if units != "column":
            combined = [pair for pair in combined if "Đơn vị" not in pair]
        return cls(
            titles=order.randrange(6),
            order=order.randrange(9),
            synonyms=order.randrange(5),
            levels=order.choice((1, 1, 1, 2, 3)),
            units=units,
            tiers=dataset == "officer" and units != "tables" and order.random() < 1 / 3,
            numbers=order.choice(("first", "unit") if units == "down" else ("none", "all", "unit", "first")),
            **{name: order.random() < 1 / 3 for name in _PARTS},
            combined=tuple(combined[:1]),
            hand=Hand.drawn(order, in_one_text=bool(combined)),
        )


def lay_out(dataset: str, rows: Sequence[Row], layout: Layout, *, named: bool = True) -> Grid:
    """Return the rows of a dataset as a sheet; ``named`` sheets bear the name of the dataset."""
    order = Random(f"{layout.order}/{layout.synonyms}/{dataset}")
    grid = Grid(
        {"officer": "Công chức đầu mối", "report": "Báo cáo", "approval": "Phê duyệt"}[dataset] if named else "Sheet1"
    )
    _titles(grid, dataset, layout.titles)
    rows = _sorted(rows, layout)
    if layout.units == "tables":
        for unit, own in groupby(rows, lambda row: row["Đơn vị"]):
            grid.rows += [[]] * (grid.height > 0)
            grid.add(_title_of(str(unit)))
            _table(grid, list(own), layout, order)
    else:
        _table(grid, rows, layout, order)
    _below(grid, layout)
    if layout.hidden:
        grid.hidden_rows = order.sample(range(grid.height), min(2, grid.height))
        grid.hidden_columns = [order.randrange(4)]
    return grid


def _title_of(unit: str) -> str:
    name = NAMES[unit]
    return f"{name}, {NAMES[PARENTS[unit]].removeprefix('UBND ')}" if PARENTS[unit] else f"Danh sách của {name.upper()}"


def _sorted(rows: Sequence[Row], layout: Layout) -> list[Row]:
    """Put rows in the order that their layout needs: by unit, and by tier and district for groups."""
    units = list(NAMES)
    if layout.units == "column" and not layout.tiers:
        return list(rows)
    return sorted(rows, key=lambda row: _place(str(row["Đơn vị"]), units, by_tier=layout.tiers))


def _place(unit: str, units: list[str], *, by_tier: bool) -> tuple[int, int, int]:
    tier = TIER_ORDER.index(TIERS[unit]) if by_tier else 0
    district = units.index(PARENTS[unit] or unit)
    return tier, district, units.index(unit)


def _titles(grid: Grid, dataset: str, count: int) -> None:
    texts = [
        ("UBND TỈNH BẮC GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("", "Độc lập - Tự do - Hạnh phúc"),
        (f"{DATASET_TITLES[dataset]} NĂM 2022", ""),
        ("(Kèm theo Công văn số 12/UBND-KSTT ngày 05/01/2022)", ""),
        ("Đơn vị tính: người", ""),
    ]
    for left, right in texts[5 - count :] if count < 3 else texts[:count]:
        grid.add(left or None, None, None, right or None)
    if count:
        grid.add()


def _table(grid: Grid, rows: list[Row], layout: Layout, order: Random) -> None:
    headers = [header for header in rows[0] if not (header == "Cấp" and layout.tiers)]
    headers = [header for header in headers if not layout.hand.leaves_out(header)]
    if layout.units in ("groups", "tables", "nowhere"):
        headers.remove("Đơn vị")
    elif layout.units in ("merged", "down"):
        headers.remove("Đơn vị")
        headers.insert(0, "Đơn vị")
    columns: list[tuple[str, ...]] = _columns(headers, layout, order)
    header_rows = _header(grid, columns, layout, order)
    if layout.numbering_row:
        grid.add(*[f"({place})" for place in range(1, len(header_rows[0]) + 1)])
    _body(grid, rows, columns, header_rows, layout)
    if layout.totals:
        grid.add(None, f"Tổng cộng: {len(rows)} người")


def _columns(headers: list[str], layout: Layout, order: Random) -> list[tuple[str, ...]]:
    """Return the fields of each column, in an order of its own; what stands under one group stays together."""
    combined = [pair for pair in layout.combined if set(pair) <= set(headers)]
    taken = {header for pair in combined for header in pair}
    columns = [(header,) for header in headers if header not in taken] + combined
    if layout.order and layout.units not in ("merged", "down"):
        order.shuffle(columns)
    if layout.levels > 1:
        columns.sort(key=lambda fields: _heads(fields, layout)[:-1])
    return columns


def _header(grid: Grid, columns: list[tuple[str, ...]], layout: Layout, order: Random) -> list[list[object]]:
    """Add the header and return its rows."""
    heads = [_heads(fields, layout, order) for fields in columns]
    if layout.numbers != "none":
        heads.insert(0, ("STT",))
    depth, first = max(map(len, heads)), grid.height
    rows: list[list[object]] = []
    for level in range(depth):
        cells: list[object] = []
        for place, head in enumerate(heads):
            is_new = place == 0 or len(head) == level + 1 or heads[place - 1][: level + 1] != head[: level + 1]
            cells.append(head[level] if level < len(head) and is_new else None)
            if cells[-1] is not None:
                last = first + depth - 1 if level == len(head) - 1 else first + level
                grid.merge(first + level, place, last, _end(heads, place, level))
        grid.add(*cells)
        rows.append(cells)
    return rows


def _end(heads: list[tuple[str, ...]], place: int, level: int) -> int:
    """Return the last column that a text of a header spans."""
    own, end = heads[place][: level + 1], place
    while len(own) < len(heads[place]) and end + 1 < len(heads) and heads[end + 1][: level + 1] == own:
        end += 1
    return end


def _heads(fields: tuple[str, ...], layout: Layout, order: Random | None = None) -> tuple[str, ...]:
    if len(fields) > 1:
        return (COMBINED[fields][0],)
    [header] = fields
    if header in GROUPED.get(layout.levels, {}):
        return GROUPED[layout.levels][header]
    options = (header, *SYNONYMS.get(header, ()))
    return (order.choice(options) if layout.synonyms and order else header,)


def _body(
    grid: Grid, rows: list[Row], columns: list[tuple[str, ...]], header_rows: list[list[object]], layout: Layout
) -> None:
    number = 0
    tiers = [tier for tier in TIER_ORDER if any(TIERS[str(row["Đơn vị"])] == tier for row in rows)]
    for tier, of_tier in groupby(rows, lambda row: TIERS[str(row["Đơn vị"])] if layout.tiers else None):
        if tier is not None:
            _group(grid, f"{_ROMAN[tiers.index(tier)]}. {TIER_GROUPS[tier]}", layout, len(header_rows[0]))
        for unit, own in groupby(of_tier, lambda row: str(row["Đơn vị"])):
            if layout.units == "groups":
                _group(grid, _group_name(unit), layout, len(header_rows[0]))
            top = grid.height
            for place, row in enumerate(own):
                number += 1
                _row(grid, row, columns, layout, number, place)
                if layout.blanks and number % 3 == 0:
                    grid.add()
            _merge_unit(grid, top, columns, layout)
            if layout.subtotals:
                grid.add(None, f"Cộng: {place + 1}")
        if layout.repeat_header and number < len(rows):
            for cells in header_rows:
                grid.add(*cells)


def _group_name(unit: str) -> str:
    parent = PARENTS[unit]
    return f"1. {NAMES[unit]}" + (f" - {NAMES[parent].removeprefix('UBND ')}" if parent else "")


def _group(grid: Grid, text: str, layout: Layout, width: int) -> None:
    number, _, name = text.partition(". ")
    if layout.numbers == "none" or layout.order % 2:
        row = grid.add(text)
        grid.merge(row, 0, row, width - 1)
    else:
        grid.add(number, name)


def _row(grid: Grid, row: Row, columns: list[tuple[str, ...]], layout: Layout, number: int, place: int) -> None:
    numbers = {"all": number, "unit": place + 1, "first": None if place else number}
    cells = [] if layout.numbers == "none" else [numbers[layout.numbers]]
    for fields in columns:
        values = [_value(row, field, layout.hand) for field in fields]
        if len(fields) == 1 and fields[0] == "Đơn vị" and layout.units in ("merged", "down") and place:
            cells.append(None)
        else:
            cells.append(COMBINED[fields][1].join(map(str, values)) if len(fields) > 1 else values[0])
    grid.add(*cells)


def _value(row: Row, header: str, hand: Hand) -> object:
    if header != "Đơn vị":
        return hand.writes(header, row)
    unit = str(row["Đơn vị"])
    parent = PARENTS[unit]
    return f"{NAMES[unit]} - {NAMES[parent].removeprefix('UBND ')}" if parent else NAMES[unit]


def _merge_unit(grid: Grid, top: int, columns: list[tuple[str, ...]], layout: Layout) -> None:
    last = max((at for at in range(top, grid.height) if grid.rows[at]), default=top)
    if layout.units == "merged" and last > top:
        column = columns.index(("Đơn vị",)) + (layout.numbers != "none")
        grid.merge(top, column, last, column)


def _below(grid: Grid, layout: Layout) -> None:
    if layout.note:
        grid.add()
        grid.add("Ghi chú: số liệu tính đến ngày 31/3/2022.")
    if layout.signature:
        grid.add()
        for cells in _signature():
            grid.add(*cells)


def _signature() -> Iterator[tuple[object, ...]]:
    yield None, None, None, "Bắc Giang, ngày 31 tháng 3 năm 2022"
    yield "Nơi nhận:", "NGƯỜI LẬP BIỂU", None, "KT. CHỦ TỊCH"
    yield "- Như trên;", None, None, "PHÓ CHỦ TỊCH"
    yield "- Lưu: VT.", None, None, None
    yield None, "Nguyễn Văn Y", None, "Trần Văn Z"


def named_after(unit: str) -> str:
    """Return the name of a sheet or file that says its unit."""
    return str(_value({"Đơn vị": unit}, "Đơn vị", Hand()))


def wide(
    rows: Sequence[Row], periods: Sequence[str], *, with_year: bool, numbers: bool = True, hand: Hand | None = None
) -> Grid:
    """Return reports with a column a period."""
    hand = hand or Hand()
    grid = Grid("Sheet1")
    grid.add("THEO DÕI BÁO CÁO NĂM 2022")
    labels = [period if with_year else period.partition("/")[0].replace(" 2022", "") for period in periods]
    grid.add(*(["TT"] if numbers else []), "Đơn vị", *labels)
    for number, (unit, own) in enumerate(groupby(rows, lambda row: str(row["Đơn vị"])), start=1):
        sent = {row["Kỳ báo cáo"]: hand.writes("Ngày gửi", row) for row in own}
        grid.add(*([number] if numbers else []), named_after(unit), *(sent[period] for period in periods))
    return grid


def transposed(dataset: str, rows: Sequence[Row], hand: Hand | None = None) -> Grid:
    """Return a few rows as columns."""
    hand = hand or Hand()
    grid = Grid("Sheet1")
    grid.add(DATASET_TITLES[dataset])
    for header in rows[0]:
        if not hand.leaves_out(header):
            grid.add(header, *(_value(row, header, hand) for row in rows))
    return grid
