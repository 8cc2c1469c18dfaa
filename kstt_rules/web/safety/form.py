"""The form of a request, taken only where it came whole."""

import math
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from kstt_rules.web.refusal import Refused
from kstt_rules.web.texts import common as words

MOST_FILES = 500


@asynccontextmanager
async def read_form(request: Request) -> AsyncIterator[FormData]:
    """Read the fields and files of a form; the files are open for as long as the context.

    Raises Refused where the body ends before the form does, is no form, or has more than MOST_FILES files.
    """
    kind = request.headers.get("content-type", "").lower()
    try:
        if kind.startswith("multipart/form-data"):
            form = await _WholeForm(request.headers, request.stream(), max_files=math.inf).parse()
        elif kind.startswith("application/x-www-form-urlencoded"):
            form = await FormParser(request.headers, request.stream()).parse()
        else:
            raise Refused(words.BAD_FORM, 400)
    except MultiPartException as error:
        raise Refused(words.BAD_FORM, 400) from error
    try:
        yield form
    finally:
        await form.close()


class _WholeForm(MultiPartParser):
    """A parser that refuses a body without the boundary that closes the form, and too many files."""

    _files = 0
    _is_whole = False

    async def parse(self) -> FormData:
        """Read the form; whatever ends it early closes its files."""
        self.stream = self._checked(self.stream)
        return await super().parse()

    async def _checked(self, body: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        async for piece in body:
            yield piece
        if not self._is_whole:
            raise Refused(words.BAD_FORM, 400)

    def on_part_end(self) -> None:
        """Count the files."""
        super().on_part_end()
        self._files += isinstance(self.items[-1][1], UploadFile)
        if self._files > MOST_FILES:
            raise Refused(words.TOO_MANY.format(most=MOST_FILES), 400)

    def on_end(self) -> None:
        """Note that the form is whole."""
        self._is_whole = True
