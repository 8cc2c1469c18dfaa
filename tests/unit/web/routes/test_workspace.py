"""The pages and deeds of a workspace: mistakes lose nothing, and what is gone is told."""

import errno

import pytest
from starlette.applications import Starlette
from web_pages import ROSTERS, Visitor, sent, served

from kstt_rules.web.desk.open_desk import Standing
from kstt_rules.web.refusal import Refused
from kstt_rules.web.texts import common as texts


@pytest.fixture(scope="module")
def app():
    """Return a server."""
    return served()


@pytest.fixture(scope="module")
def visitor(app):
    """Return a visitor of it."""
    with Visitor(app) as one:
        yield one


@pytest.fixture(scope="module")
def address(visitor):
    """Return the address of an open workspace."""
    place = visitor.workspace()
    visitor.seen(f"{place}/findings")
    return place


def test_how_far_an_audit_is_can_be_asked(visitor, address):
    """A script asks for it as JSON."""
    assert visitor.get(f"{address}/opening").json() == {"stage": "open", "done": 0, "total": 0, "fault": None}


def test_an_audit_that_cannot_be_opened_is_mended_by_its_options(visitor):
    """The cause is told on the form of the options, with what was typed; another choice opens it."""
    place = visitor.workspace(settings="no.such=1")
    page = visitor.seen(f"{place}/findings")
    assert page.status_code == 400
    assert "không có tham số" in page.text
    assert "no.such=1</textarea>" in page.text
    assert visitor.do(f"{place}/options", as_of="2022-06-30").status_code == 303
    assert visitor.get(f"{place}/get/json").json()["as_of"] == "2022-06-30"
    visitor.do(f"{place}/delete")


def test_an_audit_that_cannot_be_opened_for_a_file_is_mended_on_the_page_of_the_files(visitor):
    """The file is called by its name; each of several faults is mended alone, and the files need not be sent again."""
    text = sent(("text", "quy chế.docx", "no document"))
    place = visitor.workspace(files=[*ROSTERS, *text], settings="no.such=1")
    visitor.seen(f"{place}/findings")
    assert visitor.do(f"{place}/options", as_of="2022-06-30").status_code == 400
    told = visitor.seen(f"{place}/findings")
    assert ">quy chế.docx: không đọc được" in told.text
    assert f'href="{place}/files?' in told.text
    page = visitor.get(f"{place}/files")
    assert (page.status_code, ">quy chế.docx: không đọc được" in page.text) == (400, True)
    assert visitor.do(f"{place}/remove", kind="text", name="quy chế.docx", **{"from": "files"}).status_code == 303
    assert visitor.get(f"{place}/get/json").json()["as_of"] == "2022-06-30"
    visitor.do(f"{place}/delete")


def test_a_mistake_is_told_on_the_page_that_it_was_sent_from(visitor, address):
    """Its other parts stand there as before."""
    answer = visitor.do(f"{address}/options", **{"from": "understood", "as_of": "tomorrow"})
    assert answer.status_code == 400
    assert "không phải ngày" in answer.text
    assert "Công chức đầu mối.csv" in answer.text


def test_a_deed_answers_a_script_as_json(visitor, address):
    """Where to go and what to say, or what is wrong."""
    head = {"Accept": "application/json"}
    form = {"csrf": visitor.csrf(), "as_of": "2022-03-31"}
    done = visitor.post(f"{address}/options", data=form, headers=head)
    assert done.json()["to"].startswith(f"{address}/understood?said=")
    assert done.json()["said"]["en"] == "The dossier was audited again with these options."
    wrong = visitor.post(f"{address}/options", data=form | {"as_of": "x"}, headers=head)
    assert wrong.status_code == 400
    assert "is not a date" in wrong.json()["fault"]["en"]


