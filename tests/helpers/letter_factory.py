"""Letters of reminder, the letterhead of an invented office, and how they read in Word."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from result_factory import RULES, finding, make_subject, result
from word_reading import opened

from kstt_rules.compare.diff import snapshot
from kstt_rules.letters.select import write_to
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.letter import Letterhead, Signer
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.letters.document import render
from kstt_rules.outputs.letters.sending import Sending

HEAD = Letterhead(
    unit="vp",
    superior="UBND tỉnh Mẫu",
    agency="Văn phòng",
    place="Tỉnh Mẫu",
    symbol="VP-KSTT",
    date=date(2022, 2, 5),
    subject="đôn đốc công tác đầu mối",
    reply_to="Văn phòng UBND tỉnh Mẫu",
    reply_by=date(2022, 3, 31),
    contact="Phòng Kiểm soát thủ tục hành chính",
    signer=Signer(authority="KT. Chánh Văn phòng", title="Phó Chánh Văn phòng", name="Nguyễn Văn Mẫu"),
    copies=("Chủ tịch UBND tỉnh (để báo cáo)",),
    archive="VT, KSTT",
)
BLANK = Letterhead()


def letter_to(*findings, superior=None):
    """Return the letter about breaches of one unit."""
    [letter] = write_to(snapshot(result(findings=findings or (finding(),), rules=RULES)), least=Severity.INFO).letters
    return replace(letter, superior=superior)


def commune(name="UBND xã Hai", tier="xa"):
    """Return a breach by a commune."""
    unit = UnitRef("x2", name)
    return finding(unit=unit, subject=make_subject("unit", "x2", name, tier))


def written(letter, head=HEAD, *, capitalised=False, number=7, audited=None):
    """Return the bytes of a letter."""
    stream = BytesIO()
    render(letter, Sending(snapshot(audited or result()), head, capitalised), stream, number=number)
    return stream.getvalue()


def read(letter, head=HEAD, **options):
    """Return a letter that was written and read again."""
    return opened(lambda stream: stream.write(written(letter, head, **options)))
