"""Debian's Chromium, driven by Playwright, for the tests and measurements of pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, ViewportSize, sync_playwright

EXECUTABLE = Path("/usr/bin/chromium")
DESK = ViewportSize(width=1280, height=900)
EMPTY = "about:blank"
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser with a profile of its own that is gone afterwards."""
    with sync_playwright() as playwright, launch(playwright.chromium) as browser:
        yield browser


def launch(kind: BrowserType, *more: str) -> Browser:
    """Start one more browser beside another, with more arguments."""
    return kind.launch(executable_path=EXECUTABLE, args=[*_ARGUMENTS, *more])


@contextmanager
def opened(window: BrowserContext, address: str) -> Iterator[Page]:
    """Open a page in a window; any error of its script and any request but for the page itself fails the test."""
    page = tab(window, DESK)
    page.set_default_timeout(5_000)
    with faultless(page, lambda url: url in address):
        page.goto(address)
        yield page
        page.goto(EMPTY)


def tab(window: BrowserContext, size: ViewportSize, scheme: str = "null") -> Page:
    """Return the tab that an earlier test left empty, or a new one: its process costs more than most tests."""
    page = next((page for page in window.pages if page.url == EMPTY), None) or window.new_page()
    page.set_viewport_size(size)
    page.emulate_media(media="null", color_scheme=scheme)
    return page


@contextmanager
def faultless(page: Page, may_ask: Callable[[str], bool], *, may_fail: bool = False) -> Iterator[None]:
    """Fail for an error of a page's script, for what its console says unless it may, and for a request elsewhere."""
    faults = []
    heard = {
        "pageerror": lambda error: faults.append(str(error)),
        "console": lambda message: None if may_fail else faults.append(message.text),
        "request": lambda request: None if may_ask(request.url) else faults.append(request.url),
    }
    for event, hear in heard.items():
        page.on(event, hear)
    yield
    for event, hear in heard.items():
        page.remove_listener(event, hear)
    assert not faults, faults
