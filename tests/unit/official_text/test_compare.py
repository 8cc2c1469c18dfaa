"""Comparing a pack with its official text, and the text with itself."""

from dataclasses import replace

import pytest
from pack_factory import write_pack
from regulation_factory import REGULATION, regulation, write_text

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.model.citation import Provision
from kstt_rules.official_text.compare import compare
from kstt_rules.pack import DatedValue, Pack, Parameter, ProvisionEntry, load_pack

WORDS = Bilingual("lời", "words")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Pack:
    """Return a loaded pack whose provisions and parameters a test replaces."""
    return load_pack(write_pack(tmp_path_factory.mktemp("packs")))


def holding(pack, text, keys=None, **changes):
    """Return the pack as one of these provisions, all of the text where none are named."""
    provisions = [each.provision for each in text.provisions] if keys is None else map(Provision.parse, keys.split())
    place = ("provisions.yaml", 1, 1)
    entries = tuple(ProvisionEntry(each, "duty", WORDS, None, WORDS, WORDS, *place) for each in provisions)
    return replace(pack, provisions=entries, **{"parameters": {}, **changes})


def parameters(**values):
    """Return integer parameters by the article that each cites: ``most="5: 3"``; "local" marks a local choice."""
    found = {}
    for name, written in values.items():
        place, _, value = written.partition(": ")
        number = int(value.removesuffix(" local"))
        dated = DatedValue(None, None, number, Provision.parse(place), value.endswith("local"))
        found[f"limits.{name}"] = Parameter(f"limits.{name}", "integer", WORDS, (dated,))
    return found


def remarks(text, pack, *kinds):
    """Return the remarks of these kinds, of all where none are named, as (kind, place, line)."""
    return [
        (each.kind, each.provision.key if each.provision else None, each.line)
        for each in compare(text, pack)
        if not kinds or each.kind in kinds
    ]


def messages(text, pack, kind):
    """Return what the remarks of a kind say in English."""
    return [each.message.en for each in compare(text, pack) if each.kind == kind]


def test_a_pack_of_a_sound_text_gives_no_remark(tmp_path, tiny):
    """Where every provision is held and nothing is amiss, nothing is said."""
    signed = REGULATION.replace("Số:        /", "Số: 05/").replace("số     /", "số 05/")
    text = regulation(tmp_path, signed.replace("ngày      tháng", "ngày 9 tháng"))
    pack = holding(tiny, text, parameters=parameters(most="3.1.a: 3", children="3.1.a: 1"))
    assert compare(text, replace(pack, same_terms=(("tủ sách", "thư viện nhỏ"),))) == ()


@pytest.mark.parametrize(
    ("keys", "missing"),
    [
        ("1 2.1 2.2 3", ""),
        ("1 2 3.1.a 3.1.b 3.2", ""),
        ("1 2.1 3", "2.2"),
        ("1 2 2.1 3", "2.2"),
        ("1 2 3.1 3.1.a 3.2", "3.1.b.đ1 3.1.b.đ2"),
        ("1 2 3.1.a 3.1.b.đ2 3.2", "3.1.b.đ1"),
        ("2 3", "1"),
    ],
)
def test_provisions_that_the_pack_lacks_are_found(tmp_path, tiny, keys, missing):
    """An entry covers what it contains as long as none of that is an entry itself."""
    text = regulation(
        tmp_path,
        "Điều 1. Cây.\nĐiều 2. Lá\n1. Xanh.\n2. Vàng.\n"
        "Điều 3. Hoa\n1. Gồm:\na) Đào.\nb) Đối với mai\nVàng.\nTrắng.\n2. Khác.",
    )
    found = remarks(text, holding(tiny, text, keys))
    assert " ".join(key for _, key, _ in found) == missing
    assert {kind for kind, _, _ in found} <= {"not_in_pack"}


