"""The fixed words of the report as a page: its sections, its filters, and what its script says."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.outputs import texts

SKIP: Final = both("Skip to the findings")
LANGUAGE: Final = both("Language")
PRINT: Final = both("Print")
SECTIONS: Final = both("Parts of the report")
NO_SCRIPT: Final = both(
    "JavaScript is off in this browser: the lists of findings, units, data not accepted and files cannot be shown."
)

OVERVIEW: Final = both("By unit and provision")
OVERVIEW_CAPTION: Final = both(
    "Findings of each unit by provision, coloured by the most serious one. Choose a cell to see its findings."
)
FINDINGS: Final = both("Findings")
FILTER: Final = both("Filter the findings")
SEARCH: Final = both("Search the text (accents may be left out)")
RESET: Final = both("Clear the filters")
COVERAGE_CAPTION: Final = both("Outcomes of the rules by provision")
NOT_CHECKED: Final = both("Provisions without a rule, and why")
WAIVED: Final = both("Waivers")
WAIVED_WHY: Final = both("What is waived, and why")
NO_WAIVED: Final = both("No finding is waived.")
MORE_NOTICES: Final = both("More notices")
BASES: Final = both("Settings of the two audits")
DIFFERS: Final = both("differs")
CHANGE: Final = both("Change")
PLACE: Final = both("Place")
PACK_FILES: Final = both("SHA-256 of the rule pack")

SCRIPT: Final[Mapping[str, Bilingual]] = {
    "all": both("All"),
    "notOpen": both("Different from before"),
    "wholeArticle": both("All of {article}"),
    "count": both("{shown} of {total} findings"),
    "filtered": both("Filtered by: {filters}"),
    "empty": both("No finding matches the filters."),
    "none": both("There are no findings."),
    "previous": both("Previous page"),
    "next": both("Next page"),
    "range": both("{first}–{last} of {total}"),
    "showAll": both("Show all {length} characters"),
    "text": both("Text"),
    "unit": texts.UNIT,
    "tier": texts.TIER,
    "provision": texts.PROVISION,
    "outcome": texts.OUTCOME,
    "change": CHANGE,
    "row": both("row"),
    "remedy": texts.REMEDY,
    "missing": texts.MISSING,
    "evidence": both("Evidence and cells"),
    "term": both("Fact"),
    "value": both("Value"),
    "cells": both("Cells"),
    "officialText": texts.OFFICIAL_TEXT,
    "rule": texts.RULE,
    "reading": texts.READING,
    "fingerprint": texts.FINGERPRINT,
}
