"""The vocabulary that every pack shares."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from kstt_rules.base.ready_made import ready_made
from kstt_rules.model.vocabulary import Vocabulary

_FILE: Final = Path(__file__).with_name("vocabulary.yaml")


@cache
def base_vocabulary() -> Vocabulary:
    """Return the vocabulary that every pack shares."""
    return ready_made("vocabulary", base_vocabulary_digest(), _read)


@cache
def base_vocabulary_digest() -> str:
    """Return the SHA-256, in hex, of the file of the vocabulary that every pack shares."""
    return hashlib.sha256(_FILE.read_bytes()).hexdigest()


def _read() -> Vocabulary:
    from kstt_rules.base.strict_yaml import read_yaml  # noqa: PLC0415 - the reader of YAML is seldom needed
    from kstt_rules.model.extend_vocabulary import extend  # noqa: PLC0415

    return extend(Vocabulary({}, {}), read_yaml(_FILE, name=_FILE.name))
