"""``python -m kstt_rules`` is ``kstt``."""

import sys

from kstt_rules.cli import main

if __name__ == "__main__":
    sys.exit(main())
