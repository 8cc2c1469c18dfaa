"""What the pages on serving an office tell to write is understood by those who read it."""

import re
import shutil
import subprocess

import pytest
from click import Context
from repository import ROOT

from kstt_rules.cli import kstt
from kstt_rules.commands.serve import command

PAGES = [ROOT / "docs" / "howto" / name for name in ("serve-an-office.md", "serve-an-office.vi.md")]
TELLING = [*PAGES, ROOT / "docs" / "web-page.md"]


def block(page, language):
    """Return the first block of a language."""
    return re.search(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)[1]


def test_both_languages_tell_to_write_and_do_the_same():
    """Every block of commands and settings is the same in both."""
    blocks = re.compile(r"^```\w+\n.*?^```$", re.MULTILINE | re.DOTALL)
    english, vietnamese = (blocks.findall(page.read_text("utf-8")) for page in PAGES)
    assert english == vietnamese
    assert len(english) > 5


@pytest.mark.parametrize("page", TELLING, ids=lambda page: page.name)
def test_every_option_that_is_told_is_there(page):
    """Of `kstt serve` or, where the page compares, of another command; with the default that is told behind it."""
    options = {name: option for option in command.params for name in option.opts}
    commands = [kstt.get_command(Context(kstt), name) for name in kstt.list_commands(Context(kstt))]
    others = {name for other in commands for option in other.params for name in option.opts}
    text = page.read_text("utf-8")
    told = set(re.findall(r"`(--[a-z-]+)`", text)) | set(re.findall(r"kstt serve .*?(--[a-z-]+)", text))
    assert told
    assert told <= set(options) | (others if page.name == "web-page.md" else set())
    for name, value in re.findall(r"`(--(?:open|most|keep|seconds|waiting))`[^()|]{0,20}\((\d+)\)", text):
        assert options[name].default == float(value)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_the_service_is_understood_and_closed_up(tmp_path):
    """The checker of systemd knows every line of it, and calls its exposure low."""
    unit = tmp_path / "kstt.service"
    unit.write_text(block(PAGES[0], "ini").replace("/opt/kstt/bin/kstt", "/bin/true"), "utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stderr
    assert not [line for line in verified.stderr.splitlines() if "kstt.service" in line]
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", unit], capture_output=True, text=True, check=False
    )
    assert float(re.search(r"exposure level for kstt\.service: ([\d.]+)", told.stdout)[1]) < 2


@pytest.mark.skipif(not shutil.which("nginx") or not shutil.which("openssl"), reason="needs nginx and openssl")
def test_the_proxy_understands_its_settings(tmp_path):
    """With a certificate in place of the office's own."""
    key, certificate = tmp_path / "kstt.key", tmp_path / "kstt.pem"
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=kstt.my-province.vn"]
    subprocess.run([*new, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    server = re.sub("/etc/ssl/(certs|private)|/var/log/nginx", str(tmp_path), block(PAGES[0], "nginx"))
    settings = tmp_path / "nginx.conf"
    settings.write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {server} }}", "utf-8"
    )
    tried = subprocess.run(["nginx", "-t", "-c", settings], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
