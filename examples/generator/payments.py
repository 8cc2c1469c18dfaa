"""Support payments for the last quarter of 2021, the last that is over: Điều 8, Điều 9 khoản 4."""

from datetime import date

from .province import Province, Row

HEADERS = ("Đơn vị", "Họ và tên", "Kỳ chi trả", "Số tiền", "Ngày chi")

PERIOD = "Quý IV/2021"
_FIRST_DAY, _LAST_DAY = date(2021, 10, 1), date(2021, 12, 31)
_AMOUNT = 1_200_000


def pay(province: Province) -> None:
    """Put a payment on record for every officer in the post for some of the period."""
    province.payments = [
        {
            "Đơn vị": row["Đơn vị"],
            "Họ và tên": row["Họ và tên"],
            "Kỳ chi trả": PERIOD,
            "Số tiền": _AMOUNT,
            "Ngày chi": date(2021, 12, 28),
        }
        for rows in province.rosters.values()
        for row in rows
        if row["Đơn vị"] in province.units and _in_post(row)
    ]


def _in_post(officer: Row) -> bool:
    since, until = officer["Từ ngày"], officer["Đến ngày"]
    assert since is None or isinstance(since, date)
    assert until is None or isinstance(until, date)
    return (since or _FIRST_DAY) <= _LAST_DAY and (until or _LAST_DAY) >= _FIRST_DAY
