"""An open audit is judged by other options without its files being read again."""

import shutil
from datetime import date

import pytest
from comparable import as_json
from roster_files import AS_OF, OFFICERS, ROSTER, write

from kstt_rules import Session
from kstt_rules.base.errors import InputError, KsttError, UsageError
from kstt_rules.model.citation import Provision
from kstt_rules.waivers.apply import Waiver

pytestmark = pytest.mark.usefixtures("read_here")

EDITS = (
    (*ROSTER, "A7", "Sở Lạ"),
    (*ROSTER, "A11", "Sở B"),
    (*ROSTER, "D1", "Vị trí"),
    ("bao-cao.csv", "bao-cao", "C2", "21/12/2021"),
)
UNDONE = ((*ROSTER, "D3", "Chuyên viên"), (*ROSTER, "C3", "1890"))
MAPPINGS = {
    "a text": "texts:\n  - {text: Sở Lạ, unit: Sở C}\n",
    "a column": f"tables:\n  - {{file: {ROSTER[0]}, entity: officer, columns: {{C: null}}}}\n",
    "a sheet": f"tables:\n  - {{file: {ROSTER[0]}, ignore: true}}\ntexts:\n  - {{text: Sở Lạ, unit: Sở C}}\n",
    "other files": "tables:\n  - {file: bao-cao.csv, slips: false}\n",
}
WAIVER = Waiver("Sở A", None, Provision(article=9), "lý do", "công văn 1", None, None, "w:1")
OTHER = Waiver("so-B", "D5.1.a.max", None, "lý do", "công văn 2", None, date(2022, 1, 31), "w:2")


@pytest.fixture
def place(tmp_path):
    """Return a folder with files."""
    (tmp_path / "files").mkdir()
    write(tmp_path / "files")
    return tmp_path


def mapping(place, name):
    """Write a mapping file; return where it lies."""
    path = place / "mapping.yaml"
    path.write_text(MAPPINGS[name], "utf-8")
    return path


def corrected(place, **options):
    """Return a session whose cells were corrected one by one, of which some were taken back."""
    session = Session(place / "files", **{"as_of": AS_OF, **options})
    for cell in (*EDITS, *UNDONE):
        session.correct(*cell)
    for _ in UNDONE:
        session.undo()
    return session


def all_of(session):
    """Return what is told, also with what was taken back made again, and with nothing of it."""
    found = [told(session)]
    while session.can_redo:
        session.redo()
    found.append(told(session))
    while session.can_undo:
        session.undo()
    return [*found, told(session)]


def told(session):
    """Return the bytes of the result, and its log."""
    return as_json(session.result), session.result.corrections


@pytest.mark.parametrize("name", MAPPINGS)
def test_another_mapping_is_as_if_it_had_been_there_at_first(place, name):
    """Byte for byte, with the log, what was taken back, and the rows as they are named; and so is none at last."""
    session, path = corrected(place), mapping(place, name)
    fresh = corrected(place, mapping=path)
    shutil.rmtree(place / "files")
    session.reopen(mapping=path)
    if name != "a sheet":
        assert session.change("officer", 2, {"name": "X"}) == fresh.change("officer", 2, {"name": "X"})
        assert session.undo() == fresh.undo()
    assert all_of(session) == all_of(fresh)


def test_without_a_mapping_all_is_as_at_first(place):
    """What it said is forgotten."""
    session, fresh = corrected(place, mapping=mapping(place, "a sheet")), corrected(place)
    session.reopen(mapping=None)
    assert all_of(session) == all_of(fresh)


@pytest.mark.parametrize("waivers", [[WAIVER], [WAIVER, OTHER], [OTHER]])
def test_waivers_are_as_if_they_had_been_there_at_first(place, waivers):
    """Also for what follows from breaches; and without them all is as before."""
    session = corrected(place)
    before = told(session)
    session.reopen(waivers=waivers)
    waived = told(session)
    assert waived == told(corrected(place, waivers=waivers))
    session.reopen(waivers=[])
    assert told(session) == before
    session.reopen(waivers=waivers, as_of=AS_OF)
    assert all_of(session) == all_of(corrected(place, waivers=waivers))


def test_other_options_are_as_if_they_had_been_there_at_first(place):
    """The day, a setting, and all at once."""
    options = {"as_of": "2022-06-30", "settings": {"limits.provincial_max": 2}, "waivers": [WAIVER]}
    options |= {"mapping": mapping(place, "a text"), "effective_from": date(2021, 6, 1)}
    session = corrected(place)
    session.reopen(**options)
    assert all_of(session) == all_of(corrected(place, **options))


@pytest.mark.parametrize("wrong", [{"settings": {"no.such": 1}}, {"as_of": "2022-02-30"}, {"mapping": "no-such.yaml"}])
def test_options_that_cannot_be_used_change_nothing(place, wrong):
    """The audit stays open as it was."""
    session = corrected(place)
    before = session.result
    with pytest.raises((UsageError, InputError)):
        session.reopen(waivers=[WAIVER], **wrong)
    assert session.result is before
    assert session.can_redo


def test_many_corrections_at_once_are_as_one_by_one(place):
    """With their log, and to be taken back and made again one by one; what changes nothing is told."""
    one_by_one, at_once = corrected(place), Session(place / "files", as_of=AS_OF)
    same = (*ROSTER, "B2", str(OFFICERS[1][1]))
    assert at_once.correct_all([same, *EDITS], taken_back=UNDONE[::-1]) == (False, *[True] * 6)
    assert at_once.corrections == one_by_one.corrections
    assert all_of(at_once) == all_of(one_by_one)


def test_of_many_corrections_all_are_made_or_none(place):
    """Where one of them is of no cell."""
    session = Session(place / "files", as_of=AS_OF)
    before = session.result
    with pytest.raises(KsttError):
        session.correct_all([*EDITS, (*ROSTER, "7C", "x")])
    assert session.result is before
