"""One request, one audit: files go up, the result comes back, and nothing else can be had of it."""

import datetime as dt
from io import BytesIO

import docx
import openpyxl
import orjson
import pytest
from starlette.testclient import TestClient
from web_pages import ROSTER, ROSTERS, UNITS, sent
from web_pages import served as served_with

import kstt_rules
from kstt_rules.outputs import outputs_of

FORM = {"as_of": "2022-03-31", "pack": "bac-giang-2021", "format": "json", "lang": "vi"}
MOST = 200_000


def served(names=()):
    """Return the application, which takes little."""
    return served_with(names=names, most_bytes=MOST)


@pytest.fixture(scope="module")
def client():
    """Return a client of the application under its own name."""
    return TestClient(served(), "http://localhost")


def test_what_is_sent_is_audited_as_the_library_does(client, tmp_path):
    """The result is that of the same files on a disk, byte for byte; file names are those of the sender."""
    answer = client.post("/audit", data=FORM, files=ROSTERS)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="kstt-2022-03-31.json"'
    paths = [tmp_path / name for _, (name, _) in ROSTERS]
    for path, (_, (_, content)) in zip(paths, ROSTERS, strict=True):
        path.write_bytes(content)
    stream = BytesIO()
    result = kstt_rules.audit(paths, as_of=dt.date(2022, 3, 31))
    outputs_of("audit")["json"].render(result, stream, language="vi")
    assert answer.content == stream.getvalue()


def test_choices_of_the_form_reach_the_audit(client):
    """Settings, the day of effect, an earlier roster and a register are those of the command line."""
    files = [
        *ROSTERS[:1],
        *sent(("previous", "Công chức đầu mối cũ.csv", ROSTER.replace("Thử", "Cũ")), ("units", "dv.csv", UNITS)),
    ]
    choices = {"settings": "limits.provincial_max = 2\n\n", "effective_from": "2022-01-01"}
    result = orjson.loads(client.post("/audit", data=FORM | choices, files=files).content)
    assert {item["id"]: item["value"] for item in result["settings"]} == {"limits.provincial_max": "2"}
    assert result["regulation"]["effective_from"] == "2022-01-01"
    assert {item["file"]: item["rows"]["accepted"] for item in result["inputs"]} == {
        "Công chức đầu mối.csv": 1,
        "Công chức đầu mối cũ.csv": 1,
        "dv.csv": 1,
    }


def test_a_page_is_shown_and_a_workbook_is_saved(client):
    """The report opens in the browser; a workbook and a report in Word come as files."""
    page = client.post("/audit", data=FORM | {"format": "html"}, files=ROSTERS)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "content-disposition" not in page.headers
    book = client.post("/audit", data=FORM | {"format": "xlsx"}, files=ROSTERS)
    assert openpyxl.load_workbook(BytesIO(book.content)).sheetnames[0] == "Tổng hợp"
    report = client.post("/audit", data=FORM | {"format": "docx"}, files=ROSTERS)
    assert docx.Document(BytesIO(report.content)).paragraphs[0].text == "BÁO CÁO KẾT QUẢ RÀ SOÁT"
    assert 'filename="kstt-2022-03-31.docx"' in report.headers["content-disposition"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"as_of": "31-03-2022"}, "&#39;31-03-2022&#39; is not a date"),
        ({"as_of": ""}, "Enter the audit date"),
        ({"pack": "../../etc"}, "is not allowed; choose from bac-giang-2021"),
        ({"format": "exe"}, "is not allowed; choose from html"),
        ({"settings": "<script>"}, "--set &lt;script&gt;: write KEY=VALUE"),
        ({"settings": "limits.most=1"}, "has no parameter"),
    ],
)
def test_what_is_not_allowed_is_said_on_the_form(client, change, said):
    """A mistake is told in both languages, as text, and nothing is audited."""
    answer = client.post("/audit", data=FORM | change, files=ROSTERS)
    assert answer.status_code == 400
    assert said in answer.text


def test_a_form_without_files_is_told_so(client):
    """A browser sends an empty part for a field of files that was left out."""
    answer = client.post("/audit", data=FORM, files=[("files", ("", b""))])
    assert answer.status_code == 400
    assert "Chọn ít nhất một tệp" in answer.text


