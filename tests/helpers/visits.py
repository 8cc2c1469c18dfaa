"""A visitor of the workplace in a real browser, and what would keep some visitors out."""

from contextlib import contextmanager
from functools import cache

from axe_playwright_python.sync_playwright import Axe
from chromium import EMPTY, faultless, tab

PHONE = {"width": 375, "height": 800}
DESK = {"width": 1440, "height": 900}


@contextmanager
def visited(browser, address, *, may_fail=False, viewport=DESK, color_scheme="null", scripts=True):
    """Open a page as somebody new to it; an error of its script, or a request elsewhere, fails the test."""
    window = window_of(browser, scripts=scripts)
    window.clear_cookies()
    page = tab(window, viewport, color_scheme)
    with faultless(page, lambda url: url.startswith(address), may_fail=may_fail):
        page.goto(address)
        yield page
        page.goto(EMPTY)


@cache
def window_of(browser, *, scripts):
    """Return one window of the browser for all who visit with scripts, and one for all without."""
    window = browser.new_context(locale="vi-VN", java_script_enabled=scripts)
    window.set_default_timeout(60_000)
    return window


def drop(page, paths):
    """Send files as a dossier and wait until they are read; return the address of the workspace."""
    page.set_input_files("#files", paths)
    page.fill("#as_of", "2022-03-31")
    page.get_by_role("button", name="Rà soát", exact=True).click()
    page.wait_for_url("**/understood*")
    page.wait_for_selector("#all")
    page.wait_for_load_state()
    return page.url.partition("/understood")[0]


def barriers(page):
    """Return what axe finds on a page to be serious, and that it is wider than the window."""
    page.wait_for_load_state()  # before its styles have come, a page is as wide as it likes
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    serious = [
        (fault["id"], [node["html"] for node in fault["nodes"]][:3])
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
    return [page.url, *(["wider than the window"] if wide else []), *serious] if wide or serious else []
