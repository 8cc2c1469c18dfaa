"""A cell as the office program shows it, so that it can be typed again."""

import datetime as dt

from kstt_rules.model.files import CellValue


def cell_text(value: CellValue) -> str:
    """Return the text of a cell: days as 31/03/2022, whole numbers without a point, nothing where it is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case dt.date():
            return f"{value:%d/%m}/{value.year:04}"
        case float() if value.is_integer():
            return f"{value:.0f}"
        case _:
            return str(value)
