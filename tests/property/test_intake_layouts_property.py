"""However a table is laid out, reading it gives back its values, and no row is lost."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts.canonical import NAMES, PERIODS, approvals, officers, reports
from layouts.grid import Grid
from layouts.messy import Layout, lay_out, transposed, wide
from layouts.reading import assert_same_values, canonical, read

FEWER = settings(max_examples=settings().max_examples // 3)
MAKERS = {"officer": officers, "report": reports, "approval": approvals}
SEEDS = st.integers(0, 2**32)
UNITS = st.lists(st.sampled_from(list(NAMES)), min_size=2, max_size=6, unique=True)


def sources_hold_values(inspection, grids, dataset):
    """Tell whether the cell of each value of a table holds a text that begins or contains it."""
    table = inspection.dossier.tables[dataset]
    cells = {
        f"{chr(65 + column)}{row + 1}": cell
        for row, line in enumerate(grids[0].rows)
        for column, cell in enumerate(line)
    }
    for field in ("name", "phone", "decision_number"):
        if field in table.frame:
            for index, value in enumerate(table.frame[field]):
                assert value is None or value in str(cells[table.source(index, field).cell])


@FEWER
@pytest.mark.parametrize("dataset", MAKERS)
@given(SEEDS, UNITS)
def test_a_table_is_read_back_from_any_layout(dataset, seed, units):
    """Titles, group rows, merged cells, numbers, totals, signatures, names and order of columns say nothing new."""
    order = Random(seed)
    rows = MAKERS[dataset](order, units)
    grid = lay_out(dataset, rows, Layout.drawn(order, dataset))
    found = read(grid)
    assert_same_values(found.dossier, canonical({dataset: rows}))
    sources_hold_values(found, [grid], dataset)


@FEWER
@given(SEEDS, UNITS, st.permutations(list(MAKERS)), st.booleans())
def test_tables_of_several_datasets_are_found_on_one_sheet_or_on_several(seed, units, datasets, stacked):
    """One below the other, or each on its sheet."""
    order = Random(seed)
    tables = {dataset: MAKERS[dataset](order, units) for dataset in datasets}
    layouts = {dataset: Layout(titles=2, numbers="all", units="column", signature=True) for dataset in datasets}
    grids = [lay_out(dataset, tables[dataset], layouts[dataset]) for dataset in datasets]
    if stacked:
        whole = Grid("Tổng hợp")
        for dataset in datasets:
            part = lay_out(dataset, tables[dataset], layouts[dataset])
            whole.below(part, gap=1)
        grids = [whole]
    assert_same_values(read(*grids).dossier, canonical(tables))


@FEWER
@given(SEEDS, UNITS, st.booleans(), st.booleans())
def test_a_form_with_a_column_a_period_is_read_as_rows(seed, units, with_year, numbers):
    """With the year in each header, or in the title only."""
    rows = reports(Random(seed), units)
    assert_same_values(
        read(wide(rows, PERIODS, with_year=with_year, numbers=numbers)).dossier, canonical({"report": rows})
    )


@FEWER
@given(SEEDS, UNITS)
def test_a_table_on_its_side_is_read_as_rows(seed, units):
    """The fields below each other, a column for each row."""
    rows = officers(Random(seed), units)
    assert_same_values(read(transposed("officer", rows)).dossier, canonical({"officer": rows}))


@FEWER
@given(SEEDS, UNITS, st.data())
def test_no_row_is_lost_whatever_stands_in_the_cells(seed, units, data):
    """Cells of a messy sheet are changed at random: rows read are still accepted, rejected or ignored."""
    order = Random(seed)
    dataset = order.choice(list(MAKERS))
    grid = lay_out(dataset, MAKERS[dataset](order, units), Layout.drawn(order, dataset))
    odd = st.sampled_from(
        [None, "x", "Sở Y tế", "I", "Tổng cộng", "Nơi nhận:", "CẤP TỈNH", "Họ và tên", 1, "31/02/2022"]
    )
    for _ in range(order.randint(1, 6)):
        row = order.choice([row for row in grid.rows if row])
        row[order.randrange(len(row))] = data.draw(odd)
    for file in read(grid).dossier.inputs:
        assert file.read == file.accepted + file.rejected + file.ignored
