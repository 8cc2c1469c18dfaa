"""The register of units, and what names a unit."""

import pytest

from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.intake.units.unit_names import bare, is_province, plain
from kstt_rules.intake.values.parsers import CellFault

UNITS = (
    Unit("so-y-te", "Sở Y tế", ("SYT", "Sở Y tế tỉnh nhà"), "so"),
    Unit("so-vh", "Sở Văn hóa, Thể thao và Du lịch", kind="so"),
    Unit("so-ld", "Sở Lao động - Thương binh và Xã hội", kind="so"),
    Unit("vp", "Văn phòng UBND tỉnh", kind="vp_ubnd_tinh"),
    Unit("ban", "Ban Quản lý các Khu công nghiệp", kind="bql_kcn"),
    Unit("215", "UBND huyện Yên Thế", kind="ubnd_huyen"),
    Unit("216", "UBND huyện Tân Yên", kind="ubnd_huyen"),
    Unit("220", "UBND huyện Sơn Động", kind="ubnd_huyen"),
    Unit("213", "UBND thành phố Bắc Giang", kind="ubnd_huyen"),
    Unit("07318", "UBND xã Phúc Sơn", kind="ubnd_xa", parent="216"),
    Unit("07624", "UBND xã Phúc Sơn", kind="ubnd_xa", parent="UBND huyện Sơn Động"),
    Unit("07240", "UBND thị trấn Phồn Xương", kind="ubnd_xa", parent="215"),
    Unit("x1", "Xã Tân An", kind="ubnd_xa", parent="216"),
    Unit("x2", "Xã Tân Ân", kind="ubnd_xa", parent="216"),
    Unit("x3", "Xã Bố Hạ - huyện Yên Thế", kind="ubnd_xa"),
    Unit("x4", "Phường Trần Phú", kind="ubnd_xa", parent="213"),
    Unit("217", "UBND huyện Lục Nam", kind="ubnd_huyen"),
    Unit("218", "UBND huyện Lục Ngạn", kind="ubnd_huyen"),
    Unit("so-gd", "Sở Giáo dục và Đào tạo", kind="so"),
    Unit("so-nn", "Sở Nông nghiệp và Phát triển nông thôn", kind="so"),
    Unit("x5", "UBND thị trấn Cầu Gồ", kind="ubnd_xa", parent="215"),
    Unit("bad", "Sở Nội vụ", taken=False),
)
REGISTER = Register.of(UNITS)


def resolve(text):
    """Return what one text names."""
    return REGISTER.resolve(column_of([text]))[0]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("so-y-te", "so-y-te"),
        ("SỞ Y TẾ", "so-y-te"),
        ("So Y te", "so-y-te"),
        ("syt", "so-y-te"),
        ("Sở Y tế tỉnh Bắc Giang", "so-y-te"),
        ("Sở Văn hoá, Thể thao và Du lịch", "so-vh"),
        ("Sở Văn hóa Thể thao, Du lịch", "so-vh"),
        ("Sở Lao động – Thương binh và Xã hội", "so-ld"),
        ("VP UBND tỉnh", "vp"),
        ("Văn phòng Uỷ ban nhân dân tỉnh Bắc Giang", "vp"),
        ("BQL các KCN", "ban"),
        ("Ban Quản lý KCN", "ban"),
        ("Huyện Yên Thế", "215"),
        ("H. Yên Thế", "215"),
        ("Ủy ban nhân dân huyện Yên Thế, tỉnh Bắc Giang", "215"),
        ("UBND TP Bắc Giang", "213"),
        ("TP. Bắc Giang", "213"),
        ("TT Phồn Xương", "07240"),
        ("UBND TT. Phồn Xương", "07240"),
        ("Thị trấn Phồn Xương, huyện Yên Thế", "07240"),
        ("P. Trần Phú", "x4"),
        ("Xã Phúc Sơn, huyện Tân Yên", "07318"),
        ("Xã Phúc Sơn (Sơn Động)", "07624"),
        ("Xã Phúc Sơn (Huyện Sơn Động)", "07624"),
        ("xã Phúc Sơn - huyện Tân Yên", "07318"),
        ("UBND xã Phúc Sơn huyện Tân Yên", "07318"),
        ("Xã Phúc Sơn, H. Tân Yên, tỉnh Bắc Giang", "07318"),
        ("Xã Tân Ân", "x2"),
        ("Xã Bố Hạ", "x3"),
        ("UBND xã Bố Hạ (Yên Thế)", "x3"),
        (" 215 ", "215"),
        ("UBND TT Cầu Gồ", "x5"),
        ("UBND TT.Cầu Gồ", "x5"),
        ("UBND P. Trần Phú", "x4"),
        ("UBND P.Trần Phú", "x4"),
        ("Uỷ ban nhân dân phường Trần Phú", "x4"),
        ("Ủy ban ND huyện Yên Thế", "215"),
        ("UB ND huyện Yên Thế", "215"),
        ("U.B.N.D huyện Yên Thế", "215"),
        ("T.P Bắc Giang", "213"),
        ("TP.BG", "213"),
        ("UBND TP.BG", "213"),
        ("H. YT", "215"),
        ("VPUBND tỉnh", "vp"),
        ("VP.UBND tỉnh", "vp"),
        ("Sở GD&ĐT", "so-gd"),
        ("Sở GD-ĐT", "so-gd"),
        ("SỞ GDĐT", "so-gd"),
        ("Sở LĐ-TB&XH", "so-ld"),
        ("Sở VH, TT và DL", "so-vh"),
        ("Sở NN&PTNT", "so-nn"),
        ("BQL KCN", "ban"),
    ],
)
def test_a_unit_is_known_by_code_name_and_other_forms_of_it(text, unit):
    """The district tells homonyms apart, and accents tell Tân An from Tân Ân."""
    assert resolve(text) == unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Xã Phúc Sơn", ("07318", "07624")),
        ("xa Tan An", ("x1", "x2")),
        ("H. LN", ("217", "218")),
        ("Phúc Sơn", ("07318", "07624")),
        ("Xã Phúc Sơn (UBND xã)", ("07318", "07624")),
        ("Tan An", ("x1", "x2")),
    ],
)
def test_a_name_that_fits_several_units_is_ambiguous(text, units):
    """The candidates are named, and may be doubted."""
    fault = resolve(text)
    assert (fault.reason, fault.units) == ("ambiguous_unit", units)
    assert all(unit in fault.message.vi and unit in fault.message.en for unit in units)


