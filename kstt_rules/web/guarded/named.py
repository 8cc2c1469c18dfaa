"""A function by its name, for a process that loads it: the server itself loads nothing of the audit."""

from importlib import import_module
from typing import Any

from kstt_rules.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A function of a module, loaded when it is called."""

    module: str
    name: str

    def __call__(self, *given: Any) -> Any:
        """Call the function."""
        return getattr(import_module(self.module), self.name)(*given)
