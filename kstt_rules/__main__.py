"""``python -m kstt_rules`` is ``kstt``."""

import sys

from kstt_rules.cli import main

sys.exit(main())
