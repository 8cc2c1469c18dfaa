"""How ``kstt`` ends."""

from enum import IntEnum


class Exit(IntEnum):
    """What the exit codes mean to the shell; the last three are 128 and the number of the signal."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143
