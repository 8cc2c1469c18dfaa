"""A visitor of the workplace in a real browser, and what would keep some visitors out."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

PHONE = {"width": 375, "height": 800}


@contextmanager
def visited(browser, address, *, may_fail=False, **window):
    """Open a page in a window of its own; an error of its script, or a request elsewhere, fails the test."""
    context = browser.new_context(locale="vi-VN", **({"viewport": {"width": 1440, "height": 900}} | window))
    context.set_default_timeout(60_000)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: None if may_fail else faults.append(message.text))
    page.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
    page.goto(address)
    yield page
    context.close()
    assert not faults, faults


def drop(page, paths):
    """Send files as a dossier and wait until they are read; return the address of the workspace."""
    page.set_input_files("#files", paths)
    page.fill("#as_of", "2022-03-31")
    page.get_by_role("button", name="Rà soát", exact=True).click()
    page.wait_for_url("**/understood*")
    page.wait_for_selector("#all")
    return page.url.partition("/understood")[0]


def barriers(page):
    """Return what axe finds on a page to be serious, and that it is wider than the window."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    serious = [
        (fault["id"], [node["html"] for node in fault["nodes"]][:3])
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
    return [page.url, *(["wider than the window"] if wide else []), *serious] if wide or serious else []
