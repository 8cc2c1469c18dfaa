"""Reading the official text of a regulation into its provisions."""

from datetime import date
from unicodedata import normalize

import pytest
from regulation_factory import OWN_WORDS, REGULATION, own_words, regulation

from kstt_rules.base.errors import InputError
from kstt_rules.model.citation import Provision
from kstt_rules.official_text.read import texts_by_provision
from kstt_rules.official_text.references import without_references


def test_every_provision_is_found_with_its_own_words(tmp_path):
    """Headings, the signer and the recipients are no provisions; the paragraphs of a point are."""
    text = regulation(tmp_path)
    assert own_words(text) == OWN_WORDS
    assert [each.provision for each in text.provisions] == list(map(Provision.parse, OWN_WORDS))


@pytest.mark.parametrize(
    "spelt",
    [
        normalize("NFD", REGULATION),
        REGULATION.replace("\n", "\r\n"),
        "\ufeff" + REGULATION.replace(" ", "\u00a0"),
        REGULATION.replace("Đ", "Ð").replace("đ)", "ð)"),
        REGULATION.replace("\n", "\n\n\t "),
        REGULATION.replace("Điều 3.", "ĐIỀU 3:"),
        REGULATION.replace("Chương II.", "Trang 2/3\n12\n____\nCHƯƠNG II:"),
        REGULATION.replace("c) Sách", "c ) Sá\u00adch"),
    ],
    ids=["NFD", "CRLF", "NBSP", "look-alikes", "blank lines", "capitals", "page marks", "soft hyphen"],
)
def test_what_cannot_be_seen_changes_nothing(tmp_path, spelt):
    """Unicode form, spaces, line ends, look-alikes and page numbers leave the provisions as they are."""
    assert own_words(regulation(tmp_path, spelt)) == OWN_WORDS


def test_articles_know_their_titles_and_chapters(tmp_path):
    """A title stands where more follows it, and a chapter's own title may take several lines."""
    articles = {each.provision.key: each for each in regulation(tmp_path).articles}
    assert {key: each.title for key, each in articles.items()} == {
        "QĐ.1": "",
        "QĐ.2": "",
        "1": "Phạm vi",
        "2": "Người giữ tủ sách",
        "3": "Mượn và trả",
        "4": "Thù lao",
    }
    assert articles["QĐ.1"].chapter is None
    assert (articles["2"].chapter.number, articles["2"].chapter.title) == ("I", "QUY ĐỊNH CHUNG")
    assert (articles["4"].chapter.number, articles["4"].chapter.title) == ("II", "VIỆC HẰNG NGÀY")


def test_a_chapter_has_its_own_title_alone(tmp_path):
    """What stands under the heading of a section is no title of its chapter."""
    text = regulation(tmp_path, "Chương I\nCÂY\nMục 1\nTRỒNG CÂY\nĐiều 1. Đào hố.\nMục 2\nTƯỚI CÂY\nĐiều 2. Múc nước.")
    assert [(each.chapter.number, each.chapter.title) for each in text.articles] == [("I", "CÂY")] * 2


def test_a_decision_has_clauses_and_points_of_its_own(tmp_path):
    """What stands before the heading of the annex is the decision's, to the last point."""
    text = regulation(tmp_path, "Điều 1. Gồm:\n1. Cây:\na) Đào.\nQUY CHẾ\nĐiều 1. Gồm:\n1. Lá:\na) Xanh.")
    assert list(own_words(text)) == ["QĐ.1", "QĐ.1.1", "QĐ.1.1.a", "1", "1.1", "1.1.a"]


def test_an_annex_may_come_without_its_decision(tmp_path):
    """A text that begins with the heading of the Quy chế is that alone."""
    text = regulation(tmp_path, "QUY CHẾ\nTrồng cây\nĐiều 1. Cây.")
    assert [each.provision for each in text.provisions] == [Provision(1)]
    assert (text.title, text.issuer, text.number, text.year) == ("Quy chế trồng cây", None, None, None)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("Trồng cây\nxanh.", "Trồng cây xanh."),
        ("Trồng cây theo mẫu X\ncủa thôn.", "Trồng cây theo mẫu X của thôn."),
        ("Trồng cây.\nxanh.", "Trồng cây.\nxanh."),
        ("Trồng cây;\nxanh.", "Trồng cây;\nxanh."),
        ("Trồng cây:\nxanh.", "Trồng cây:\nxanh."),
        ("Trồng cây\nXanh.", "Trồng cây\nXanh."),
        ("Trồng cây\nđiều 2. Tưới cây.", "Trồng cây"),
    ],
)
def test_a_broken_paragraph_is_joined(tmp_path, lines, words):
    """A line in lower case goes on with the line before it, unless that has ended or this begins a provision."""
    assert own_words(regulation(tmp_path, f"Điều 1. Cây\n1. {lines}"))["1.1"] == words


