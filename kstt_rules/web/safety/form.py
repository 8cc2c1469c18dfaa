"""The form of a request, taken only where it came whole; what was typed is never lost with its files."""

import math
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager, suppress

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from kstt_rules.web.guarded.lacks import lacks_told
from kstt_rules.web.refusal import Refused
from kstt_rules.web.safety.limits import TooLargeError
from kstt_rules.web.texts import common as words

MOST_FILES = 500
_MOST_TYPED = 10_000_000
"""Bytes of all fields: they stay in memory also where the files are let go."""


class SentForm(FormData):
    """A form that came whole; ``check`` tells why its files were not kept, so that only what was typed is there."""

    def __init__(self, items: Iterable[tuple[str, str | UploadFile]], refused: Refused | None) -> None:
        super().__init__([item for item in items if refused is None or isinstance(item[1], str)])
        self._refused = refused

    def check(self) -> None:
        """Raise Refused where files were not kept."""
        if self._refused:
            raise self._refused


@asynccontextmanager
async def read_form(request: Request, *, refused: Refused | None = None) -> AsyncIterator[SentForm]:
    """Read the fields and files of a form; the files are open for as long as the context.

    Files are heard out and not kept where that is ``refused`` already, where they are too large or too many, or where
    there is no room for them. Raises Refused where the body ends before the form does, or is no form.
    """
    try:
        with lacks_told():
            form = await _parsed(request, refused)
    except MultiPartException as error:
        raise Refused(words.BAD_FORM, 400) from error
    try:
        yield form
    finally:
        await form.close()


async def _parsed(request: Request, refused: Refused | None) -> SentForm:
    kind = request.headers.get("content-type", "").lower()
    if kind.startswith("multipart/form-data"):
        return await _WholeForm(request, refused).parse()
    if kind.startswith("application/x-www-form-urlencoded"):
        return SentForm((await FormParser(request.headers, request.stream()).parse()).multi_items(), refused)
    raise Refused(words.BAD_FORM, 400)


class _WholeForm(MultiPartParser):
    """A parser that refuses a body without the boundary that closes the form.

    Files of a form that is ``refused`` are let go, and those beyond MOST_FILES are counted, so that they can be told.
    """

    spool_max_size = 4096  # bytes of a file that stay in memory
    _files = _unchosen = _typed = 0
    _is_whole = False

    def __init__(self, request: Request, refused: Refused | None) -> None:
        super().__init__(request.headers, self._heard(request), max_files=math.inf)
        self._refused = refused

    async def parse(self) -> SentForm:
        """Read the form; whatever ends it early closes its files."""
        try:
            form = await super().parse()
        except MultiPartException as error:
            raise self._refused or Refused(words.BAD_FORM, 400) from error
        if self._files > MOST_FILES:
            self._refuse(Refused(words.TOO_MANY.format(count=self._files, most=MOST_FILES), 400))
        return SentForm(form.multi_items(), self._refused)

    async def keep(self, written: Awaitable[None]) -> None:
        """Do what keeps a file; where there is no room for it, let go of all files."""
        try:
            with lacks_told():
                await written
        except Refused as lack:
            self._refuse(lack)

    def _refuse(self, refused: Refused) -> None:
        self._refused = self._refused or refused
        for file in self._files_to_close_on_error:
            with suppress(OSError):  # what it has not written yet finds no room either
                file.close()
        self._files_to_close_on_error.clear()

    async def _heard(self, request: Request) -> AsyncGenerator[bytes, None]:
        try:
            async for piece in request.stream():
                yield piece
        except TooLargeError as ended:
            self._refuse(ended.refused)
            async for piece in request.stream():
                yield piece
        if not self._is_whole:
            raise self._refused or Refused(words.BAD_FORM, 400)

    @property
    def _is_let_go(self) -> bool:
        """Tell whether the part that comes in is a file that is not kept."""
        return self._current_part.file is not None and (self._refused is not None or self._files > MOST_FILES)

    def on_headers_finished(self) -> None:
        """Count the files, and let go of those that are not kept; a field of which none was chosen comes as one too."""
        super().on_headers_finished()
        if self._current_part.file is None:
            return
        self._current_part.file = file = _Kept(self, self._current_part.file)
        self._files += bool(file.filename)
        self._unchosen += not file.filename
        if self._unchosen > MOST_FILES:
            raise MultiPartException("too many fields for files")
        if self._is_let_go:
            self._files_to_close_on_error.pop().close()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Take what a part holds."""
        self._typed += end - start if self._current_part.file is None else 0
        if self._typed > _MOST_TYPED:
            raise MultiPartException("too much is typed")
        if not self._is_let_go:
            super().on_part_data(data, start, end)

    def on_part_end(self) -> None:
        """Take the part."""
        if not self._is_let_go:
            super().on_part_end()

    def on_end(self) -> None:
        """Note that the form is whole."""
        self._is_whole = True


class _Kept(UploadFile):
    """A file of a form, kept as it comes in for as long as there is room."""

    def __init__(self, form: _WholeForm, came: UploadFile) -> None:
        super().__init__(came.file, size=0, filename=came.filename, headers=came.headers)
        self._form = form

    async def write(self, data: bytes) -> None:
        """Keep a piece of it."""
        if not self.file.closed:
            await self._form.keep(super().write(data))

    async def seek(self, offset: int) -> None:
        """Begin to read it; what is not written yet is written before."""
        if not self.file.closed:
            await self._form.keep(super().seek(offset))