def test_provisions_that_the_text_lacks_are_found(tmp_path, tiny):
    """An entry of the pack that the text does not have stands in no line."""
    text = regulation(tmp_path, "Điều 1. Cây.")
    assert remarks(text, holding(tiny, text, "QĐ.1 1 1.2")) == [
        ("not_in_text", "QĐ.1", None),
        ("not_in_text", "1.2", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "values", "disagrees"),
    [
        ("bố trí 02 người", {"most": "5: 2"}, ""),
        ("bố trí 02 người", {"most": "5: 3"}, "limits.most là 3"),
        ("bố trí 02 người", {"most": "5: 3 local"}, ""),
        ("bố trí hai người", {"most": "5: 3"}, ""),
        ("không quá 03 người, có 01 lãnh đạo", {"most": "5: 3"}, ""),
        ("không quá 03 người, có 01 lãnh đạo", {"most": "5: 1"}, "ghi 3 nhưng limits.most là 1"),
        ("không quá 03 người, có 01 lãnh đạo", {"heads": "5: 1", "most": "5: 3"}, ""),
        ("tối đa 1.500.000 đồng", {"most": "5: 1500000"}, ""),
        ("tối đa 1.500.000 đồng", {"most": "5: 1500"}, "ghi 1500000 nhưng "),
        (
            "ít nhất 02 năm, theo khoản 3 Điều 5 và văn bản số 04/2019/NĐ-CP ngày 05/6/2019",
            {"years": "5: 3"},
            "ghi 2 ",
        ),
        ("có 1,5 người", {"most": "5: 5"}, "ghi 1.5 nhưng "),
    ],
)
def test_numbers_that_disagree_with_parameters_are_found(tmp_path, tiny, sentence, values, disagrees):
    """A parameter has a number of the provision it cites, and each bound there is some parameter's."""
    text = regulation(tmp_path, f"Điều 5. Số người\n1. Trong nhà {sentence}.")
    pack = holding(tiny, text, parameters=parameters(**values))
    found = [each for each in compare(text, pack) if each.kind == "number"]
    assert [(each.provision, each.line) for each in found] == [(Provision(5), 1)] * bool(disagrees)
    assert all(disagrees in each.message.vi for each in found)


def test_numbers_are_told_with_what_they_differ_from(tmp_path, tiny):
    """The message names the provision, all that it states, the parameters and all that these ever were."""
    text = regulation(tmp_path, "Điều 5. Số người\n1. Có 2 người, 4 cây.\n2. Không quá 1.500 và tối đa 9 ngày.")
    cited = Provision(5, 1)
    values = [DatedValue(None, None, value, cited, local=value == 8) for value in (8, 7, 3.5)]
    many = {"trees.most": Parameter("trees.most", "number", WORDS, tuple(values))}
    assert messages(text, holding(tiny, text, parameters=many), "number") == [
        "Article 5, Clause 1 says 2, 4, but trees.most is 3.5, 7."
    ]
    few = parameters(days="5.2: 9", years="5.2: 1500", people="5.1: 2", trees="5.1: 4")
    assert messages(text, holding(tiny, text, parameters=few), "number") == []
    some = parameters(days="5: 2", years="5: 4")
    assert messages(text, holding(tiny, text, parameters=some), "number") == [
        "Article 5 says 1500, 9, but limits.days, limits.years is 2, 4."
    ]


def test_references_to_nothing_are_found(tmp_path, tiny):
    """A citation of an article or clause that the text does not have is broken, and told once."""
    text = regulation(
        tmp_path, "Điều 1. Cây\n1. Như khoản 1, 3 Điều này và Điều 7, Điều 7.\n2. Theo Điều 7 Luật Cây xanh."
    )
    found = [each for each in compare(text, holding(tiny, text)) if each.kind == "cross_reference"]
    assert {(each.provision.key, each.line) for each in found} == {("1.1", 2)}
    assert [each.message.vi.split()[6:8] for each in found] == [["Điều", "7,"], ["khoản", "3"]]
    assert [each.message.en for each in found] == [
        "Article 1, Clause 1 refers to Article 7, which is not in the text.",
        "Article 1, Clause 1 refers to Article 1, Clause 3, which is not in the text.",
    ]


@pytest.mark.parametrize(
    ("letters", "left_out"),
    [
        ("a b c d đ e g", []),
        ("a b c d e", [("e", "thiếu đ")]),
        ("b c", [("b", "thiếu a")]),
        ("a d", [("d", "thiếu b, c")]),
        ("a b b", [("b", "trùng")]),
        ("a c b", [("c", "thiếu b"), ("b", "không theo thứ tự")]),
    ],
)
def test_gaps_in_letters_are_found(tmp_path, tiny, letters, left_out):
    """Points run in the official order of letters, where đ stands between d and e."""
    points = "\n".join(f"{letter}) Việc." for letter in letters.split())
    text = regulation(tmp_path, f"Điều 1. Việc\n1. Gồm:\n{points}")
    found = [each for each in compare(text, holding(tiny, text)) if each.kind == "numbering"]
    assert [each.provision.point for each in found] == [letter for letter, _ in left_out]
    assert all(fault in each.message.vi for each, (_, fault) in zip(found, left_out, strict=True))


