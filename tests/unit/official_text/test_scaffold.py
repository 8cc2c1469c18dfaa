"""Drafting a rule pack from the official text of a regulation."""

import json

import jsonschema
import pytest
import yaml
from regulation_factory import REGULATION, regulation, write_text

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import UsageError
from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.official_text.compare import PACK_FAULTS, compare
from kstt_rules.official_text.scaffold import scaffold
from kstt_rules.pack import load_pack
from kstt_rules.pack.schema import schemas
from kstt_rules.pack_tools.check import check_pack
from kstt_rules.pack_tools.to_do import to_do


@pytest.fixture
def text(tmp_path):
    """Return the invented regulation."""
    return regulation(tmp_path)


def test_a_draft_loads_and_checks(tmp_path, text):
    """It is sound as it is, lists what may ask something, and agrees with its text."""
    pack = load_pack(scaffold("tu-sach-2023", text, tmp_path / "packs"))
    assert (pack.id, pack.rules, pack.regulation.year) == ("tu-sach-2023", (), 2023)
    assert " ".join(entry.provision.key for entry in pack.provisions) == (
        "QĐ.1 QĐ.2 1 2 2.1 2.2 3.1.a 3.1.b.đ1 3.1.b.đ2 3.1.c.đ1 3.1.c.đ2 3.1.d 3.1.đ 3.2 4"
    )
    assert check_pack(pack).problems == ()
    assert not [remark for remark in compare(text, pack) if remark.kind in PACK_FAULTS]


def test_a_draft_has_a_file_for_each_article_and_the_schemas(tmp_path, text):
    """Editors find the schema that each file names, and nothing else is left in the folder."""
    folder = scaffold("tu-sach-2023", text, tmp_path / "packs")
    files = {path.name for path in folder.iterdir()}
    assert files == {"pack.yaml", "provisions.yaml", *(f"dieu-0{article}.yaml" for article in range(1, 5))}
    for path in folder.iterdir():
        schema = path.read_text(encoding="utf-8").split("\n", 1)[0].partition("$schema=")[2]
        assert (folder / schema).is_file()
    assert {path.name for path in folder.parent.iterdir()} == {"schema", "tu-sach-2023"}


def test_a_draft_holds_no_sentence_of_the_text(tmp_path, text):
    """Only title and issuer are taken over; what provisions say is for the author's own words."""
    folder = scaffold("tu-sach-2023", text, tmp_path / "packs")
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))
    sentences = [passage.text for passage in text.passages if passage.provision and len(passage.text) > 6]
    assert len(sentences) > 15
    assert not [sentence for sentence in sentences if sentence in written]


def test_a_signed_text_fills_number_and_day(tmp_path):
    """What is known of the regulation stands in the header."""
    signed = REGULATION.replace("Số:        /", "Số: 05/").replace("ngày      tháng", "ngày 9 tháng")
    pack = load_pack(scaffold("tu-sach", regulation(tmp_path, signed), tmp_path))
    assert (pack.regulation.number, f"{pack.regulation.date}") == ("05/2023/QĐ-UBND", "2023-05-09")
    assert pack.regulation.title.vi == "Quy chế trông coi tủ sách thôn"
    assert pack.regulation.issuer.vi == "ỦY BAN NHÂN DÂN TỈNH HOA ĐÀO"


def test_a_number_that_is_blank_is_cited_as_the_text_prints_it(tmp_path):
    """With its year and symbol, which no other pack has by itself."""
    pack = load_pack(scaffold("tu-sach", regulation(tmp_path, REGULATION), tmp_path))
    assert (pack.regulation.number, pack.regulation.blank_number) == (None, "…/2023/QĐ-UBND")


