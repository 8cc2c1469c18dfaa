"""A file that is shaped by hand after a form that offices use, and the canonical rows that it stands for."""

from dataclasses import dataclass, field

from layouts.canonical import Row
from layouts.grid import Grid

Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Shape:
    """A file: its name with suffix, its sheets, the canonical rows by dataset, and how many first rows are titles."""

    file: str
    grids: list[Grid]
    tables: Tables = field(default_factory=dict)
    titles: int = 0


def officer(unit: str, name: str, title: str, **others: object) -> Row:
    """Return a canonical officer."""
    return {"Đơn vị": unit, "Họ và tên": name, "Chức vụ": title, **others}


def report(unit: str, period: str, sent: str | None) -> Row:
    """Return a canonical report."""
    return {"Đơn vị": unit, "Kỳ báo cáo": period, "Ngày gửi": sent}


def grid_of(name: str, *rows: tuple[object, ...]) -> Grid:
    """Return a sheet of rows."""
    return Grid(name, [list(row) for row in rows])
