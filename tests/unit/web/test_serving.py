"""The server listens, tells where, and is light."""

import subprocess
import sys


def test_the_server_itself_loads_nothing_of_the_audit():
    """What reads and judges is loaded where processes are copied from; the server stays small."""
    look = "import sys, kstt_rules.web.serving; print({'pandas', 'numpy', 'kstt_rules.auditing'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", look], text=True).strip() == "set()"
