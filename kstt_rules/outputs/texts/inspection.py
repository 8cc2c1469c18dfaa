"""The fixed words of the page that shows how files were understood."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both

HEADER_ROWS: Final = both("header in row {rows}")
TURNED: Final = both("header in column {rows}")
HEADER: Final = both("Header in the file")
FIELD: Final = both("Read as")
WHY: Final = both("Why")
STATED: Final = both("Taken from elsewhere")
FROM_NAME: Final = both("name of the sheet or file")
REMARKS: Final = both("Not accepted, or to be checked")
NO_TABLE: Final = both("No table was found.")
UNREAD: Final = both("not read")

WHYS: Final[Mapping[str, Bilingual]] = {
    "canonical": both("as in the template"),
    "written": both("another name"),
    "fuzzy": both("similar name"),
    "combined": both("combined"),
    "spread": both("several records in a row"),
    "mapping": both("mapping file"),
    "unread": both("–"),
}

KINDS: Final[Mapping[str, Bilingual]] = {
    "title": both("titles"),
    "header": both("headers"),
    "numbering": both("column numbers"),
    "group": both("group rows"),
    "heading": both("other headings"),
    "total": both("totals"),
    "note": both("notes"),
    "signature": both("recipients and signatures"),
    "without_records": both("rows without an entry"),
    "outside": both("nothing in a column that is read"),
    "missing_value": both("required value missing"),
    "missing_column": both("required column missing"),
    "ambiguous_column": both("two columns for one required field"),
    "unclear_row": both("data or heading not clear"),
    "unknown_unit": both("unit not in the register"),
    "ambiguous_unit": both("name of several units"),
    "rejected_unit": both("unit whose register row was rejected"),
    "duplicate_unit": both("unit code used twice"),
    "bad_date": both("day not read"),
    "bad_period": both("period not read"),
    "bad_provision": both("provision not read"),
    "ambiguous_provision": both("provision not clear"),
    "bad_number": both("number not read"),
    "bad_integer": both("not a whole number"),
    "ambiguous_number": both("comma not clear"),
    "bad_boolean": both("neither yes nor no"),
    "bad_choice": both("not among what is allowed"),
    "unclear_units": both("units not named one by one"),
    "unsplit_cell": both("combined cell not divided"),
    "error_cell": both("error cell"),
    "unsure_cell": both("column of the cell not clear"),
    "formula_not_computed": both("formula not computed"),
    "too_long": both("text too long"),
    "duplicate_row": both("repeated row"),
    "nobody": both("nobody named"),
    "no_person": both("not about a person"),
    "bad_name": both("not a name"),
    "bad_year": both("not a year"),
    "superseded_unit": both("already in the chosen register"),
}