@pytest.mark.parametrize(
    ("paragraphs", "places"),
    [
        ("Đào hố.\nLấp hố.", "1.a.đ1 1.a.đ2"),
        ("Đào hố;\nLấp hố.", "1.a.đ1 1.a.đ2"),
        ("Đào hố\nLấp hố.\nTưới.", "1.a 1.a.đ1 1.a.đ2"),
        ("Đào hố:\nLấp hố.", "1.a 1.a.đ1"),
        ("Đào hố:\n- Sâu.\n- Rộng.", "1.a 1.a 1.a"),
        ("Đào hố.\n- Sâu.\nLấp hố.", "1.a.đ1 1.a.đ1 1.a.đ2"),
        ("Đào hố.", "1.a"),
    ],
)
def test_paragraphs_of_a_point_are_counted(tmp_path, paragraphs, places):
    """What stands after the letter is the first of them unless it leads to what follows; bullets count as none."""
    text = regulation(tmp_path, f"Điều 1. Cây\na) {paragraphs}")
    assert " ".join(each.provision.key for each in text.passages[1:]) == places


def test_a_blank_number_and_day_stay_blank(tmp_path):
    """What is not filled in is None, the year is known all the same."""
    text = regulation(tmp_path)
    assert text.title == "Quy chế trông coi tủ sách thôn"
    assert text.issuer == "ỦY BAN NHÂN DÂN TỈNH HOA ĐÀO"
    assert (text.number, text.date, text.year) == (None, None, 2023)


def test_a_filled_number_and_day_are_read(tmp_path):
    """A signed text gives its number and day, and its own number is no reference to another document."""
    signed = REGULATION.replace("Số:        /", "Số: 05/").replace("số     /", "số 5/")
    text = regulation(tmp_path, signed.replace("ngày      tháng", "ngày 09 tháng"))
    assert (text.number, text.date, text.year) == ("05/2023/QĐ-UBND", date(2023, 5, 9), 2023)
    assert [each.name for each in text.external] == ["93/2020/NĐ-CP", "07/2021/NQ-HĐND"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Số: 05/2023/QĐ-UBND", "05/2023/QĐ-UBND"),
        ("Số: 05 /2023/QĐ-UBND", "05/2023/QĐ-UBND"),
        ("Số: 5/2023/QĐ – UBND", "5/2023/QĐ-UBND"),
        ("Số:\n05/2023/QĐ-UBND", "05/2023/QĐ-UBND"),
        ("Luật số: 59/2020/QH14", "59/2020/QH14"),
        ("Số: 28/2018/QĐ-TTg", "28/2018/QĐ-TTg"),
        ("Số: 28/QĐ-TTg", "28/QĐ-TTg"),
        ("Số:...../2023/QĐ-UBND", None),
    ],
)
def test_a_number_is_read_however_it_is_spaced(tmp_path, written, number):
    """Spaces and dashes within its symbol are as they are cited."""
    assert regulation(tmp_path, f"{written}\nĐiều 1. Cây.").number == number


