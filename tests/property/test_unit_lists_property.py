"""Lists of units in one cell, written as offices write them, name the units that were meant and nobody else."""

from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.intake.units.unit_lists import listed_units

COMMUNES = (
    "xã Tam Tiến",
    "xã Phúc Sơn",
    "thị trấn Bố Hạ",
    "xã Đồng Tâm",
    "xã Tam Hiệp",
    "xã Tân Sỏi",
    "phường Trần Phú",
)
OTHERS = ("xã Phúc Sơn", "xã Đồng Tâm", "thị trấn Đồi Ngô")
BODIES = ("Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch", "Sở Lao động - Thương binh và Xã hội", "Ban Dân tộc")
DISTRICT = "UBND huyện Yên Thế"
UNITS = (
    Unit("h1", DISTRICT, kind="ubnd_huyen"),
    Unit("h2", "UBND huyện Lục Nam", kind="ubnd_huyen"),
    *(Unit(f"x{n}", f"UBND {name}", kind="ubnd_xa", parent=DISTRICT) for n, name in enumerate(COMMUNES)),
    *(Unit(f"y{n}", f"UBND {name}", kind="ubnd_xa", parent="UBND huyện Lục Nam") for n, name in enumerate(OTHERS)),
    *(Unit(f"s{n}", name, kind="so") for n, name in enumerate(BODIES)),
)
REGISTER = Register.of(UNITS)
JOINTS = (", ", "; ", " và ", ",", " ; ", "\n")


@given(st.data())
def test_a_list_of_communes_names_each_of_them(data):
    """With or without their level, their district before or behind them, and the district's own list or not."""
    places = data.draw(st.lists(st.integers(0, len(COMMUNES) - 1), min_size=2, max_size=6, unique=True))
    with_district = data.draw(st.booleans())
    bare = data.draw(st.booleans())
    names = [COMMUNES[place].split(maxsplit=2 if COMMUNES[place].startswith("thị") else 1)[-1] for place in places]
    words = names if bare else [COMMUNES[place] for place in places]
    joint = data.draw(st.sampled_from(JOINTS))
    text = joint.join(words[:-1]) + data.draw(st.sampled_from([joint, " và "])) + words[-1]
    head = (
        data.draw(st.sampled_from(["các xã, phường, thị trấn: ", "UBND các xã, thị trấn ", "07 xã: "])) if bare else ""
    )
    before = (
        data.draw(st.sampled_from([f"{DISTRICT} và ", f"{DISTRICT}, ", "huyện Yên Thế; "])) if with_district else ""
    )
    behind = "" if with_district else data.draw(st.sampled_from([" thuộc huyện Yên Thế", " (huyện Yên Thế)"]))
    found = listed_units(before + head + text + behind, REGISTER)
    assert found is not None
    assert (found.scopes, found.faults) == ((), ())
    assert set(found.units) == {f"x{place}" for place in places} | ({"h1"} if with_district else set())


@given(st.lists(st.integers(0, len(BODIES) - 1), min_size=2, unique=True), st.sampled_from(JOINTS))
def test_a_list_of_bodies_names_each_of_them(places, joint):
    """A comma, dash or "và" within a name divides nothing."""
    found = listed_units(joint.join(BODIES[place] for place in places), REGISTER)
    assert found is not None
    assert (set(found.units), found.faults) == ({f"s{place}" for place in places}, ())


@given(st.sampled_from([unit for unit in UNITS if unit.id not in ("x1", "x3", "y0", "y1")]))
def test_the_name_of_one_unit_is_no_list(unit):
    """However it is put together, with its district behind it or not."""
    place = f", {unit.parent.removeprefix('UBND ')}" if unit.parent else ""
    for text in (unit.name, unit.name + place, unit.id):
        assert listed_units(text, REGISTER) is None


def test_a_district_s_office_behind_its_commune_may_be_in_the_list_or_a_place():
    """Nothing is known of its own list."""
    found = listed_units("UBND xã Tam Tiến, UBND huyện Yên Thế", REGISTER)
    assert (found.units, [fault.units for fault in found.faults]) == (("x0",), [("h1",)])