def test_gaps_in_numbers_are_found(tmp_path, tiny):
    """Articles count through a part, clauses through an article, and paragraphs of a point leave no gap."""
    text = regulation(
        tmp_path,
        "Điều 1. Một.\nQUY CHẾ\nĐiều 1. Hai\n1. Gồm:\na) Câu.\nĐoạn.\nb) Câu.\n3. Ba.\nĐiều 3. Bốn\n1. Năm.",
    )
    assert remarks(text, holding(tiny, text)) == [("numbering", "1.3", 8), ("numbering", "3", 9)]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Điều 3. Một.", "Article 3 comes first: 1, 2 is missing."),
        ("Điều 1. Một.\nĐiều 3. Hai.", "Article 3 follows Article 1: 2 is missing."),
        ("Điều 1. Một.\nĐiều 1. Hai.", "Article 1 follows Article 1: it appears twice or is out of order."),
        ("Điều 1. Gồm:\na) Cây.\nd) Lá.", "Article 1, Point d follows Article 1, Point a: b, c is missing."),
    ],
)
def test_gaps_are_told_with_what_stands_before(tmp_path, tiny, lines, message):
    """The message names the provision, the one before it and what is missing between them."""
    text = regulation(tmp_path, lines)
    assert messages(text, holding(tiny, text), "numbering") == [message]


@pytest.mark.parametrize(
    ("preamble", "body", "found"),
    [
        ("92/2017/NĐ-CP ngày 07/8/2017", "92/2018/NĐ-CP", ["92/2018/NĐ-CP"]),
        ("92/2017/NĐ-CP", "92/2018/NĐ-CP ngày 07/8/2018", ["92/2017/NĐ-CP"]),
        ("92/2017/NĐ-CP", "92/2018/NĐ-CP", ["92/2018/NĐ-CP"]),
        ("92/2017/NĐ-CP ngày 07/8/2017", "92/2018/NĐ-CP ngày 02/7/2018", []),
        ("92/2017/NĐ-CP ngày 07/8/2017", "92/2017/NĐ-CP", []),
        ("02/2017/TT-VPCP ngày 31/10/2017", "01/2018/TT-VPCP", []),
        ("63/2010/NĐ-CP", "61/2018/NĐ-CP", []),
        ("02/2017/TT-VPCP ngày 31/10/2017", "02/2017/TT-BTP", ["02/2017/TT-BTP"]),
        ("02/2017/TT-VPCP ngày 31/10/2017", "02/2017/TT-BTP ngày 15/3/2017", []),
        ("02/2017/TT-VPCP", "02/2018/TT-BTP", []),
        ("02/2017/TT-CP", "02/2017/NĐ-CP", []),
        ("92/2017/NĐ-CP ngày 07/8/2017", "92/2017/NĐ-CP ngày 08/8/2017", ["92/2017/NĐ-CP"]),
        ("92/2017/NĐ-CP ngày 07/8/2017", "15/2013/NQ-HĐND ngày 11/7/2014", ["15/2013/NQ-HĐND"]),
    ],
)
def test_one_document_under_two_names_is_found(tmp_path, tiny, preamble, body, found):
    """Year or issuer alone may differ only between documents that are both introduced with their day."""
    text = regulation(tmp_path, f"Căn cứ văn bản số {preamble};\nĐiều 1. Theo văn bản số {body}.")
    told = [each for each in compare(text, holding(tiny, text)) if each.kind == "reference"]
    assert [each.message.vi.split()[3] for each in told] == found


@pytest.mark.parametrize(
    ("first", "second", "line", "message"),
    [
        ("92/2017/NĐ-CP ngày 07/8/2017", "92/2018/NĐ-CP", 3, "92/2018/NĐ-CP: 92/2017/NĐ-CP and 92/2018/NĐ-CP"),
        ("92/2017/NĐ-CP ngày 08/8/2017", "92/2017/NĐ-CP ngày 7/8/2017", 2, "92/2017/NĐ-CP: 07/08/2017 and 08/08/2017"),
        ("15/2013/NQ-HĐND", "15/2013/NQ-HĐND ngày 11/7/2014", 3, "15/2013/NQ-HĐND: 2013 and 11/07/2014"),
    ],
)
def test_ways_to_cite_that_disagree_are_told(tmp_path, tiny, first, second, line, message):
    """The message names the document and the two forms, where the doubtful one stands."""
    text = regulation(tmp_path, f"Điều 1. Cây\n1. Theo số {first}.\n2. Theo số {second}.")
    (remark,) = [each for each in compare(text, holding(tiny, text)) if each.kind == "reference"]
    name, forms = message.split(": ")
    assert remark.message.en == f"Document {name} is cited in different ways: {forms}."
    assert (remark.provision, remark.line) == (Provision(1, line - 1), line)


