"""The fixed words of the workplace in the browser, one file a page."""