def test_a_name_without_its_level_is_found_in_a_column_of_units():
    """Where only one unit can be meant; never within another text, where it may be a person's name."""
    assert [resolve(text) for text in ("Yên Thế", "Phồn Xương", "Bố Hạ", "Tân Ân")] == ["215", "07240", "x3", "x2"]
    assert resolve("Phúc Sơn").units == ("07318", "07624")
    assert [unit.id for unit in REGISTER.bare("Phúc Sơn", "huyện Tân Yên")] == ["07318"]
    assert REGISTER.find("Bố Hạ") == []


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y té và Dân số",
        "Xã Phúc Sơn, huyện Yên Thế",
        "Sở",
        "Xã Phồn Xương",
        "Phồn Xường",
        "Sở Y tế (STP)",
        "Sở Y tế (Phòng Nghiệp vụ)",
        "Sở Lao động - TC và XH",
        "7241",
        "Trần Phú, huyện Yên Thế",
        "Sở gd",
        "Sở CT",
        "X. TA",
        "TT. CG",
        "Xã Phúc",
        "Thị trấn Phồn Xương, huyện Tân Yên",
    ],
)
def test_a_name_that_is_only_like_a_unit_is_unknown(text):
    """Another level or district is not passed over."""
    assert resolve(text).reason == "unknown_unit"


def test_an_unknown_name_shows_what_is_like_it():
    """Every unit that the message names may be doubted."""
    near, far = resolve("UBND huyện Yên Th"), resolve("Trung tâm Xúc tiến")
    assert near.units == ("215", "216", "x3")
    assert "UBND huyện Yên Thế (215)" in near.message.vi
    assert far.units == ()
    assert far.message.vi == "không có trong danh mục đơn vị"


def test_what_begins_as_no_name_and_is_but_a_little_like_one_may_mean_any():
    """So no unit is taken to be left out."""
    (fault,) = Register.of([Unit("1", "UBND xã Đồng Trên")]).resolve(column_of(["như dòng trên"])).values
    assert (fault.reason, fault.units) == ("unknown_unit", ())


@pytest.mark.parametrize("text", ["UBND", "Ủy ban nhân dân", "UBND, xã"])
def test_the_kind_of_a_unit_alone_names_none(text):
    """Though one is called by it and its district."""
    assert resolve(text).reason == "unknown_unit"


def test_an_unknown_name_may_be_that_of_a_unit_of_which_the_register_has_none():
    """A number in the place of the name, or what is no word."""
    register = Register.of([Unit("1", "UBND xã Yên Thế"), Unit("2", "12345"), Unit("3", "qwrtz")])
    (fault,) = register.resolve(column_of(["UBND xã Yên Thê A"])).values
    assert fault.units == ("1", "2", "3")


