"""Command line: ``python -m examples.generator [FOLDER]`` writes the example dossiers into a folder."""

import sys
from pathlib import Path

from .dossiers import make_dossiers

make_dossiers(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
