"""A plain count of the provisions of an official text, made without the reader that it is held against."""

import re
from collections import Counter
from unicodedata import normalize

ARTICLE = re.compile(r"điều +[0-9]+[a-zđ]? *[.:]", re.IGNORECASE)
CLAUSE = re.compile(r"[0-9]+[a-zđ]? *[.)](?![0-9])")
POINT = re.compile(r"[a-zđ]{1,2}[0-9]* *(\)|\. )")
CLOSING = re.compile(r"nơi nhận|tm\. ", re.IGNORECASE)


def count_provisions(text):
    """Count articles, clauses and points by the lines that begin like one; none between a closing and an article."""
    counts = Counter()
    within = False
    for raw in normalize("NFC", text).splitlines():
        line = " ".join(raw.split())
        if ARTICLE.match(line):
            counts["articles"] += 1
            within = True
        elif CLOSING.match(line):
            within = False
        elif within and CLAUSE.match(line):
            counts["clauses"] += 1
        elif within and POINT.match(line):
            counts["points"] += 1
        if line.endswith("./."):
            within = False
    return counts


def count_read(text):
    """Count the articles, clauses and points that the reader found, by the passages that begin one."""
    levels = Counter()
    for passage in text.passages:
        if passage.marker:
            place = passage.provision
            levels["points" if place.point else "clauses" if place.clause else "articles"] += 1
    return levels
