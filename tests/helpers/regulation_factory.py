"""A small invented regulation in the layout of official texts, and texts made of a few lines."""

from pathlib import Path

from kstt_rules.official_text.read import RegulationText, read_regulation

REGULATION = """\
\tỦY BAN NHÂN DÂN

TỈNH HOA ĐÀO
\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
\tSố:        /2023/QĐ-UBND
\t  Hoa Đào, ngày      tháng 5 năm 2023

QUYẾT ĐỊNH
Ban hành Quy chế trông coi tủ sách thôn

ỦY BAN NHÂN DÂN TỈNH HOA ĐÀO
Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;
Căn cứ Nghị định số 93/2020/NĐ-CP ngày 18/8/2020 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế trông coi tủ sách thôn.
Điều 2. Các thôn có tủ sách thi hành Quyết định này./.
\tNơi nhận:
- Như Điều 2;
1. Lưu trữ.
TM. UỶ BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Mẫu
 QUY CHẾ

Trông coi tủ sách thôn
(Ban hành kèm theo Quyết định số     /2023/QĐ-UBND)

Chương I
QUY ĐỊNH
CHUNG
Điều 1. Phạm vi
\u00a0  Quy chế này nói về tủ sách đặt tại nhà văn hóa.
Điều 2. Người giữ tủ sách
Mỗi tủ sách có những người sau đây:
\u00a01. Người trông coi sách.
 2) Người ghi sổ, giúp người nêu tại khoản 1 Điều này.
Chương II. VIỆC HẰNG NGÀY
Điều 3. Mượn và trả
1. Sổ sách
a) Mỗi tủ có không quá 03 quyển sổ, trong đó 01 quyển
dành cho trẻ em.
b. Đối với sách mượn
Ghi tên người mượn.
- Ghi cả ngày mượn.
Hẹn ngày trả theo Điều 1.
c) Sách trả muộn được ghi lại.
Người trả muộn được nhắc.
d) Cất sổ vào tủ.
đ) Khóa tủ.
2. Mở cửa vào thứ bảy theo Điều 9 Luật Thư viện.
Điều 4. Thù lao
Người trông coi được nhận thù lao theo Nghị quyết số 07/2021/NQ-HĐND.
"""


OWN_WORDS = {
    "QĐ.1": "Ban hành kèm theo Quyết định này Quy chế trông coi tủ sách thôn.",
    "QĐ.2": "Các thôn có tủ sách thi hành Quyết định này./.",
    "1": "Phạm vi\nQuy chế này nói về tủ sách đặt tại nhà văn hóa.",
    "2": "Người giữ tủ sách\nMỗi tủ sách có những người sau đây:",
    "2.1": "Người trông coi sách.",
    "2.2": "Người ghi sổ, giúp người nêu tại khoản 1 Điều này.",
    "3": "Mượn và trả",
    "3.1": "Sổ sách",
    "3.1.a": "Mỗi tủ có không quá 03 quyển sổ, trong đó 01 quyển dành cho trẻ em.",
    "3.1.b": "Đối với sách mượn",
    "3.1.b.đ1": "Ghi tên người mượn.\n- Ghi cả ngày mượn.",
    "3.1.b.đ2": "Hẹn ngày trả theo Điều 1.",
    "3.1.c": "",
    "3.1.c.đ1": "Sách trả muộn được ghi lại.",
    "3.1.c.đ2": "Người trả muộn được nhắc.",
    "3.1.d": "Cất sổ vào tủ.",
    "3.1.đ": "Khóa tủ.",
    "3.2": "Mở cửa vào thứ bảy theo Điều 9 Luật Thư viện.",
    "4": "Thù lao\nNgười trông coi được nhận thù lao theo Nghị quyết số 07/2021/NQ-HĐND.",
}


def own_words(text):
    """Return the provisions of a text with their own words."""
    return {each.provision.key: each.text for each in text.provisions}


def write_text(folder: Path, text: str) -> Path:
    """Write a text to a file of a folder and return its path."""
    path = folder / "quy-che.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def regulation(folder: Path, text: str = REGULATION) -> RegulationText:
    """Read a text as the program does."""
    return read_regulation(write_text(folder, text))
