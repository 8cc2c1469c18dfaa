"""Compound files of one stream, without the container that only Excel writes."""

import io

import olefile


def holding(monkeypatch, name, stream):
    """Let every compound file be one that holds just this stream."""

    class Container:
        def __init__(self, _): ...
        def __enter__(self):
            return self

        def __exit__(self, *_): ...
        def exists(self, asked):
            return asked == name

        def openstream(self, _):
            return io.BytesIO(stream)

    monkeypatch.setattr(olefile, "OleFileIO", Container)
