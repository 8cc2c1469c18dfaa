"""Counts as people write them."""

from kstt_rules.base.bilingual import Language


def number(value: int, language: Language) -> str:
    """Write a count with its thousands apart: 27.000 in Vietnamese, 27,000 in English."""
    return f"{value:,}".replace(",", "." if language == "vi" else ",")
