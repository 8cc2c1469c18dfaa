"""What the pages of a workspace show, one module a page, run at its desk.

``views/<page>.py`` has ``view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]``, which returns what can be
written as JSON (texts of both languages, days, tuples and frozen data classes may stay as they are). The template
``pages/<page>.html`` meets it as ``data``, with what ``answers.page_of`` tells, and is shown at ``/w/ID/<page>``. The
fixed words of a page stand in ``texts/<page>.py``.
"""
