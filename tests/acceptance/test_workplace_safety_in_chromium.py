"""In a real browser: the access token is entered once, and a page of another site can do nothing."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from chromium import EXECUTABLE, chromium
from web_pages import ROSTER
from web_server import Served, temporary_folder

pytestmark = pytest.mark.skipif(not EXECUTABLE.exists(), reason=f"no {EXECUTABLE}: install Debian's package chromium")

TOKEN = "a-token-of-the-office-1"
FOREIGN = """<!doctype html><title>another site</title>
<form id="delete" method="post" action="{address}/delete" target="shown"><input name="csrf" value="x"></form>
<iframe name="shown"></iframe><iframe src="{address}/findings"></iframe>
<script>
document.getElementById("delete").submit();
fetch("{address}/delete", {{method: "POST", mode: "no-cors", credentials: "include", body: new FormData()}})
  .then(() => document.title = "sent", () => document.title = "blocked");
</script>"""


class Another(BaseHTTPRequestHandler):
    """Another site, whose page attacks a workspace."""

    page = ""

    def do_GET(self):
        """Show the page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page.encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    """Serve the workplace to those who have the token; give its address."""
    with temporary_folder() as folder:
        (folder / "token").write_text(TOKEN)
        served = Served(folder, "--token-file", str(folder / "token"))
        yield f"http://127.0.0.1:{served.port}"
        served.end()


@pytest.fixture(scope="module")
def another():
    """Serve another site."""
    site = HTTPServer(("127.0.0.1", 0), Another)
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    yield f"http://localhost:{site.server_port}/"
    site.shutdown()
    thread.join()
    site.server_close()


def test_the_token_is_entered_once_and_another_site_can_do_nothing(server, another):
    """The address does not keep the token; neither a form, a frame nor a script of another site reaches a dossier."""
    with chromium() as browser:
        window = browser.new_context()
        page = window.new_page()
        assert page.goto(f"{server}/").status == 401
        assert page.goto(f"{server}/?token={TOKEN}").status == 200
        page.click("main a")
        assert page.url.startswith(f"{server}/")
        assert "token" not in page.url
        page.set_input_files("input[name=files]", {"name": "a.csv", "mimeType": "text/csv", "buffer": ROSTER.encode()})
        page.fill("input[name=as_of]", "2022-03-31")
        page.click("form[action^='/w'] button.main")
        page.wait_for_url(re.compile("/understood"))
        address = page.url.rpartition("/")[0]
        answers = []
        window.on("response", lambda answer: answers.append((answer.request.method, answer.url, answer.status)))
        Another.page = FOREIGN.format(address=address)
        attacker = window.new_page()
        attacker.goto(another)
        attacker.wait_for_function("document.title != 'another site'")
        attacker.wait_for_load_state("networkidle")
        assert "understood" not in "".join(frame.content() for frame in attacker.frames)
        assert not [answer for answer in answers if answer[0] == "POST" and answer[2] < 400]
        assert page.goto(f"{address}/findings").status == 200
        window.close()