def test_an_unreadable_file_is_in_the_result(client):
    """The others are audited all the same."""
    result = orjson.loads(client.post("/audit", data=FORM, files=[*ROSTERS, ("files", ("x.xlsx", b"PK"))]).content)
    assert [reject["file"] for reject in result["rejects"]] == ["x.xlsx"]
    assert result["summary"]["compliant"] > 0


@pytest.mark.parametrize("declared", [True, False])
def test_what_is_too_large_is_refused_while_it_comes(client, declared):
    """Whether or not the length is declared, no more than is allowed is taken in."""
    body = b"x" * (MOST + 1)
    content = body if declared else iter([body])
    answer = client.post("/audit", content=content, headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 413
    assert "larger than 0 MB" in answer.text


def test_only_its_own_names_are_answered(client):
    """A page of another name cannot reach it through the browser of an official."""
    assert client.get("/", headers={"host": "example.org"}).status_code == 400


def test_there_is_nothing_else(client):
    """Another path, a wrong method and a broken form have their answer on the form."""
    assert client.get("/etc/passwd").status_code == 404
    assert client.get("/audit").status_code == 405
    broken = client.post("/audit", content=b"x", headers={"content-type": "multipart/form-data; boundary=b"})
    assert broken.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://example.org"},
        {"origin": "http://localhost:9123"},
        {"origin": "null"},
        {"origin": "https://["},
        {"referer": "http://example.org/localhost/"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://localhost"},
    ],
)
def test_a_form_of_another_site_is_not_audited(client, headers):
    """What a browser says of where a form comes from decides, and the answer says what to do in both languages."""
    answer = client.post("/audit", data=FORM, files=ROSTERS, headers=headers)
    assert answer.status_code == 403
    assert "trang của một địa chỉ khác" in answer.text
    assert "a page of another site" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://localhost"},
        {"origin": "https://kstt.example"},
        {"referer": "http://localhost/?lang=en"},
        {"sec-fetch-site": "same-origin", "origin": "http://localhost"},
    ],
)
def test_the_form_of_this_page_is_audited(headers):
    """Own is the address that is asked, and the name under which a proxy shows the page."""
    client = TestClient(served(names=["kstt.example"]), "http://localhost")
    answer = client.post("/audit", data=FORM, files=ROSTERS, headers=headers)
    assert answer.status_code == 200


def test_a_browser_tells_the_page_itself_where_its_form_comes_from(client):
    """With no referrer at all a browser would send the origin of the page's own form as unknown."""
    assert client.get("/").headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("cut", ["Nguyễn".encode(), b"\r\n--b--"])
def test_a_form_that_is_cut_is_never_audited_in_part(client, cut):
    """Wherever it ends before its closing boundary, it is sent back."""
    disposition = 'Content-Disposition: form-data; name="files"; filename="{}"'
    parts = [("đơn vị.csv", UNITS), ("Công chức đầu mối.csv", ROSTER)]
    fields = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{FORM[name]}\r\n' for name in FORM]
    files = [f"--b\r\n{disposition.format(name)}\r\n\r\n{text}\r\n" for name, text in parts]
    body = "".join([*fields, *files, "--b--\r\n"]).encode()
    headers = {"content-type": "multipart/form-data; boundary=b"}
    assert client.post("/audit", content=body, headers=headers).status_code == 200
    answer = client.post("/audit", content=body[: body.rindex(cut)], headers=headers)
    assert answer.status_code == 400
    assert "Biểu mẫu gửi chưa đủ" in answer.text


def test_too_many_files_are_told_as_such(client):
    """The answer says how many may be sent at a time."""
    answer = client.post("/audit", data=FORM, files=sent(*[("files", f"{number}.csv", "a") for number in range(1000)]))
    assert answer.status_code == 400
    assert "Đã gửi 1000 tệp; mỗi lần gửi nhiều nhất 500 tệp" in answer.text


def test_the_workbook_to_fill_in_can_be_had(client):
    """It has a sheet for each dataset of the pack."""
    book = openpyxl.load_workbook(BytesIO(client.get("/template.xlsx").content))
    assert "Công chức đầu mối" in book.sheetnames
