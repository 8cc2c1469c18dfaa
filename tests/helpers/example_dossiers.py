"""The example dossiers: what is planted in one, what an audit finds, and what a file of one holds."""

import json
from collections import Counter
from zipfile import ZipFile


def planted(folder):
    """Return how often each rule, subject and verdict is planted in a dossier."""
    plan = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    return Counter((item["rule"], item["subject"], item["verdict"]) for item in plan)


def found(result):
    """Return how often a result has each rule, subject and verdict."""
    return Counter((finding.rule, finding.subject.id, str(finding.verdict)) for finding in result.findings)


def content(path):
    """Return what a file holds; of an archive its members, as compression differs with the zlib in use."""
    if path.suffix not in (".xlsx", ".ods"):
        return path.read_bytes()
    with ZipFile(path) as archive:
        return [(member.filename, member.date_time, archive.read(member)) for member in archive.infolist()]
