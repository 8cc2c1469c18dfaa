"""What changes a workspace, one module a deed, run at its desk.

``acts/<deed>.py`` has ``act(desk: Desk, form: Mapping[str, str | list[str]]) -> Done`` and is done by a form that is
sent to ``/w/ID/<deed>`` as multipart/form-data, with the fields ``csrf`` and ``from`` (``findings?unit=07318``). A
field that was sent several times is a list. Files of the form come in fields called as the FOLDERS of a workspace; each
such field is a list, which ``desk.workspace.keep`` takes. A KsttError is shown on the page that ``from`` names, with
what was typed.
"""
