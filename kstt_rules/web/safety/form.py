"""The form of a request, taken only where it came whole."""

import math
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, Headers
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from kstt_rules.web.guarded.lacks import lacks_told
from kstt_rules.web.refusal import Refused
from kstt_rules.web.texts import common as words

MOST_FILES = 500


@asynccontextmanager
async def read_form(request: Request, *, keeps_files: bool = True) -> AsyncIterator[FormData]:
    """Read the fields and files of a form; the files are open for as long as the context.

    Where files are not to be kept, they are heard out, so that only what was typed is there.
    Raises Refused where the body ends before the form does, is no form, has more than MOST_FILES files, or where there
    is no room for them.
    """
    try:
        with lacks_told():
            form = await _parser(request, MOST_FILES if keeps_files else 0).parse()
    except MultiPartException as error:
        raise Refused(words.BAD_FORM, 400) from error
    try:
        yield form
    finally:
        await form.close()


def _parser(request: Request, most_kept: int) -> "_WholeForm | FormParser":
    kind = request.headers.get("content-type", "").lower()
    if kind.startswith("multipart/form-data"):
        return _WholeForm(request.headers, request.stream(), most_kept)
    if kind.startswith("application/x-www-form-urlencoded"):
        return FormParser(request.headers, request.stream())
    raise Refused(words.BAD_FORM, 400)


class _WholeForm(MultiPartParser):
    """A parser that refuses a body without the boundary that closes the form, and too many files.

    Those beyond MOST_FILES are counted, so that they can be told; those beyond ``most_kept`` are not kept.
    """

    spool_max_size = 4096  # bytes of a file that stay in memory
    _files = 0
    _is_whole = False

    def __init__(self, headers: Headers, body: AsyncGenerator[bytes, None], most_kept: int) -> None:
        super().__init__(headers, body, max_files=math.inf)
        self._most_kept = most_kept

    async def parse(self) -> FormData:
        """Read the form; whatever ends it early closes its files."""
        self.stream = self._checked(self.stream)
        return await super().parse()

    async def _checked(self, body: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        async for piece in body:
            yield piece
        if not self._is_whole:
            raise Refused(words.BAD_FORM, 400)
        if self._files > MOST_FILES:
            raise Refused(words.TOO_MANY.format(count=self._files, most=MOST_FILES), 400)

    @property
    def _is_beyond(self) -> bool:
        return self._files > self._most_kept

    def on_headers_finished(self) -> None:
        """Count the files, and let go of those that are too many."""
        super().on_headers_finished()
        self._files += self._current_part.file is not None
        if self._is_beyond and self._current_part.file is not None:
            self._files_to_close_on_error.pop().close()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Take what a part holds."""
        if not self._is_beyond:
            super().on_part_data(data, start, end)

    def on_part_end(self) -> None:
        """Take the part."""
        if not self._is_beyond:
            super().on_part_end()

    def on_end(self) -> None:
        """Note that the form is whole."""
        self._is_whole = True
