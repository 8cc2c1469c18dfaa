"""A row a unit, with a group of columns for the person in each role: name, title, telephone and so on."""

from typing import ClassVar

from kstt_rules.intake.layout.header import SpreadColumn
from kstt_rules.intake.layout.protocol import Layout, PossibleHeader, TakenRows
from kstt_rules.intake.layout.role_words import LEAST_ROLES, RoleWords
from kstt_rules.intake.layout.sheet_table import SheetTable
from kstt_rules.intake.layout.spread_records import one_row_a_record


class PeopleByRole(Layout):
    """At least two roles head groups of columns, and each of these groups has a column for the name."""

    name: ClassVar[str] = "people_by_role"

    def spread(self, header: PossibleHeader) -> tuple[SpreadColumn, ...] | None:
        """Return the columns of the groups that have one for the name."""
        words = RoleWords.of_header(header)
        if words is None:
            return None
        groups: list[list[SpreadColumn]] = []
        roles: dict[int, str] = {}
        for column, texts in sorted(header.labels.items()):
            told = words.told_by(texts[-2]) if len(texts) > 1 else None
            if told is None or (match := header.headers.match(header.name, texts[-1:])) is None:
                continue
            if not groups or groups[-1][0].said != told.text or match.field in {item.field for item in groups[-1]}:
                groups.append([])
            record = len(groups) - 1
            groups[-1].append(SpreadColumn(column, record, told.key, told.text, match.field))
            roles[record] = told.role
        named = [group for group in groups if words.name in {item.field for item in group}]
        is_known = len({roles[group[0].record] for group in named}) >= LEAST_ROLES
        return tuple(item for group in named for item in group) if is_known else None

    def records(self, taken: TakenRows) -> SheetTable:
        """Return a row for each person of each row."""
        return one_row_a_record(taken, anchor=taken.entity.name, dash_is_empty=True)