def test_a_download_is_sent_once_and_not_kept(visitor, address, app: Starlette):
    """Nothing of it stays in the workspace."""
    answer = visitor.get(f"{address}/get/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="kstt-2022-03-31.csv"'
    workspace = app.state.server.root / address.rpartition("/")[2]
    assert not list((workspace / "out").iterdir())
    assert not list((workspace / "incoming").iterdir())


@pytest.mark.parametrize("place", ["nothing", "get/nothing", "__init__", "get/__init__", "../../etc"])
def test_there_is_nothing_else(visitor, address, place):
    """Neither a page nor a deed nor a file by any other name."""
    assert visitor.get(f"{address}/{place}").status_code == 404
    assert visitor.do(f"{address}/{place}").status_code in {404, 405}


def test_what_is_typed_is_shown_where_its_workspace_is_gone(visitor, app):
    """After deletion, or a time without use, a page says so, what to do, and what was typed."""
    deleted, idle = visitor.workspace(), visitor.workspace()
    assert visitor.do(f"{deleted}/delete").headers["location"] == "/"
    app.state.server.delete(idle.rpartition("/")[2])
    for place in (deleted, idle):
        answer = visitor.do(f"{place}/options", settings="typed by hand")
        assert answer.status_code == 404
        assert "Hãy chọn lại các tệp ở trang đầu" in answer.text
        assert "typed by hand" in answer.text
    assert deleted not in visitor.get("/").text


@pytest.mark.parametrize("stage", ["line", "open"])
def test_who_asks_while_another_window_deletes_is_told_so(visitor, app, monkeypatch, stage):
    """Whatever fails for it, and with what was typed; it is neither an error of the program nor a lack of memory."""
    server, token = app.state.server, visitor.csrf()

    async def deleted(workspace, *_, **__):
        server.delete(workspace.id)
        raise Refused(texts.NO_MEMORY, 503)

    async def standing(workspace, **_):
        if stage == "line":
            server.delete(workspace.id)
        return Standing(stage)

    places = [visitor.workspace() for _ in range(3)]
    monkeypatch.setattr(server.desks, "ask", deleted)
    monkeypatch.setattr(server.desks, "standing", standing)
    answers = [
        visitor.get(f"{places[0]}/findings"),
        visitor.get(f"{places[1]}/get/json"),
        visitor.post(f"{places[2]}/options", files={"csrf": (None, token), "settings": (None, "typed by hand")}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert all("hồ sơ đã bị xóa" in answer.text for answer in answers)
    assert "typed by hand" in answers[2].text


def test_unreadable_files_are_in_the_result_and_others_are_audited(visitor):
    """A workbook that is none is told as such on the page of what was understood."""
    place = visitor.workspace(files=[*ROSTERS, *sent(("files", "x.xlsx", "PK"))])
    page = visitor.seen(f"{place}/understood")
    assert page.status_code == 200
    assert "x.xlsx" in page.text
    assert visitor.get(f"{place}/get/json").json()["rejects"][0]["file"] == "x.xlsx"
    visitor.do(f"{place}/delete")


def test_a_dossier_does_not_grow_without_end():
    """What is added to it is counted with what it has."""
    with Visitor(served(most_bytes=30_000)) as visitor:
        place, token = visitor.workspace(), visitor.csrf()
        for number in range(4):
            more = sent(("files", f"{number}.csv", "a,b\n" * 6000))
            answer = visitor.post(f"{place}/add", data={"csrf": token}, files=more)
            if answer.status_code == 413:
                break
        assert number == 3
        assert "bỏ bớt tệp trước" in answer.text
        assert "2.csv" in visitor.seen(f"{place}/files").text
        assert "3.csv" not in visitor.seen(f"{place}/files").text


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OSError(errno.ENOSPC, "full"), 507, {"vi": "Hãy xóa hồ sơ không cần nữa", "en": "Delete dossiers that you"}),
        (MemoryError(), 503, {"vi": "Hãy gửi lại sau", "en": "Send them again later"}),
    ],
)
def test_a_lack_of_the_machine_is_told_with_what_to_do_in_both_languages(
    visitor, address, monkeypatch, error, status, said
):
    """Wherever a form is sent: at the start, to a workspace, by a script and by a program."""

    def fails(*_):
        raise error

    monkeypatch.setattr("kstt_rules.web.workspace.uploads.shutil.copyfileobj", fails)
    token = visitor.csrf()
    for language, words in said.items():
        for place in ("/w", f"{address}/add", "/audit"):
            data = {"csrf": token, "as_of": "2022-03-31", "from": "files"}
            answer = visitor.post(f"{place}?lang={language}", data=data, files=ROSTERS)
            assert answer.status_code == status
            assert words in answer.text
    script = visitor.post(f"{address}/add", data={"csrf": token}, files=ROSTERS, headers={"Accept": "application/json"})
    assert all(words in script.json()["fault"][language] for language, words in said.items())
    visitor.get("/?lang=vi")
