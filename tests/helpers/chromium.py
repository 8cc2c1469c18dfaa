"""Debian's Chromium, driven by Playwright, for the tests and measurements of pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright

EXECUTABLE = Path("/usr/bin/chromium")
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
    page, faults = window.new_page(), []
    page.set_default_timeout(5_000)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda request: faults.append(request.url) if request.url not in address else None)
    page.goto(address)
    yield page
    page.close()
    assert not faults, faults
