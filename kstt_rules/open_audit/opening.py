"""What an open audit is opened with, read once: the cells of files, frames, or a dossier that was read before."""

from collections.abc import Mapping
from pathlib import Path

from kstt_rules.base.progress import Progress, Watcher
from kstt_rules.intake import FileReader, start_reading
from kstt_rules.intake.files.cells import Content
from kstt_rules.intake.frames import contents_of_frames
from kstt_rules.intake.layout.read_mapping import read_mapping
from kstt_rules.library.given import Given, source_given
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.open_audit.kept_cells import KeptCells
from kstt_rules.open_audit.kept_frames import KeptFrames


def opened(
    source: Given,
    vocabulary: Vocabulary,
    watch: Watcher,
    *,
    units: Path | None = None,
    mapping: Path | None = None,
    previous: Given | None = None,
) -> KeptCells:
    """Read what is given, and an earlier roster, and keep it. Raises as ``audit`` does."""
    given = source_given(source)
    earlier = None if previous is None else _earlier(previous, vocabulary, mapping)
    if isinstance(given, Mapping):
        return KeptFrames.of(given, vocabulary, earlier)
    if isinstance(given, Dossier):
        return KeptCells(contents=(), vocabulary=vocabulary, earlier=earlier, dossier=given)
    reading = given if isinstance(given, FileReader) else start_reading(given, units=units, mapping=mapping)
    with reading:
        watch(Progress("read", 0, reading.files))
        contents = reading.result(lambda done: watch(Progress("read", done, reading.files)))
    mappings = None if reading.mapping is None else read_mapping(reading.mapping, vocabulary)
    return KeptCells(contents=contents, vocabulary=vocabulary, mappings=mappings, earlier=earlier, paths=reading.paths)


def _earlier(source: Given, vocabulary: Vocabulary, mapping: Path | None) -> tuple[Content, ...] | Dossier:
    given = source_given(source)
    if isinstance(given, Dossier):
        return given
    if isinstance(given, Mapping):
        return contents_of_frames(given, vocabulary)
    with given if isinstance(given, FileReader) else start_reading(given, mapping=mapping) as reading:
        return reading.result()