@pytest.mark.parametrize(
    ("front", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH A\nCăn cứ Luật B;", "ỦY BAN NHÂN DÂN TỈNH A"),
        ("TỈNH A\nVề cây\nỦY BAN NHÂN DÂN TỈNH A\nCăn cứ Luật B;", "ỦY BAN NHÂN DÂN TỈNH A"),
        ("TỈNH A\nỦY BAN NHÂN DÂN\nVề cây.\nCăn cứ Luật B;", None),
        ("TỈNH A", None),
        ("BỘ A\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BỘ A"),
        ("Căn cứ Luật B;", None),
    ],
)
def test_the_issuer_stands_before_the_first_basis(tmp_path, front, issuer):
    """It is the line in capitals there, and nothing else is taken for it."""
    text = regulation(tmp_path, f"{front}\nĐiều 1. Cây.")
    assert (text.issuer, text.title) == (issuer, "")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Thông tư này có hiệu lực thi hành từ ngày 03 tháng 9 năm 2018.", "2018-09-03"),
        ("Quyết định này có hiệu lực kể từ ngày 1 tháng 01 năm 2022.", "2022-01-01"),
        ("Quyết định này có hiệu lực từ ngày     tháng     năm 2021.", None),
        ("Luật này có hiệu lực từ ngày 31 tháng 02 năm 2021.", None),
        (
            "Luật này có hiệu lực từ ngày 1 tháng 3 năm 2021, Nghị định này có hiệu lực từ ngày 2 tháng 3 năm 2021.",
            None,
        ),
        ("Nghị định số 5/2020/NĐ-CP có hiệu lực từ ngày 1 tháng 3 năm 2021.", None),
    ],
)
def test_the_day_of_effect_is_the_one_that_the_text_names_for_itself(tmp_path, words, day):
    """A blank, several days, or the day of another act leave it unknown."""
    text = regulation(tmp_path, f"Điều 1. Cây.\nĐiều 2. {words}")
    assert str(text.effective_from) == str(day)


def test_provisions_know_their_line(tmp_path):
    """A provision is found again in the file by the line that numbers it, a paragraph by its own."""
    lines = [line.replace("\u00a0", "").strip() for line in REGULATION.split("\n")]
    text = regulation(tmp_path)
    assert lines[text.line_of(Provision.parse("2.2")) - 1].startswith("2) Người ghi sổ")
    assert lines[text.line_of(Provision.parse("3.1.b.đ2")) - 1].startswith("Hẹn ngày trả")
    assert text.line_of(Provision(9)) is None


def test_a_quote_holds_all_that_a_provision_contains(tmp_path):
    """What stands below a provision follows its own words, with the number that each bears."""
    text = regulation(tmp_path)
    quotes = texts_by_provision(text)
    assert quotes[Provision.parse("3.1.a")] == OWN_WORDS["3.1.a"]
    assert quotes[Provision.parse("2")].split("\n") == [
        "Người giữ tủ sách",
        "Mỗi tủ sách có những người sau đây:",
        "1. Người trông coi sách.",
        "2) Người ghi sổ, giúp người nêu tại khoản 1 Điều này.",
    ]
    assert quotes[Provision.parse("3.1.c")] == "Sách trả muộn được ghi lại.\nNgười trả muộn được nhắc."
    assert text.text_of(Provision(3, 1, "e")) is None
    assert set(quotes) == {each.provision for each in text.provisions}


def test_a_text_without_an_annex_is_the_regulation_itself(tmp_path):
    """Where no heading parts an annex from the decision, its articles are cited without one."""
    text = regulation(
        tmp_path,
        "Số: 3/2022/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc\nTRỒNG CÂY\n"
        "ỦY BAN NHÂN DÂN TỈNH A\nCăn cứ Luật số 1;\nĐiều 1. Trồng cây.",
    )
    assert own_words(text) == {"1": "Trồng cây."}
    assert text.title == "Quyết định về việc TRỒNG CÂY"