def test_what_a_text_does_not_name_is_left_to_do(tmp_path):
    """Title and issuer ask for a name where the text shows none; how the decision is cited never changes."""
    pack = load_pack(scaffold("cay", regulation(tmp_path, "Số: 3/2022/QĐ-UBND\nĐiều 1. Cây."), tmp_path))
    to_do = Bilingual("TODO: đặt tên", "TODO: name it")
    assert (pack.title, pack.regulation.title, pack.regulation.issuer) == (to_do, to_do, to_do)
    assert pack.regulation.annexed_to == Bilingual("Quyết định số {number}", "Decision No. {number}")


def test_a_circular_is_cited_by_its_own_kind(tmp_path):
    """Its articles are in no annex; its issuer above the state's name and its day of effect are taken over."""
    lines = (
        "BỘ HOA ĐÀO\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 18/2018/TT-BHĐ",
        "THÔNG TƯ\nVề cây\nĐiều 1. Cây.\nĐiều 2. Thông tư này có hiệu lực từ ngày 03 tháng 9 năm 2018.",
    )
    pack = load_pack(scaffold("cay", regulation(tmp_path, "\n".join(lines)), tmp_path))
    assert (pack.regulation.called, pack.regulation.annexed_to) == (Bilingual("Thông tư", "Circular"), None)
    assert (pack.regulation.issuer.vi, f"{pack.regulation.effective_from}") == ("BỘ HOA ĐÀO", "2018-09-03")


def test_a_draft_reads_like_a_pack(tmp_path):
    """Keys stand in the order in which packs have them, Vietnamese is no escapes, and a title fits in a line."""
    title = "Trồng và chăm cây trong vườn chung của các thôn, trông coi hàng rào, lối đi, giếng nước"
    text = regulation(tmp_path, f"Số: 3/2022/QĐ-UBND\nQUYẾT ĐỊNH\n{title}\nCăn cứ\nĐiều 1. Cây.")
    written = (scaffold("cay", text, tmp_path) / "pack.yaml").read_text(encoding="utf-8").split("\n")
    assert written[1:4] == ["id: cay", "version: 0.1.0", "title:"]
    assert written[4] == f"  vi: Quyết định t{title[1:]}"


def test_nothing_is_overwritten(tmp_path, text):
    """What has the name stays as it was, and so do the schemas."""
    (tmp_path / "tu-sach").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        scaffold("tu-sach", text, tmp_path)
    assert str(raised.value) == f"{tmp_path / 'tu-sach'} already exists; nothing was written"
    assert (tmp_path / "tu-sach").read_text(encoding="utf-8") == "mine"
    (tmp_path / "schema").mkdir()
    scaffold("sach", text, tmp_path)
    assert list((tmp_path / "schema").iterdir()) == []


def test_a_failure_leaves_nothing_behind(tmp_path, text, monkeypatch):
    """A draft is made in a hidden folder beside its place, folders above that too, and is complete or absent."""
    folder = tmp_path / "work" / "packs"
    meanwhile = []

    def fail(*_):
        meanwhile.extend(path.name.startswith(".new-pack-") for path in folder.iterdir())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kstt_rules.official_text.scaffold._yaml", fail)
    with pytest.raises(OSError, match="No space left"):
        scaffold("tu-sach", text, folder)
    assert meanwhile == [True]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["Tủ-sách", "", "a--b", "../a", "a/b", "-a", "a b", "a\n"])
def test_a_name_that_no_pack_can_have_is_refused(tmp_path, text, name):
    """The name becomes the id of the pack and its folder."""
    with pytest.raises(UsageError) as raised:
        scaffold(name, text, tmp_path)
    advice = "use a-z, 0-9 and single hyphens, such as bac-giang-2021"
    assert str(raised.value) == f"{name!r} is not a valid pack name; {advice}"


def test_a_text_without_a_year_is_refused(tmp_path):
    """The year of the regulation is not guessed."""
    with pytest.raises(UsageError) as raised:
        scaffold("cay", regulation(tmp_path, "Điều 1. Cây."), tmp_path)
    shown = 'put it in the number or date, such as "Số:   /2021/QĐ-UBND"'
    assert str(raised.value) == f"no year was found; {shown}"


