"""Machines that lack modules and functions that Linux has, for a process that a test starts."""

import os

_SITE = """
import importlib, os, sys

lacks = os.environ["LACKS"].split()


class Nowhere:
    def find_spec(self, name, path=None, target=None):
        if name in lacks:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Nowhere())
for module, _, name in (one.partition(".") for one in lacks):
    sys.modules.pop(module, None) if not name else delattr(importlib.import_module(module), name)
"""

LIKE_WINDOWS = ("resource", "fcntl", "pwd", "signal.alarm", "signal.setitimer", "os.sched_getaffinity", "os.fork")
ENGINE = "durable_rules_engine"


def lacking(folder, *names):
    """Return the environment of a process, and of those that it starts, which lacks modules and ``module.name``."""
    (folder / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(folder), "LACKS": " ".join(names)}
