"""Evidence documents: decisions that assign tasks to officers, điểm b khoản 3 Điều 5."""

from datetime import date

from .province import CLERK, Province

HEADERS = ("Đơn vị", "Nhiệm vụ", "Năm", "Số văn bản", "Ngày", "Người ký", "Nơi nhận", "Ghi chú")

_ASSIGNED_APART = {"07213": "41/QĐ-UBND", "07762": "27/QĐ-UBND"}
"""Communes whose roster leaves the number out for the clerk, and the decision they sent instead."""


def assign_apart(province: Province) -> None:
    """Move the assigning document of a few officers from the roster to the evidence."""
    for unit, number in _ASSIGNED_APART.items():
        officer = province.officer(unit, CLERK)
        officer["Số VB giao nhiệm vụ"] = None
        province.documents.append(
            {
                "Đơn vị": unit,
                "Nhiệm vụ": "5.3.b",
                "Năm": 2021,
                "Số văn bản": number,
                "Ngày": date(2021, 11, 15),
                "Người ký": "Chủ tịch UBND",
                "Nơi nhận": province.units[province.units[unit].parent].name,
                "Ghi chú": f"Giao nhiệm vụ cho {officer['Họ và tên']}",
            }
        )
