"""Support payments for the first quarter of 2022: Điều 8, Điều 9 khoản 4."""

from datetime import date

from .province import Province

HEADERS = ("Đơn vị", "Họ và tên", "Kỳ chi trả", "Số tiền", "Ngày chi")

PERIOD = "Quý I/2022"
_FIRST_DAY = date(2021, 12, 15)
_AMOUNT = 1_200_000


def pay(province: Province) -> None:
    """Put a payment on record for every officer in the post for some of the period."""
    province.payments = [
        {
            "Đơn vị": row["Đơn vị"],
            "Họ và tên": row["Họ và tên"],
            "Kỳ chi trả": PERIOD,
            "Số tiền": _AMOUNT,
            "Ngày chi": date(2022, 3, 25),
        }
        for rows in province.rosters.values()
        for row in rows
        if row["Đơn vị"] in province.units and (row["Đến ngày"] is None or row["Đến ngày"] >= _FIRST_DAY)
    ]
