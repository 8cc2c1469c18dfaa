"""The application as tests visit it."""

import re
import tempfile
from pathlib import Path

from starlette.testclient import TestClient

from kstt_rules.web.application import application
from kstt_rules.web.bounds import Bounds

ROSTER = "Đơn vị,Họ và tên,Chức vụ\nSở Y tế,Nguyễn Văn Thử,Giám đốc\n"
UNITS = "Mã đơn vị,Tên đơn vị,Cấp,Loại\nyt,Sở Y tế,tỉnh,Sở\n"
FIELDS = {"as_of": "2022-03-31", "pack": "bac-giang-2021"}


def served(*, names=(), token=None, **bounds):
    """Return the application as it is served under its own name, in the folder for temporary files."""
    root = Path(tempfile.gettempdir())
    return application(root=root, hosts=["localhost"], names=names, bounds=Bounds(**bounds), token=token)


def sent(*files):
    """Return files, each a field, a name and a text, as a form sends them."""
    return [(field, (name, text.encode())) for field, name, text in files]


ROSTERS = sent(("files", "Công chức đầu mối.csv", ROSTER), ("files", "đơn vị.csv", UNITS))


def as_browsers_send(parts):
    """Return the content and the headers of a form, whose files may have no name: none was chosen."""
    body = b""
    for field, (name, content) in parts:
        named = "" if name is None else f'; filename="{name}"'
        body += f'--b\r\nContent-Disposition: form-data; name="{field}"{named}\r\n\r\n'.encode() + content + b"\r\n"
    return {"content": body + b"--b--\r\n", "headers": {"content-type": "multipart/form-data; boundary=b"}}


class Visitor(TestClient):
    """A browser: it keeps cookies and sends the token of the form that it was shown."""

    def __init__(self, app):
        super().__init__(app, "http://localhost", follow_redirects=False)

    def csrf(self):
        """Return the token that the start page shows."""
        return re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get("/").text)[1]

    def drop(self, files=ROSTERS, **fields):
        """Drop a dossier, what is typed below its files as on the page; return the answer."""
        typed = [(name, (None, value)) for name, value in {**FIELDS, **fields}.items()]
        return self.post("/w", files=[("csrf", (None, self.csrf())), *files, *typed])

    def workspace(self, **given):
        """Drop a dossier; return the address of its workspace."""
        return self.drop(**given).headers["location"].rpartition("/")[0]

    def seen(self, address):
        """Return a page when the audit is open."""
        while "data-opening" in (answer := self.get(address)).text:
            pass
        return answer

    def do(self, address, **fields):
        """Send the form of a deed."""
        return self.post(address, data={"csrf": self.csrf(), **fields}, files=[("none", ("", b""))])
