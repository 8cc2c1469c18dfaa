"""Who writes a letter: the agency, its signer, recipients and days, as an office keeps them in a YAML file."""

from pathlib import Path

from kstt_rules.base.errors import InputError, PackError
from kstt_rules.base.strict_yaml import read_yaml, validate
from kstt_rules.model.letter import Letterhead


def read_letterhead(path: Path) -> Letterhead:
    """Read a letterhead; raises InputError with every fault of the file, each at its line and column."""
    try:
        return validate(Letterhead, read_yaml(path, name=path.name))
    except PackError as error:
        raise InputError(error.message) from error
