"""The fixed words of the report as a page: its sections, its filters, and what its script says."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.model.findings import OF_WHOLE
from kstt_rules.outputs import texts
from kstt_rules.outputs.texts import units

SKIP: Final = both("Skip to the findings")
LANGUAGE: Final = both("Language")
PRINT: Final = both("Print")
SECTIONS: Final = both("Parts of the report")
NO_SCRIPT: Final = both(
    "JavaScript is off in this browser: the lists of findings, units, data not accepted and files cannot be shown."
)

RECEIVED_CAPTION: Final = both(
    "How many units of each tier data were received from. Choose a number to see the others."
)
ANY_DATASET: Final = both("Any data at all")
DISTRICT: Final = both("Area")
FILTER_UNITS: Final = both("Filter the units")
OVERVIEW: Final = both("By unit and provision")
OVERVIEW_CAPTION: Final = both(
    "Findings of each body that must act, by provision, coloured by the most serious one. "
    "Choose a cell to see its findings."
)
SHARED_CAUSES: Final = both("What many subjects lack alike, and what waits for it:")
WAITING: Final = both("{count} checks wait for it")
NOT_CONCLUDED: Final = both("What cannot be concluded")
MORE_CAUSES: Final = both("More causes")
OWN_LACKS: Final = both("Other subjects lack data of their own; each is among the findings:")
ALL_LACKS: Final = both("Each case is among the findings:")
OWN_LACKS_FOUND: Final = both("{count} findings", "of own data")
LISTED: Final = both(
    "This page lists the {listed} most serious of {total} findings. All of them are in the result as JSON or CSV."
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
    "noUnits": both("No unit matches the filters."),
    "unitsCount": both("{shown} of {total} units"),
    "previous": both("Previous page"),
    "next": both("Next page"),
    "range": both("{first}–{last} of {total}"),
    "showAll": both("Show all {length} characters"),
    "cut": both("The first {shown} of {total} are printed; filter to print others."),
    "wide": both("The table is wider than the window: scroll it sideways to see all of it."),
    "text": both("Text"),
    "unit": texts.UNIT,
    "bearer": texts.BEARER,
    "whole": OF_WHOLE,
    "district": DISTRICT,
    "withAllUnder": both("{unit} with all units under it"),
    "under": units.PARENT,
    "lacks": units.NOT_RECEIVED,
    "unlikeMost": units.UNLIKE_MOST,
    "nothing": units.NOTHING_RECEIVED,
    "received": units.RECEIVED,
    "datasets": both("{count} kinds"),
    "notJudged": both("no rule applies"),
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
