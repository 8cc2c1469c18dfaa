"""What can be downloaded of a workspace besides the formats of the registry, one module each, run at its desk.

``downloads/<name>.py`` has ``write(desk: Desk, query: Mapping[str, str]) -> Download``, which writes a file at
``desk.workspace.free_out()``. It is had at ``/w/ID/get/<name>?…``.
"""
