"""The start page and what is dropped on it."""

import errno
from tempfile import SpooledTemporaryFile

import pytest
from web_pages import ROSTERS, Visitor, as_browsers_send, sent, served


@pytest.fixture
def visitor():
    """Return a visitor of the server."""
    with Visitor(served()) as one:
        yield one


@pytest.mark.parametrize(("language", "words"), [("vi", "Các tệp của hồ sơ"), ("en", "Workbooks of the dossier")])
def test_the_page_is_shown_in_both_languages(visitor, language, words):
    """It speaks Vietnamese, or English where it is asked to, runs no foreign script and is not kept."""
    page = visitor.get(f"/?lang={language}")
    assert page.status_code == 200
    assert words in page.text
    assert "default-src 'none'; script-src 'self';" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "same-origin"
    assert visitor.get("/workplace.css").headers["content-type"].startswith("text/css")


def test_a_dropped_dossier_is_understood_and_its_findings_can_be_had(visitor):
    """From the drop over what was understood to findings and a file of them."""
    address = visitor.workspace()
    assert "Công chức đầu mối.csv" in visitor.seen(f"{address}/understood").text
    assert visitor.seen(f"{address}/findings").status_code == 200
    book = visitor.get(f"{address}/get/json")
    assert book.headers["content-disposition"].startswith('attachment; filename="kstt-2022-03-31.json"')
    assert book.json()["as_of"] == "2022-03-31"


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"as_of": ""}, "Nhập ngày rà soát"), ({"as_of": "31/3"}, "không phải ngày"), ({"pack": "x"}, "Không nhận")],
)
def test_a_mistake_on_the_form_loses_nothing_that_was_typed(visitor, fields, said):
    """The form comes back with a sentence and with what stood in its fields."""
    answer = visitor.drop(settings="limits.provincial_max=2", **fields)
    assert answer.status_code == 400
    assert said in answer.text
    assert "limits.provincial_max=2</textarea>" in answer.text


def test_a_full_server_loses_nothing_that_was_typed():
    """It keeps none of the files; the form comes back with the sentence, and with what stood in its fields."""
    with Visitor(served(running=0, waiting=0)) as visitor:
        answer = visitor.drop(settings="limits.provincial_max=2", as_of="2022-06-30")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
        assert 'class="fault"' in answer.text
        assert "limits.provincial_max=2</textarea>" in answer.text
        assert 'value="2022-06-30"' in answer.text
        assert not visitor.app.state.server.store.of(visitor.cookies["kstt_visitor"])


def test_too_many_files_lose_nothing_that_was_typed(visitor):
    """Those that were chosen are counted, as the person did who chose them."""
    files = sent(*[("files", f"{number}.csv", "a") for number in range(600)])
    typed = [(name, (None, value.encode())) for name, value in (("csrf", visitor.csrf()), ("settings", "a=1"))]
    answer = visitor.post("/w", **as_browsers_send([*files, ("previous", ("", b"")), *typed]))
    assert answer.status_code == 400
    assert "Đã gửi 600 tệp; mỗi lần gửi nhiều nhất 500 tệp" in answer.text
    assert "a=1</textarea>" in answer.text


def test_files_that_are_too_large_lose_nothing_that_was_typed():
    """They are heard out to the end, where the rest of the form stands."""
    with Visitor(served(most_bytes=100_000)) as visitor:
        answer = visitor.drop([("files", ("a.csv", bytes(1_000_000)))], settings="a=1")
        assert answer.status_code == 413
        assert "lớn hơn" in answer.text
        assert "a=1</textarea>" in answer.text


def test_what_is_typed_is_bounded(visitor):
    """It stays in memory, unlike files."""
    for parts in ([("field", (None, b"a" * 1_000_000))] * 11, [("files", ("", b""))] * 501):
        answer = visitor.post("/w", **as_browsers_send(parts))
        assert answer.status_code == 400
        assert "gửi chưa đủ" in answer.text


@pytest.mark.parametrize("stage", ["write", "seek"])
@pytest.mark.parametrize(("error", "status"), [(OSError(errno.ENOSPC, "full"), 507), (MemoryError(), 503)])
def test_a_lack_while_files_come_in_loses_nothing_that_was_typed(visitor, monkeypatch, stage, error, status):
    """What comes behind the file that finds no room is heard; every file is let go at once."""
    files = []

    class Full(SpooledTemporaryFile):
        def __init__(self, **given):
            super().__init__(**given)
            files.append(self)

    def fails(*_):
        raise error

    setattr(Full, stage, fails)
    monkeypatch.setattr("starlette.formparsers.SpooledTemporaryFile", Full)
    answer = visitor.drop(settings="limits.provincial_max=2")
    assert answer.status_code == status
    assert "các tệp không có lỗi" in answer.text
    assert "limits.provincial_max=2</textarea>" in answer.text
    assert files[0].closed
    assert files[-1].closed


def test_a_mapping_file_that_was_kept_is_sent_with_the_dossier(visitor):
    """A faulty one is told with each of its lines, and mended on the page that says so."""
    faulty = sent(("mapping", "map.yaml", "texts:\n  - {text: A}\n  - {text: B}\n"))
    address = visitor.workspace(files=[*ROSTERS, *faulty])
    answer = visitor.seen(f"{address}/understood")
    assert "mapping.yaml:2:5: một đoạn chữ nghĩa là một đơn vị" in answer.text
    assert "\nmapping.yaml:3:5: " in answer.text
    assert "- {text: A}\n  - {text: B}\n</textarea>" in answer.text
    mended = "texts:\n  - {text: Sở Y Té, unit: Sở Y tế}\n"
    assert visitor.do(f"{address}/mapping", mapping=mended).status_code == 303
    assert "“Sở Y Té” nghĩa là Sở Y tế" in visitor.seen(f"{address}/understood").text


@pytest.mark.parametrize(("error", "status"), [(OSError(errno.ENOSPC, "full"), 507), (MemoryError(), 503)])
def test_a_lack_of_the_machine_loses_nothing_that_was_typed(visitor, monkeypatch, error, status):
    """The sentence stands above the form, the form as it was, and no part of a workspace is left."""

    def fails(*_):
        raise error

    monkeypatch.setattr("kstt_rules.web.workspace.uploads.shutil.copyfileobj", fails)
    answer = visitor.drop(settings="limits.provincial_max=2")
    assert answer.status_code == status
    assert "các tệp không có lỗi" in answer.text
    assert "limits.provincial_max=2</textarea>" in answer.text
    assert not visitor.app.state.server.store.of(visitor.cookies["kstt_visitor"])