def test_points_may_stand_below_an_article(tmp_path):
    """An article without clauses may have points of its own."""
    assert list(own_words(regulation(tmp_path, "Điều 1. Gồm:\na) Cây.\nb) Lá."))) == ["1", "1.a", "1.b"]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("nêu tại khoản 1, 2,3 và 5 Điều này", "3 3.1 3.2 3.3 3.5"),
        ("theo điểm a, b khoản 2 Điều 5 Quy chế này", "5 5.2 5.2.a 5.2.b"),
        ("theo điểm a khoản 1, khoản 2 Điều 5 và Điều 7", "7 5 5.2 5.1 5.1.a"),
        ("theo điểm c khoản này", "3.4.c"),
        ("các Điều 5, 6 và 7", "5 6 7"),
        ("theo Điều 5, 15 ngày sau", "5"),
        ("từ khoản 1 đến khoản 3 Điều 2", "2 2.3 2.1"),
        ("theo Điều 2 Quyết định này", "QĐ.2"),
        ("theo khoản 1 Điều 5 Nghị định số 63/2010/NĐ-CP", ""),
        ("theo Điều 5, Điều 6 của Luật Thư viện", ""),
        ("theo Nghị định số 63/2010/NĐ-CP tại Điều 5", ""),
        ("một trong các điều kiện sau, khoản 1", ""),
        ("theo Điều 0 và Điều 6", "6"),
        ("theo điểm a1, đ khoản 1a Điều 12a", "12a 12a.1a 12a.1a.a1 12a.1a.đ"),
        ("để khoản 1 Điều 16 được sửa đổi như sau: X", "16 16.1"),
        (f"{'cây ' * 20}theo Nghị định số 63/2010/NĐ-CP tại Điều 5", ""),
        (f"theo số 63/2010/NĐ-CP {'và cây ' * 20}Điều 5", "5"),
    ],
)
def test_internal_references_are_told_from_those_to_other_documents(tmp_path, sentence, named):
    """A citation names provisions of the same text unless another document follows or stands before it."""
    text = regulation(tmp_path, f"Căn cứ Điều 8 Luật Cây;\nĐiều 3. Trồng cây\n4. Làm {sentence}.")
    assert [each.target for each in text.internal] == list(map(Provision.parse, named.split()))


@pytest.mark.parametrize(
    "lines",
    [
        "1. Sửa đổi khoản 2 Điều 5 như sau:\n“2. Cây theo khoản 9 Điều này.”",
        "1. Khoản 2 Điều 5 được sửa đổi, bổ sung như sau:\n“2. Cây theo khoản 9 Điều này.”",
        "1. Bãi bỏ Điều 9.",
    ],
)
def test_what_an_act_changes_in_another_is_no_reference(tmp_path, lines):
    """Provisions that are amended, and those that quoted wording names, are of the other act."""
    assert regulation(tmp_path, f"Điều 1. Sửa đổi Quy chế cây\n{lines}").internal == ()


def test_external_references_carry_number_symbol_and_day(tmp_path):
    """A document is known by number, year and symbol however its day is written."""
    text = regulation(
        tmp_path,
        "Căn cứ Nghị định số 9/2019/NÐ – CP ngày 24 tháng 01 năm 2019;\n"
        "Điều 1. Theo Luật số 77/2015/QH13 và Nghị định 09/2019/NĐ-CP ngày 24-1-2019, ngày 31/02/2019.",
    )
    assert [(each.name, each.date, each.source) for each in text.external] == [
        ("09/2019/NĐ-CP", date(2019, 1, 24), None),
        ("77/2015/QH13", None, Provision(1)),
        ("09/2019/NĐ-CP", date(2019, 1, 24), Provision(1)),
    ]


def test_what_only_cites_states_nothing():
    """Citations of provisions and documents are taken out, what stands around them is left as it was."""
    text = "Theo khoản 1, 2 Điều 5, Nghị định số 63/2010/NĐ-CP ngày 08/6/2010, có 3 người"
    assert without_references(text) == "Theo  , Nghị định số  , có 3 người"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("PHỤ LỤC\n1. Cây.\n2. Lá.", [5]),
        ("PHỤ LỤC\n5. Cây.", []),
        ("Nơi nhận:\n- Cây.\nĐiều 9. Lá.\nĐiều 10. Hoa.", [5]),
        ("CHỦ TỊCH\nTrần Văn Mẫu", []),
    ],
)
def test_what_may_be_lost_after_the_articles_is_told(tmp_path, lines, told):
    """An article, or the next clause of the last one, that stands after an appendix or a signature is told once."""
    text = regulation(tmp_path, f"Điều 1. Gồm:\n1. Rễ.\n{lines}")
    assert [remark.line for remark in text.remarks] == told


@pytest.mark.parametrize("words", ["", "Chương I\nMỞ ĐẦU", "1. Cây.\na) Lá."])
def test_a_text_without_an_article_is_refused(tmp_path, words):
    """The message names the file and says what begins an article."""
    with pytest.raises(InputError) as raised:
        regulation(tmp_path, words)
    reason = 'no article was found; an article begins with "Điều 1."'
    assert str(raised.value) == f"{tmp_path / 'quy-che.txt'}: {reason}"