@pytest.mark.parametrize(
    ("line", "blanks"),
    [
        ("Số:      /2023/QĐ-UBND", 1),
        ("Số: …/QĐ-UBND", 1),
        ("Số: 12/2023/QĐ-UBND", 0),
        ("(Kèm theo Quyết định số    /2023/QĐ-UBND ngày   tháng  năm 2023)", 2),
        ("Hà Nội, ngày … tháng 5 năm 2023", 1),
        ("Hà Nội, ngày 4 tháng .... năm 2023", 1),
        ("Hà Nội, ngày 4 tháng 5 năm 20…", 0),
        ("Hà Nội, ngày ___ tháng ___ năm ____", 1),
        ("Hà Nội, ngày 4 tháng 5 năm 2023", 0),
        ("Phải ghi rõ ngày tháng năm sinh và số hộ/khẩu.", 0),
    ],
)
def test_blanks_in_number_and_day_are_found(tmp_path, tiny, line, blanks):
    """What is still to be filled in is told with its line; the words for a date alone are no blank."""
    text = regulation(tmp_path, f"{line}\nĐiều 1. Cây.")
    assert remarks(text, holding(tiny, text)) == [("blank", None, 1)] * blanks


def test_a_blank_is_told_where_it_stands(tmp_path, tiny):
    """Number and day are told apart, each with the provision around it."""
    text = regulation(tmp_path, "Điều 1. Cây\n1. Theo Quyết định số    /QĐ-UBND ngày    tháng 5 năm 2023.")
    found = [(each.provision, each.line, each.message.en) for each in compare(text, holding(tiny, text))]
    assert found == [
        (Provision(1, 1), 2, "The number of the document is blank."),
        (Provision(1, 1), 2, "A day, month or year is blank."),
    ]


def test_what_stands_in_no_line_comes_first(tmp_path, tiny):
    """Remarks run by line, those on one line by kind."""
    text = regulation(tmp_path, "Số: …/2023/QĐ-UBND\nĐiều 2. Cây.")
    found = remarks(text, holding(tiny, text, "1"))
    assert found == [("not_in_text", "1", None), ("blank", None, 1), ("not_in_pack", "2", 2), ("numbering", "2", 2)]


def test_mixed_terms_are_found(tmp_path, tiny):
    """Two terms that the pack takes for one are told with how often and from where each is used."""
    text = regulation(
        tmp_path, "Điều 1. Người giữ sách\n1. Cán bộ giữ sách.\n2. Mỗi người giữ sách và cán bộ giữ sách."
    )
    pack = holding(tiny, text, same_terms=(("người giữ sách", "cán bộ giữ sách"), ("cây", "gỗ")))
    (remark,) = compare(text, pack)
    assert (remark.kind, remark.line) == ("terms", 2)
    assert "“người giữ sách” (2 lần, từ dòng 1) và “cán bộ giữ sách” (2 lần, từ dòng 2)" in remark.message.vi
    used = "“người giữ sách” (2 times, from line 1) and “cán bộ giữ sách” (2 times, from line 2)"
    assert remark.message.en == f"Different words are used for one thing: {used}."
    assert compare(text, holding(tiny, text, same_terms=(("cây", "cán bộ giữ sách"),))) == ()


def test_the_check_command_prints_remarks(tmp_path, capsys):
    """Each remark has the file and line of the text; what the pack lacks makes the exit code 1."""
    path = write_text(tmp_path, "Số: /2023/QĐ-UBND\nĐiều 1. Cây.")
    pack = write_pack(tmp_path, leave_out=("cases/dieu-05.yaml",))
    assert main(["check", str(pack), "--text", str(path), "--lang", "en"]) == Exit.FINDINGS
    lines = capsys.readouterr().out.splitlines()
    assert "quy-che.txt:1: The number of the document is blank." in lines
    assert "quy-che.txt:2: Article 1 is in the text but not in the pack." in lines
    assert "quy-che.txt: Article 7, Clause 3 is in the pack but not in the text." in lines
    assert lines[-1] == "quy-che.txt: 4 remarks, 3 of them on the pack"


def test_the_check_command_compares_one_pack(tmp_path, capsys):
    """A text belongs to one pack, which is named."""
    assert main(["check", "--text", str(tmp_path)]) == Exit.USAGE
    assert "--text needs exactly one pack" in capsys.readouterr().err
