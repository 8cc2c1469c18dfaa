"""One dossier, in canonical form and in twenty messy ones, leads to the same verdicts, byte for byte."""

from datetime import date
from random import Random

import orjson
import pytest
from layouts.canonical import NAMES, PERIODS, approvals, officers, reports
from layouts.grid import Grid, write
from layouts.messy import Layout, lay_out, transposed, wide
from layouts.reading import REMARKS, register_grid

from kstt_rules import audit, load_pack

AS_OF = date(2022, 8, 31)
FORMS = 20
MAKERS = {"officer": officers, "report": reports, "approval": approvals}
SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")


@pytest.fixture(scope="module")
def pack():
    """The rule pack that judges all forms."""
    return load_pack("bac-giang-2021")


@pytest.fixture(scope="module")
def tables():
    """The rows of the dossier."""
    order = Random("verdicts")
    return {dataset: maker(order, list(NAMES)) for dataset, maker in MAKERS.items()}


@pytest.fixture(scope="module")
def verdicts(pack, tables, tmp_path_factory):
    """What the dossier in its canonical form leads to."""
    folder = tmp_path_factory.mktemp("canonical")
    plain = Layout(titles=0, numbers="none")
    write([register_grid(), *(lay_out(name, rows, plain) for name, rows in tables.items())], folder / "ho-so.xlsx")
    return judged(folder, pack)


def judged(folder, pack):
    """Audit a folder; return what is found, by fingerprint, and the counts of all verdicts, as bytes."""
    result = audit([folder], as_of=AS_OF, pack=pack)
    assert [reject for reject in result.rejects if reject.reason not in REMARKS] == []
    findings = [
        [item.fingerprint, item.rule, item.verdict, item.subject.id, item.message.vi, item.remedy.en, item.missing]
        for item in result.findings
    ]
    counts = [
        [row.provision.key, {str(name): count for name, count in row.verdicts.items()}] for row in result.coverage
    ]
    return orjson.dumps([sorted(findings), counts])


def test_the_canonical_form_has_something_to_find(verdicts):
    """Breaches and uncertainties of many rules, so that the comparison says something."""
    findings, _ = orjson.loads(verdicts)
    assert len({finding[1] for finding in findings}) > 10


@pytest.mark.parametrize("form", range(FORMS))
def test_a_messy_form_leads_to_the_same_verdicts(form, tables, verdicts, pack, tmp_path):
    """Whether on one sheet or several, in files of any format, as groups, forms, or tables of each unit."""
    order = Random(form)
    write([register_grid()], tmp_path / f"danh-muc{order.choice(SUFFIXES)}")
    for grids, name in messy(form, tables, order):
        suffixes = SUFFIXES[:2] if any(grid.merges for grid in grids) else SUFFIXES
        write(grids, tmp_path / f"{name}{order.choice(suffixes if len(grids) == 1 else SUFFIXES[:3])}")
    assert judged(tmp_path, pack) == verdicts


def messy(form, tables, order):
    """Yield the sheets of each file of one form of the dossier, and the file's name."""
    grids = {name: lay_out(name, rows, Layout.drawn(order, name)) for name, rows in tables.items()}
    if form % 4 == 1:
        grids["report"] = wide(tables["report"], PERIODS, with_year=form % 8 == 1)
    if form % 4 == 2:
        whole = Grid("Tổng hợp")
        for grid in grids.values():
            whole.below(grid, gap=1)
        yield [whole], "tong-hop"
        return
    if form % 4 == 3:
        del grids["officer"]
        for number, unit in enumerate(NAMES):
            own = [row for row in tables["officer"] if row["Đơn vị"] == unit]
            yield [transposed("officer", own)], f"phieu-{number}"
    for name, grid in grids.items():
        yield [grid], {"officer": "cong-chuc-dau-moi", "report": "bao-cao", "approval": "phe-duyet"}[name]
