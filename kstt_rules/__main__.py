"""``python -m kstt_rules`` is ``kstt``."""

from kstt_rules.cli import run

if __name__ == "__main__":
    run()