def test_the_command_says_where_the_draft_is_and_what_is_in_doubt(tmp_path, capsys):
    """``kstt new-pack`` prints all remarks on the text at once, with their lines, and the folder it made last."""
    path = write_text(tmp_path, f"{REGULATION}0. Cây.\n5a. Lá.\ná) Hoa.\n")
    folder = tmp_path / "packs"
    arguments = ["new-pack", "tu-sach", "--text", str(path), "--folder", str(folder)]
    assert main([*arguments, "--lang", "en"]) == Exit.CLEAN
    kept = "is not the number of a provision; the line is kept as text of what stands before it"
    assert capsys.readouterr().out.splitlines() == [
        "quy-che.txt:6: The number of the document is blank.",
        "quy-che.txt:7: A day, month or year is blank.",
        "quy-che.txt:27: The number of the document is blank.",
        f"quy-che.txt:54: “0.” {kept}",
        "quy-che.txt:55: Article 4, Clause 5a comes first: 1, 2, 3, 4, 5 is missing.",
        f"quy-che.txt:56: “á)” {kept}",
        str(folder / "tu-sach"),
    ]
    assert main(arguments) == Exit.USAGE
    assert main(["new-pack", "tu-sach", "--text", str(folder)]) == Exit.UNREADABLE


def test_a_draft_of_inserted_provisions_loads(tmp_path):
    """Điều 2a has a file of its own, and khoản 1a is listed like others."""
    text = regulation(tmp_path, "Số: 3/2022/QĐ-UBND\nĐiều 2. Cây\n1. Đào.\n1a. Mai.\na1) Lá.\nĐiều 2a. Hoa.")
    folder = scaffold("cay", text, tmp_path / "packs")
    assert (folder / "dieu-02a.yaml").is_file()
    assert [entry.provision.key for entry in load_pack(folder).provisions] == ["2.1", "2.1a.a1", "2a"]


def test_a_draft_that_builds_on_another_pack_holds_no_more_than_what_it_says_of_itself(tmp_path, text):
    """It loads with all that the other pack has, in whatever folder that lies, and keeps to the schema it names."""
    below = load_pack(scaffold("tu-sach-2023", text, tmp_path / "packs"))
    folder = scaffold("tu-sach-2024", text, tmp_path / "others", below)
    assert {path.name for path in folder.iterdir()} == {"pack.yaml"}
    header = yaml.safe_load((folder / "pack.yaml").read_text(encoding="utf-8"))
    assert header["extends"] == "../../packs/tu-sach-2023"
    jsonschema.validate(json.loads(json.dumps(header, default=str)), schemas()["extending-pack"])
    pack = load_pack(folder)
    assert (pack.id, pack.base.id, pack.provisions) == ("tu-sach-2024", "tu-sach-2023", below.provisions)
    assert check_pack(pack).problems == ()


def test_the_command_tells_what_a_pack_below_has_otherwise(tmp_path, text, capsys):
    """Which provisions of the one are not in the other, with their lines."""
    path = write_text(tmp_path, REGULATION)
    arguments = ["new-pack", "tu-sach-2024", "--text", str(path), "--extends", "bac-giang-2021"]
    assert main([*arguments, "--folder", str(tmp_path / "packs"), "--lang", "en"]) == Exit.CLEAN
    out = capsys.readouterr().out
    assert "Article 2, Clause 3 is in the pack but not in the text." in out
    assert "in the text but not in the pack." in out


def test_what_a_draft_leaves_to_write_is_told_by_its_check(tmp_path, text, capsys):
    """How many texts, and where the first stands; a draft is no fault."""
    folder = scaffold("tu-sach-2023", text, tmp_path / "packs")
    places = to_do(load_pack(folder))
    assert {place.file for place in places} == {"tu-sach-2023/pack.yaml", "tu-sach-2023/provisions.yaml"}
    assert main(["check", str(folder), "--lang", "en"]) == Exit.CLEAN
    assert f"{len(places)} texts are still to be written, the first: {places[0]}" in capsys.readouterr().out
