"""Texts of law in the forms that acts have, and whole official texts beside a plain count of their provisions."""

import pytest
from plain_provisions import count_provisions, count_read
from regulation_factory import REGULATION, regulation
from repository import SHARED

from kstt_rules.official_text.compare import PACK_FAULTS, compare, remarks_on
from kstt_rules.official_text.read import read_regulation
from kstt_rules.official_text.scaffold import scaffold
from kstt_rules.pack import load_pack

CASES = SHARED / "cases" / "law"
OFFICIAL = SHARED / "regulation"
ANNEXED = "QĐ.1 QĐ.2 QĐ.3 1 2 2.1 2.2"
PLAIN = "1 2 2.1 2.2"

WANTED = {
    "t01_annex_one_line.txt": (ANNEXED, []),
    "t02_annex_title_case.txt": (ANNEXED, []),
    "t03_annex_colon.txt": (ANNEXED, []),
    "t10_khoan_1a.txt": ("1 2 2.1 2.1a 2.2", []),
    "t11_dieu_2a.txt": (f"{PLAIN} 2a", []),
    "t12_diem_a1.txt": (f"{PLAIN} 2.2.a1", []),
    "t13_diem_f.txt": (f"{PLAIN} 2.2.f", []),
    "t14_diem_j.txt": (f"{PLAIN} 2.2.j", []),
    "t15_diem_w.txt": (f"{PLAIN} 2.2.w", []),
    "t16_khoan_0.txt": (PLAIN, [11]),
    "t17_diem_a_acute.txt": (PLAIN, [11]),
    "t18_diem_aa.txt": (f"{PLAIN} 2.2.aa", []),
    "t20_amending.txt": ("1 1.1 1.2 1.3 2", []),
    "t30_appendix.txt": (f"{PLAIN} 3", [18]),
    "t40_phan_thu.txt": (f"{PLAIN} 3", []),
    "t50_wrapped.txt": (PLAIN, [8]),
    "t51_wrapped_chapter.txt": ("3 3.3 3.3.a 3.3.b 3.4 3.5 4", []),
    "t60_number.txt": ("1", []),
    "t61_number_ttg.txt": ("1", []),
    "t70_no_dot.txt": ("1 2 2.1 2.2 2.2.a 3 3.1", [13]),
    "t71_sub.txt": ("1 1.1 1.1.a 1.1.b 1.2", []),
    "t72_footnote.txt": ("1 1.1 1.1.a 1.2 2", []),
    "t73_signature.txt": (PLAIN, []),
    "t74_nbsp_nfd.txt": ("1 1.1 1.1.a 1.1.đ", []),
    "t75_crammed.txt": ("1 1.1 1.2 2", [6]),
    "t76_mucline.txt": ("1 1.1 1.2 1.3", []),
    "t80_table.docx": ("1 1.1 1.2 2 2.1 2.2 3", []),
}
needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="the texts of law are not beside the project")


@needs_cases
def test_every_text_of_law_is_listed():
    """A text that is added needs the provisions that it should have."""
    assert {path.name for path in CASES.glob("t*")} == set(WANTED)


@needs_cases
@pytest.mark.parametrize("name", WANTED)
def test_a_text_of_law_is_read_whole(name):
    """Its provisions are found and no other; a line that is not read as it looks is told with its number."""
    text = read_regulation(CASES / name)
    keys, remarks = WANTED[name]
    order = {key: place for place, key in enumerate(keys.split())}
    found = [each.provision.key for each in text.provisions]
    assert sorted(found, key=lambda key: order.get(key, -1)) == keys.split()
    assert [remark.line for remark in remarks_on(text) if remark.kind == "reading"] == remarks


@needs_cases
def test_texts_of_law_show_number_title_and_issuer():
    """Numbers of laws and of the prime minister are whole, and titles are those of the annex."""
    heads = {path.name[:3]: read_regulation(path) for path in sorted(CASES.glob("t*"))}
    assert (heads["t60"].number, heads["t60"].issuer, heads["t60"].title) == (
        "59/2020/QH14",
        "QUỐC HỘI",
        "Luật DOANH NGHIỆP",
    )
    assert [each.name for each in heads["t60"].external] == ["28/2018/QĐ-TTg", "02/2021/UBTVQH15", "1255/QĐ-TTg"]
    assert heads["t61"].number == "28/2018/QĐ-TTg"
    assert {heads[name].title for name in ("t02", "t03")} == {"Quy chế hoạt động của công chức đầu mối"}
    assert heads["t01"].title.startswith("Quy chế HOẠT ĐỘNG")


@needs_cases
def test_a_draft_of_a_text_of_law_loads_and_agrees(tmp_path):
    """Whatever its provisions are called, new-pack lists them so that the pack loads and its text agrees with it."""
    for name in ("t10_khoan_1a.txt", "t11_dieu_2a.txt", "t12_diem_a1.txt", "t18_diem_aa.txt", "t20_amending.txt"):
        text = read_regulation(CASES / name)
        draft = load_pack(scaffold(name[:3], text, tmp_path))
        assert not [remark for remark in compare(text, draft) if remark.kind in PACK_FAULTS]


def official_texts(folder):
    """Return each official text at hand, as printed and as it was read."""
    paths = [path for path in sorted(OFFICIAL.glob("*.txt")) if path.is_file()]
    texts = {path.name: (path.read_text(encoding="utf-8"), read_regulation(path)) for path in paths}
    return texts | {"the tests' own": (REGULATION, regulation(folder))}


def test_official_texts_hold_as_many_provisions_as_a_plain_count(tmp_path):
    """Articles, clauses and points that a few patterns find line by line are those that were read."""
    counts = {name: (count_provisions(raw), count_read(text)) for name, (raw, text) in official_texts(tmp_path).items()}
    assert {name: plain for name, (plain, _) in counts.items()} == {name: read for name, (_, read) in counts.items()}
    assert counts["the tests' own"][0] == {"articles": 6, "clauses": 4, "points": 5}


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official texts are not beside the project")
def test_official_texts_are_read_without_a_doubtful_line(tmp_path):
    """Nothing in them looks like a provision and is read as something else."""
    texts = official_texts(tmp_path)
    assert len(texts) == 3
    assert [remark for _, text in texts.values() for remark in text.remarks] == []
