"""What the tests of pages share: one browser and one window a module, the page that its ``file`` is, and a server."""

import pytest


@pytest.fixture(scope="module")
def browser():
    """One browser for all tests of a module."""
    from chromium import chromium  # noqa: PLC0415 - not all tests here need a browser

    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def window(browser):
    """One window of the browser, in which each test opens a page of its own."""
    return browser.new_context()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where the workplace is served, for all tests of a module."""
    from served import served  # noqa: PLC0415 - not all tests here need a server

    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture
def page(window, file):
    """The file of the module, opened anew."""
    from chromium import opened  # noqa: PLC0415 - not all tests here need a browser

    with opened(window, file.as_uri()) as shown:
        yield shown
