"""Forms are taken only from who was shown them, and workspaces are seen by nobody else."""

import pytest
from web_pages import FIELDS, ROSTERS, Visitor, served


@pytest.fixture
def app():
    """Return a server."""
    return served()


@pytest.fixture
def visitor(app):
    """Return a visitor of it."""
    with Visitor(app) as one:
        yield one


def test_nobody_sees_the_workspace_of_another(app, visitor):
    """Whatever is asked of it, others get the same answer as for one that is not there."""
    address = visitor.workspace()
    other = Visitor(app)
    for path in ("", "/understood", "/findings", "/opening", "/get/json"):
        answers = [other.get(f"{place}{path}") for place in (address, "/w/none")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert "không có hồ sơ này" in answers[0].text
    assert other.do(f"{address}/delete").status_code == 404
    assert "/findings" in visitor.get("/").text
    assert "/findings" not in other.get("/").text
    assert visitor.seen(f"{address}/findings").status_code == 200


@pytest.mark.parametrize("token", [None, "", "0" * 64, "ă"])
def test_a_form_without_the_token_of_its_visitor_is_refused(app, visitor, token):
    """The token is made of the visitor's secret: that of another visitor does not fit."""
    address = visitor.workspace()
    fields = {**FIELDS, "settings": "a=1"} | ({} if token is None else {"csrf": token})
    for place in ("/w", f"{address}/options"):
        answer = visitor.post(place, data=fields, files=ROSTERS)
        assert answer.status_code == 403
        assert "cho phép cookie" in answer.text
        assert "a=1" in answer.text
    stolen = visitor.post(f"{address}/delete", data={"csrf": Visitor(app).csrf()}, files=ROSTERS)
    assert stolen.status_code == 403


def test_a_form_of_another_site_does_nothing(visitor):
    """The origin is looked at before anything is read, whatever token there is."""
    address = visitor.workspace()
    answer = visitor.post(f"{address}/delete", data={"csrf": visitor.csrf()}, headers={"Origin": "http://x.example"})
    assert answer.status_code == 403
    assert visitor.get(f"{address}/understood").status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor):
    """Only its hash is kept here; behind a proxy with TLS it does not go over another connection."""
    cookie = visitor.get("/").headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=strict", "Max-Age=28800"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    visitor.base_url = "https://localhost"
    assert "; Secure" in visitor.get("/").headers["set-cookie"]


def test_every_page_has_the_strict_policy(visitor):
    """No script but our own file, no frame, no guess of types, nothing kept."""
    address = visitor.workspace()
    for path in ("/", "/nothing", f"{address}/findings", "/w/none/findings"):
        headers = visitor.get(path).headers
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
