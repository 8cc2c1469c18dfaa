"""The letterhead as an office keeps it, with every fault of it at its line and column."""

from datetime import date
from pathlib import Path

import pytest
from repository import EXAMPLES

from kstt_rules.base.errors import InputError
from kstt_rules.letters.letterhead import read_letterhead
from kstt_rules.model.letter import Letterhead, Signer


def read(folder, content):
    """Read a letterhead of this content."""
    path = folder / "cong-van.yaml"
    path.write_text(content, encoding="utf-8")
    return read_letterhead(path)


def test_a_letterhead_is_read(tmp_path):
    """What is stated is taken, and what is not is blank."""
    content = (
        "agency: Văn phòng\nfirst_number: 7\ndate: 2022-04-05\nsigner: {title: Chánh Văn phòng}\n"
        "copies: [Chủ tịch UBND tỉnh]\n"
    )
    assert read(tmp_path, content) == Letterhead(
        agency="Văn phòng",
        first_number=7,
        date=date(2022, 4, 5),
        signer=Signer(title="Chánh Văn phòng"),
        copies=("Chủ tịch UBND tỉnh",),
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("agenci: A\n", "cong-van.yaml:1:1: agenci: unknown key; did you mean 'agency'?"),
        ("place: X\nsigner:\n  titel: Y\n", "cong-van.yaml:3:3: signer.titel: unknown key; did you mean 'title'?"),
        ("unit: 217\n", "cong-van.yaml:1:1: unit: a text is expected; write it in quotes"),
        ("first_number: 0\n", "cong-van.yaml:1:1: first_number: this must be at least 1"),
        ("date: 05/04/2022\n", "cong-van.yaml:1:1: date: a day is expected, such as 2022-03-31"),
        ("copies:\n  - A\n  - ''\n", "cong-van.yaml:3:5: copies.1: the text must not be empty"),
        ("place: A\nplace: B\n", "cong-van.yaml:2:1:"),
        ("", "cong-van.yaml:1:1: a mapping of keys to values is expected"),
        (
            "date: 2022-04-05\nreply_by: 2022-04-01\n",
            "cong-van.yaml:1:1: reply_by 2022-04-01 is before the date 2022-04-05 of the letter",
        ),
    ],
)
def test_a_fault_is_told_at_its_place(content, told, tmp_path):
    """Nothing of a faulty letterhead is taken, and the fault is named by line and column."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert told in str(caught.value)


def test_all_faults_are_told_at_once(tmp_path):
    """Whoever mends the file sees everything that is wrong."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, "agenci: A\nfirst_number: x\n")
    assert len(str(caught.value).splitlines()) == 2


def test_a_file_that_is_not_there_is_named():
    """The reason is in words."""
    with pytest.raises(InputError, match=r"khong-co\.yaml:1:1: cannot be read: there is no such file"):
        read_letterhead(Path("khong-co.yaml"))


def test_the_example_letterhead_states_everything():
    """The example shows every key that there is, and nothing in it is anybody's."""
    example = read_letterhead(EXAMPLES / "letterhead.yaml")
    assert example.model_fields_set == set(Letterhead.model_fields)
    assert example.signer.model_fields_set == set(Signer.model_fields)
