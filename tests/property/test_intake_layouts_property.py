"""However a table is laid out, reading it gives back its values, and no row is lost."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from layouts.canonical import NAMES, PERIODS, approvals, officers, reports
from layouts.grid import Grid
from layouts.messy import Layout, lay_out, named_after, transposed, wide
from layouts.reading import assert_same_values, canonical, read, read_files
from layouts.written import Hand, in_old_text

from kstt_rules.base.text_keys import slug

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
        for index, value in enumerate(table.columns.get(field, ())):
            assert value is None or value.lstrip("0") in str(cells[table.source(index, field).cell])


@FEWER
@pytest.mark.parametrize("dataset", MAKERS)
@given(SEEDS, UNITS, st.sampled_from([None, None, "TCVN3", "VNI"]))
def test_a_table_is_read_back_from_any_layout(dataset, seed, units, encoding):
    """Titles, groups, merged and hidden cells, totals, signatures, order and hand of writing say nothing new."""
    order = Random(seed)
    rows = MAKERS[dataset](order, units)
    grid = lay_out(dataset, rows, Layout.drawn(order, dataset))
    found = read(in_old_text(grid, encoding) if encoding else grid)
    assert_same_values(found.dossier, canonical({dataset: rows}))
    if not encoding:
        sources_hold_values(found, [grid], dataset)


@FEWER
@given(SEEDS, UNITS, st.permutations(list(MAKERS)), st.integers(0, 2), st.booleans())
def test_tables_of_several_datasets_are_found_on_one_sheet_or_on_several(seed, units, datasets, gap, stacked):
    """One below the other, each in a layout of its own, or each on a sheet, some of which are hidden.

    Of tables on one sheet at least one has a column for its units: otherwise nothing on it shows what it holds.
    """
    order = Random(seed)
    tables = {dataset: MAKERS[dataset](order, units) for dataset in datasets}
    layouts = [Layout.drawn(order, dataset) for dataset in datasets]
    assume(not stacked or {"column", "merged", "down"} & {layout.units for layout in layouts})
    grids = [lay_out(dataset, tables[dataset], layout) for dataset, layout in zip(datasets, layouts, strict=True)]
    for grid in grids:
        grid.is_hidden = order.random() < 1 / 4
    if stacked:
        whole = Grid("Tổng hợp")
        for grid in grids:
            whole.below(grid, gap=gap)
        grids = [whole]
    assert_same_values(read(*grids).dossier, canonical(tables))


@FEWER
@pytest.mark.parametrize("dataset", MAKERS)
@given(SEEDS, UNITS, st.booleans())
def test_a_unit_that_only_a_sheet_or_file_names_is_read_from_there(dataset, seed, units, by_file):
    """A workbook of a sheet for each unit, or a folder of a workbook for each."""
    order = Random(seed)
    rows = MAKERS[dataset](order, units)
    layout = replace(Layout.drawn(order, dataset), titles=3, units="nowhere", tiers=False, combined=())
    files = {}
    for number, unit in enumerate(units):
        grid = lay_out(dataset, [row for row in rows if row["Đơn vị"] == unit], layout)
        if by_file:
            files[f"{number}-{slug(named_after(unit))}.xlsx"] = [grid]
        else:
            files.setdefault("a.xlsx", []).append(replace(grid, name=named_after(unit)))
    assert_same_values(read_files(files).dossier, canonical({dataset: rows}))


@FEWER
@given(SEEDS, UNITS, st.booleans(), st.booleans())
def test_a_form_with_a_column_a_period_is_read_as_rows(seed, units, with_year, numbers):
    """With the year in each header, or in the title only."""
    order = Random(seed)
    rows = reports(order, units)
    hand = Hand.drawn(order, in_one_text=False)
    grid = wide(rows, PERIODS, with_year=with_year, numbers=numbers, hand=hand)
    assert_same_values(read(grid).dossier, canonical({"report": rows}))


@FEWER
@given(SEEDS, UNITS)
def test_a_table_on_its_side_is_read_as_rows(seed, units):
    """The fields below each other, a column for each row."""
    order = Random(seed)
    rows = officers(order, units)
    grid = transposed("officer", rows, Hand.drawn(order, in_one_text=False))
    assert_same_values(read(grid).dossier, canonical({"officer": rows}))


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
