"""A day of an office in an hour: the workplace stays as it was in the morning."""

import os
import random
import threading
import time
import zipfile
from io import BytesIO

import pytest
from web_pages import ROSTER, UNITS, sent
from web_server import FIELDS, PROVINCE, Served, Visitor, province, temporary_folder

import kstt_rules
from kstt_rules.outputs import outputs_of

SECONDS = int(os.environ.get("KSTT_DAY_SECONDS", "3600"))
OFFICIALS = 4
KEEP_HOURS = 0.02
"""72 seconds: what visitors leave is cleared many times in the hour."""
MEMORY, GROWTH = 600_000_000, 20_000_000
NAMES = ["Nguyễn Văn Thử", "Trần Thị Thử", "Lê Văn Thử"]
CELL = {"file": "dau-moi.csv", "sheet": "dau-moi", "cell": "A2"}


def bomb():
    """Return a small workbook that would be large."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/worksheets/sheet1.xml", bytes(50_000_000))
    return stream.getvalue()


def shown(result):
    """Return a result as the page gives it."""
    stream = BytesIO()
    outputs_of("audit")["json"].render(result, stream, language="vi")
    return stream.getvalue()


def audited(folder, name, unit):
    """Return what the library makes of a small dossier."""
    paths = [folder / "dau-moi.csv", folder / "don-vi.csv"]
    paths[0].write_text(ROSTER.replace(NAMES[0], name).replace("Sở Y tế", unit), "utf-8")
    paths[1].write_text(UNITS, "utf-8")
    return kstt_rules.audit(paths, **FIELDS)


class Office:
    """The officials of a day, what they expect, and what went wrong."""

    def __init__(self, server, folder):
        self.server = server
        self.small = {name: shown(audited(folder, name, "Sở Y tế")) for name in NAMES}
        self.corrected = {name: audited(folder, name, "Sở Lạ").summary for name in NAMES}
        self.large = shown(kstt_rules.audit(PROVINCE, **FIELDS))
        self.province = province()
        self.faults, self.visits = [], 0

    def work(self, number, until):
        """Visit in many ways until the day is over."""
        chance = random.Random(number)
        ways = [self.small_one, self.small_one, self.correcting, self.careless, self.whole_province]
        while time.monotonic() < until and not self.faults:
            way = chance.choice(ways)
            try:
                with Visitor(self.server) as visitor:
                    way(visitor, chance)
            except Exception as error:  # noqa: BLE001 - whatever it is, the day ends with it
                self.faults.append((way.__name__, repr(error)))
            self.visits += 1

    def small_one(self, visitor, chance):
        """Drop a small dossier and read its result; delete it, or leave it."""
        name = chance.choice(NAMES)
        address = self.dropped(visitor, self.files(name))
        assert visitor.get(f"{address}/get/json").content == self.small[name]
        if chance.random() < 0.5:
            visitor.post(f"{address}/delete", data={"csrf": visitor.csrf()})
            assert visitor.get(f"{address}/findings").status_code == 404

    def correcting(self, visitor, chance):
        """Correct a cell, take it back, and correct it again."""
        name = chance.choice(NAMES)
        address, csrf = self.dropped(visitor, self.files(name)), visitor.csrf()
        for deed in ("correct", "undo", "redo"):
            assert visitor.post(f"{address}/{deed}", data={"csrf": csrf, **CELL, "text": "Sở Lạ"}).status_code == 303
        summary = visitor.get(f"{address}/get/json").json()["summary"]
        assert summary == {outcome.value: count for outcome, count in self.corrected[name].items()}

    def careless(self, visitor, chance):
        """Send what is no dossier: each gets a sentence."""
        files = chance.choice([sent(("files", "a.xlsx", "PK")), [("files", ("b.xlsx", bomb()))], []])
        answer = self.answered(visitor, files or [("files", ("", b""))])
        if answer.status_code == 303:
            assert visitor.seen(answer.headers["location"]).status_code == 200
        else:
            assert answer.status_code == 400
        many = [("files", (f"{number}.csv", b"a")) for number in range(501)]
        assert "501" in self.answered(visitor, many).text

    def whole_province(self, visitor, _chance):
        """Drop the province and read its result and its report."""
        address = self.dropped(visitor, self.province)
        assert visitor.get(f"{address}/get/json").content == self.large
        assert visitor.get(f"{address}/get/docx").content.startswith(b"PK")

    @staticmethod
    def files(name):
        """Return a small dossier as a form sends it."""
        roster = ROSTER.replace(NAMES[0], name)
        return sent(("files", "dau-moi.csv", roster), ("files", "don-vi.csv", UNITS))

    @staticmethod
    def answered(visitor, files):
        """Drop files, again where the line is full; return the answer."""
        while (answer := visitor.drop(files)).status_code == 503:
            time.sleep(1)
        return answer

    def dropped(self, visitor, files):
        """Drop a dossier; return its address when its audit is open."""
        answer = self.answered(visitor, files)
        assert answer.status_code == 303, answer.text
        address = answer.headers["location"].rpartition("/")[0]
        assert visitor.seen(f"{address}/findings").status_code == 200
        return address


@pytest.mark.nightly
def test_a_day_of_an_office_leaves_the_server_as_it_was(tmp_path, record_testsuite_property):
    """No answer is wrong, memory does not grow, and no file, process or dossier is left."""
    with temporary_folder() as folder:
        server = Served(folder, "--keep", str(KEEP_HOURS))
        office, until = Office(server, tmp_path), time.monotonic() + SECONDS
        officials = [threading.Thread(target=office.work, args=(number, until)) for number in range(OFFICIALS)]
        for official in officials:
            official.start()
        together, alone = [], []
        while any(official.is_alive() for official in officials):
            together.append(server.memory())
            alone.append(server.own_memory())
            time.sleep(1)
        time.sleep(KEEP_HOURS * 3600 + 70)
        (root,) = folder.iterdir()
        left = sorted(path.name.partition("-")[0] for path in root.iterdir())
        processes = len(server.processes())
        server.end()
        assert not list(folder.iterdir())
    for name, figure in (("visits", office.visits), ("all", max(together)), ("own", (min(alone), max(alone)))):
        record_testsuite_property(name, figure)
    assert office.faults == []
    assert max(together) < MEMORY
    third = len(alone) // 3
    assert max(alone[-third:]) < max(alone[:third]) + GROWTH
    assert left == ["lock", "pymp"]
    assert processes == 3
