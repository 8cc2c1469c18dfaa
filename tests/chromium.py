"""Debian's Chromium, driven by Playwright, for the tests and measurements of pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

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
