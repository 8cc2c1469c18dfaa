"""Whom a list of recipients names, seen from the unit that sends."""

import pytest

from kstt_rules.intake.rows.recipients import Recipients
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import UNREAD

UNITS = (
    Unit("so-a", "Sở Y tế", kind="so"),
    Unit("h1", "UBND huyện Yên Thế", kind="ubnd_huyen"),
    Unit("h2", "UBND huyện Lục Nam", kind="ubnd_huyen"),
    Unit("h3", "UBND thành phố Bắc Giang", kind="ubnd_huyen"),
    Unit("x1", "UBND xã Tam Tiến", kind="ubnd_xa", parent="h1"),
    Unit("x3", "UBND phường Lê Lợi", kind="ubnd_xa", parent="UBND thành phố Bắc Giang"),
)
RECIPIENTS = Recipients(base_vocabulary().choices["recipient"], Register.of(UNITS))

DEPARTMENT, PROVINCE, OWN, ELSEWHERE = "department", "provincial_committee", "district_committee", "other_district"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sở Tư pháp; VP UBND tỉnh", {DEPARTMENT, PROVINCE}),
        ("Sở Tư pháp và Văn phòng UBND tỉnh", {DEPARTMENT, PROVINCE}),
        ("UBND tỉnh;\nLưu: VT", {PROVINCE}),
        ("VP HĐND và UBND huyện", {OWN}),
        ("Sở Tài nguyên và Môi trường", {DEPARTMENT}),
        ("Sở Kế hoạch và Đầu tư; VP UBND tỉnh", {DEPARTMENT, PROVINCE}),
        ("Phòng Nội chính - Kiểm soát TTHC (Văn phòng UBND tỉnh)", {PROVINCE}),
        ("Phòng NC-KSTTHC", {PROVINCE}),
        ("Bộ Y tế, Tỉnh ủy", {"other"}),
    ],
)
def test_every_part_of_a_list_counts(text, named):
    """Parts are divided by ; , và and line breaks; the file copy is nobody, the contact point is the province."""
    assert RECIPIENTS.named(text, "so-a") == tuple(sorted(named))
    assert RECIPIENTS.named(text, None) == tuple(sorted(named))


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Như trên", set()),
        ("Các đơn vị", set()),
        ("Như trên; Lưu: VT", set()),
        ("Sở Tư pháp; Ông An", {DEPARTMENT}),
        ("Như trên; VP UBND tỉnh", {PROVINCE}),
        ("Sở Tài nguyên và Môi trường và Văn phòng UBND tỉnh", {DEPARTMENT, PROVINCE}),
    ],
)
def test_what_is_not_understood_may_be_anybody(text, understood):
    """The parts that are understood stand beside a mark that more may be named."""
    assert RECIPIENTS.named(text, "so-a") == tuple(sorted({*understood, UNREAD}))


@pytest.mark.parametrize("text", ["Lưu: VT", ";", " , "])
def test_a_list_may_name_nobody(text):
    """It is as if nothing were written."""
    assert RECIPIENTS.named(text, "so-a") is None


@pytest.mark.parametrize(
    ("unit", "text", "named"),
    [
        ("x1", "UBND huyện Yên Thế", {OWN}),
        ("x1", "UBND H. Yên Thế", {OWN}),
        ("x1", "Văn phòng HĐND-UBND huyện Yên Thế", {OWN}),
        ("x1", "VP HĐND&UBND huyện Yên Thế", {OWN}),
        ("x1", "UBND huyện", {OWN}),
        ("x1", "UBND huyện Lục Nam", {ELSEWHERE}),
        ("x1", "VP HĐND và UBND huyện Lục Nam", {ELSEWHERE}),
        ("x1", "VP HĐND & UBND huyện Lục Nam", {ELSEWHERE}),
        ("x1", "UBND huyện Lục Nam; UBND huyện Yên Thế", {ELSEWHERE, OWN}),
        ("x1", "VP UBND tỉnh, UBND huyện Yên Thế", {PROVINCE, OWN}),
        ("x1", "UBND huyện Xa Lạ", {UNREAD}),
        ("x3", "UBND TP Bắc Giang", {OWN}),
        ("x3", "UBND thành phố", {OWN}),
        ("x3", "UBND huyện Yên Thế", {ELSEWHERE}),
        ("h1", "UBND huyện Lục Nam", {OWN}),
        (None, "UBND huyện Lục Nam", {OWN}),
    ],
)
def test_a_commune_s_own_district_is_told_from_others(unit, text, named):
    """A district without a name is the own one; one that the register does not have may be either."""
    assert RECIPIENTS.named(text, unit) == tuple(sorted(named))
