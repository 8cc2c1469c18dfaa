"""Reading the lines of a Word document, with the numbers that Word counts itself."""

from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kstt_rules.base.errors import InputError
from kstt_rules.official_text.word import word_lines

ROOMY = 1_000_000


def word_file(folder, body, lists="", styles=""):
    """Write a Word document of this body, these lists alone and these further styles, and return its path."""
    document = docx.Document()
    for written, holder in [
        (lists, document.part.numbering_part.element),
        (body, document.element.body),
        (styles, document.styles.element),
    ]:
        if holder is not document.styles.element:
            del holder[:]
        holder.extend(list(parse_xml(f"<w:x {nsdecls('w')}>{written}</w:x>")))
    document.save(folder / "quy-che.docx")
    return folder / "quy-che.docx"


def lines(path):
    """Return the lines of a Word document without the space around them."""
    return [line.strip() for line in word_lines(path, most_bytes=ROOMY)]


def element(name, /, *inner, **values):
    """Return an element of a Word document as XML."""
    attributes = "".join(f' w:{key}="{value}"' for key, value in values.items())
    return f"<w:{name}{attributes}>{''.join(inner)}</w:{name}>"


def paragraph(*properties, text=""):
    """Return a paragraph with these properties."""
    return element("p", element("pPr", *properties), element("r", element("t", text)))


def listed(number, level=None):
    """Return the property of a paragraph, or a style, that stands in a list."""
    place = "" if level is None else element("ilvl", val=level)
    return element("numPr", place, element("numId", val=number))


def level(index, **values):
    """Return a level of a list; a value that is None stands there without one."""
    inner = (element(name, **({} if value is None else {"val": value})) for name, value in values.items())
    return element("lvl", *inner, ilvl=index)


def kind(identifier, *levels):
    """Return a kind of lists, which several lists may be of."""
    return element("abstractNum", *levels, abstractNumId=identifier)


def counted(identifier, of, *overrides):
    """Return a list of a kind, where it differs from it."""
    return element("num", element("abstractNumId", val=of), *overrides, numId=identifier)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"start": 1, "numFmt": "decimal", "lvlText": "Điều %1."}, "Điều 1."),
        ({"start": 12, "lvlText": "%1."}, "12."),
        ({"numFmt": "decimal", "lvlText": "%1."}, "0."),
        ({"start": None, "lvlText": "%1."}, "0."),
        ({"start": 1}, ""),
        ({"start": 1, "lvlText": None}, ""),
        ({"start": 1, "numFmt": "bullet", "lvlText": "\uf0b7"}, "-"),
        ({"start": 1, "numFmt": "lowerLetter", "lvlText": "%1)"}, "a)"),
        ({"start": 26, "numFmt": "lowerLetter", "lvlText": "%1)"}, "z)"),
        ({"start": 27, "numFmt": "lowerLetter", "lvlText": "%1)"}, "aa)"),
        ({"start": 54, "numFmt": "lowerLetter", "lvlText": "%1)"}, "bbb)"),
        ({"start": 5, "numFmt": "upperLetter", "lvlText": "%1."}, "E."),
        ({"start": 4, "numFmt": "lowerRoman", "lvlText": "%1."}, "iv."),
        ({"start": 14, "numFmt": "upperRoman", "lvlText": "Chương %1"}, "Chương XIV"),
        ({"start": 99, "numFmt": "upperRoman", "lvlText": "%1."}, "XCIX."),
        ({"start": 148, "numFmt": "upperRoman", "lvlText": "%1."}, "CXLVIII."),
    ],
)
def test_a_number_is_shown_as_word_shows_it(tmp_path, values, shown):
    """Start, form and what stands around the number are the level's; what it leaves out is as the standard says."""
    path = word_file(tmp_path, paragraph(listed(1, 0)), kind(7, level(0, **values)) + counted(1, 7))
    assert lines(path) == [shown]