@pytest.mark.parametrize("size", [1, 2, 5])
def test_what_is_like_a_name_does_not_depend_on_how_many_are_compared_at_once(monkeypatch, size):
    """Six districts are like it: three are shown, and that there are more."""
    register = Register.of([Unit(f"h{number}", f"UBND huyện Yên Thế {number}") for number in range(6)])
    monkeypatch.setattr("kstt_rules.intake.units.unit_index.NAMES_AT_ONCE", size)
    (fault,) = register.resolve(column_of(["huyện Yên Thế"])).values
    assert fault.message.en.endswith(
        "UBND huyện Yên Thế 0 (h0), UBND huyện Yên Thế 1 (h1), UBND huyện Yên Thế 2 (h2) …"
    )
    assert fault.units == ("h0", "h1", "h2", "h3", "h4", "h5")


def test_a_unit_whose_row_was_rejected_is_neither_known_nor_unknown():
    """Its people do not stand under an unknown unit."""
    assert resolve("Sở Nội vụ").reason == "rejected_unit"


def test_a_code_that_two_units_bear_is_ambiguous_but_their_names_are_not():
    """The row that was not taken is told by its own name."""
    register = Register.of(
        [Unit("1", "Sở A"), Unit("1", "Sở B", taken=False), Unit("2", "Sở C"), Unit("2", "Sở C", taken=False)]
    )
    values = register.resolve(column_of(["1", "Sở A", "Sở B", "2"]))
    found = [value.reason if isinstance(value, CellFault) else value for value in map(values.__getitem__, range(4))]
    assert found == ["ambiguous_unit", "1", "rejected_unit", "2"]


def test_blank_cells_name_no_unit():
    """And are no fault."""
    assert resolve(None) is None


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Ủy ban nhân dân xã Tịnh Bắc", "xã tịnh bắc"),
        ("Thanh tra tỉnh Bắc Giang", "thanh tra tỉnh"),
        ("UBND tỉnh", "ubnd tỉnh"),
        ("Xã Đông Các", "xã đông các"),
        ("Xã Đông Quan", "xã đông quan"),
        ("Văn phòng HĐND&UBND huyện", "vp hđnd ubnd huyện"),
    ],
)
def test_the_plain_form_keeps_accents_and_proper_names(name, form):
    """Only what is the same body is made the same."""
    assert plain(name) == form


def test_a_bare_name_has_no_level():
    """Unless nothing else is left."""
    assert [bare(name) for name in ("huyện yên thế", "thị trấn nếnh", "xã")] == ["yên thế", "nếnh", "xã"]


def test_the_province_is_no_unit_of_its_register():
    """A department's parent may be given as the province."""
    assert is_province("UBND tỉnh Bắc Giang")
    assert is_province("Cấp tỉnh")
    assert not is_province("Thanh tra tỉnh")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("7240", "07240"),
        ("007240", "07240"),
        ("Yên Thế", "215"),
        ("Phồn Xương", "07240"),
        ("phon xuong", "07240"),
        ("Tân Ân", "x2"),
        ("Trần Phú (phường)", "x4"),
        ("Trần Phú, thành phố Bắc Giang", "x4"),
        ("Phúc Sơn (Tân Yên)", "07318"),
        ("Xã Tân An (UBND xã)", "x1"),
        ("Sở Y tế (SYT)", "so-y-te"),
        ("Sở Giáo dục và Đào tạo (SGDĐT)", "so-gd"),
        ("Sở Lao động - TB và XH", "so-ld"),
        ("Sở LĐ - TB&XH", "so-ld"),
        ("Sở Lao động - TBXH", "so-ld"),
        ("Sở VH, TT và Du lịch", "so-vh"),
        ("UBND TT Cầu Gồ", "x5"),
        ("P. Trần Phú", "x4"),
        ("TP Bắc Giang", "213"),
    ],
)
def test_a_cell_of_units_may_say_less_than_the_whole_name(text, unit):
    """A code without its zeros, a name without its level, with its kind or initials in brackets, or abbreviated."""
    assert resolve(text) == unit


def test_codes_that_differ_in_their_zeros_are_told_apart():
    """Each as it is written; a number of both is ambiguous."""
    register = Register.of([Unit("0721", "Xã A"), Unit("00721", "Xã B")])
    found = register.resolve(column_of(["0721", "00721", "721"])).values
    assert found[:2] == ["0721", "00721"]
    assert found[2].units == ("00721", "0721")


def test_names_of_2025_are_names_of_units():
    """A special zone has a level; a new department is found by its abbreviations."""
    register = Register.of([Unit("1", "UBND đặc khu Phú Quốc"), Unit("2", "Sở Nông nghiệp và Môi trường")])
    found = register.resolve(column_of(["Đặc khu Phú Quốc", "Phú Quốc", "Sở NN và MT", "Sở NN&MT"]))
    assert [*found] == ["1", "1", "2", "2"]