@pytest.mark.parametrize(
    ("restarts", "levels", "shown"),
    [
        ({}, "0 1 1 0 1", "I. I.1 I.2 II. II.1"),
        ({}, "0 1 2 2 1 2 0 2", "I. I.1 1a 1b I.2 2a II. 1a"),
        ({1: 0}, "0 1 1 0 1 1", "I. I.1 I.2 II. II.3 II.4"),
        ({2: 1}, "0 1 2 1 2 0 1 2", "I. I.1 1a I.2 2b II. II.1 1a"),
        ({2: 2}, "0 1 2 1 2 0 2", "I. I.1 1a I.2 2a II. 1a"),
        ({1: 3}, "0 1 2 1 0 1", "I. I.1 1a I.2 II. II.1"),
    ],
)
def test_a_level_starts_anew_as_its_list_says(tmp_path, restarts, levels, shown):
    """It does after any level before it unless the list says after how many of these; articles may go through."""
    forms = [("upperRoman", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%2%3")]
    written = [
        level(
            place,
            start=1,
            numFmt=form,
            lvlText=pattern,
            **({"lvlRestart": restarts[place]} if place in restarts else {}),
        )
        for place, (form, pattern) in enumerate(forms)
    ]
    body = "".join(paragraph(listed(1, int(place))) for place in levels.split())
    assert lines(word_file(tmp_path, body, kind(7, *written) + counted(1, 7))) == shown.split()


def test_lists_of_one_kind_count_on(tmp_path):
    """A list counts on from another of its kind, from its own start where it has one, and may look otherwise."""
    lists = (
        kind(7, level(0, start=1, lvlText="%1."), level(1, start=1, lvlText="%1.%2"))
        + kind(8, level(0, start=1, lvlText="[%1]"))
        + counted(1, 7)
        + counted(2, 7, element("lvlOverride", element("startOverride", val=5), ilvl=0))
        + counted(3, 7, element("lvlOverride", level(0, start=1, lvlText="%1)"), ilvl=0))
        + counted(4, 8)
        + counted(5, 9)
    )
    places = [(1, 0), (1, 0), (2, 0), (2, 1), (2, 0), (3, 0), (3, 1), (4, 0), (1, 0), (5, 0), (6, 0), (1, 2)]
    body = "".join(paragraph(listed(*place)) for place in places)
    shown = ["1.", "2.", "5.", "5.1", "6.", "7)", "7.1", "[1]", "8.", "", "", ""]
    assert lines(word_file(tmp_path, body, lists)) == shown


def test_a_paragraph_is_numbered_as_its_style_is(tmp_path):
    """A style gives the number, or what it is based on; a paragraph's own word on it goes first, also against it."""

    def style(name, *inner):
        return element("style", *inner, type="paragraph", styleId=name)

    def styled(name, *properties):
        return paragraph(element("pStyle", val=name), *properties)

    styles = (
        style("Khoan", element("pPr", listed(1, 1)))
        + style("KhoanNghieng", element("basedOn", val="Khoan"))
        + style("Vong", element("basedOn", val="VongNua"))
        + style("VongNua", element("basedOn", val="Vong"))
        + style("Dieu", element("pPr", listed(1)))
    )
    body = (
        styled("Dieu")
        + styled("Khoan")
        + styled("KhoanNghieng")
        + styled("KhoanNghieng", listed(0))
        + styled("Khoan", listed(1, 0))
        + styled("Vong")
        + styled("Khong")
        + element("p")
    )
    lists = kind(7, level(0, start=1, lvlText="Điều %1."), level(1, start=1, lvlText="%2.")) + counted(1, 7)
    assert lines(word_file(tmp_path, body, lists, styles)) == ["Điều 1.", "1.", "2.", "", "Điều 2.", "", "", ""]


@pytest.mark.parametrize(
    ("run", "read"),
    [
        ("<w:t>Cây</w:t><w:tab/><w:t>xanh</w:t>", ["Cây\txanh"]),
        ("<w:t>Cây</w:t><w:br/><w:t>xanh</w:t><w:cr/><w:t>cao</w:t>", ["Cây", "xanh", "cao"]),
        ("<w:t>NĐ</w:t><w:noBreakHyphen/><w:t>CP</w:t>", ["NĐ-CP"]),
        ("<w:t>Cây</w:t><w:t/><w:t>xanh</w:t>", ["Câyxanh"]),
        (
            "<w:t>Cây</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>NHÁP</w:t></w:r></w:p></w:txbxContent></w:pict>",
            ["Cây"],
        ),
    ],
    ids=["tab", "line ends", "hyphen", "nothing", "text box"],
)
def test_what_is_seen_is_read(tmp_path, run, read):
    """Marks count as what they look like; a text box is no part of the paragraph it hangs on, nor are tab stops."""
    stops = element("tabs", element("tab", val="left", pos=720))
    path = word_file(tmp_path, element("p", element("pPr", stops), element("r", run)))
    assert word_lines(path, most_bytes=ROOMY) == [f" {read[0]}", *read[1:]]


@pytest.mark.parametrize("change", ["ins", "del", "moveFrom", "moveTo"])
def test_every_kind_of_tracked_change_is_refused(tmp_path, change):
    """Which words hold is for the user to decide."""
    path = word_file(tmp_path, element("p", element(change, id=1, author="x")))
    with pytest.raises(InputError) as raised:
        lines(path)
    assert str(raised.value) == f"{path}: the document has tracked changes; accept or reject them first"


@pytest.mark.parametrize(
    ("lists", "place"),
    [
        (kind(7, level(0, start="một")) + counted(1, 7), (1, 0)),
        (kind(7, level("", start=1)) + counted(1, 7), (1, 0)),
        (kind(7, element("lvl")) + counted(1, 7), (1, 0)),
        (kind(7, level(0, start=1)) + counted(1, 7), (1, "hai")),
    ],
)
def test_a_number_that_is_none_is_damage(tmp_path, lists, place):
    """A list that cannot be counted is told like a file that cannot be opened."""
    path = word_file(tmp_path, paragraph(listed(*place)), lists)
    with pytest.raises(InputError) as raised:
        lines(path)
    assert str(raised.value) == f"{path}: cannot be read as a Word document (.docx)"


def test_a_file_that_is_no_word_document_is_named(tmp_path):
    """The message says which file it is."""
    path = tmp_path / "quy-che.docx"
    path.write_bytes(b"Dieu 1")
    with pytest.raises(InputError) as raised:
        lines(path)
    assert str(raised.value) == f"{path}: cannot be read as a Word document (.docx)"


def test_a_document_may_unpack_to_what_is_allowed(tmp_path):
    """At the limit it is read, one byte above it is refused and named."""
    path = word_file(tmp_path, paragraph(text="Cây"))
    with ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    assert word_lines(path, most_bytes=size) == [" Cây"]
    with pytest.raises(InputError) as raised:
        word_lines(path, most_bytes=size - 1)
    assert str(raised.value) == f"{path}: the file is larger than {size - 1:,} bytes when unpacked"
