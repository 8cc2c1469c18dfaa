"""Which formats there are: every module below ``outputs`` that says ``OUTPUT = Output(...)`` is one.

What a module says of itself is read from its text, so that nothing is loaded but the format that is asked for.
"""

import ast
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, Protocol, cast, get_args

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass

if TYPE_CHECKING:
    from kstt_rules.base.bilingual import Language
    from kstt_rules.model.comparison import AuditSince, Diff
    from kstt_rules.model.findings import AuditResult
    from kstt_rules.model.pack_coverage import PackCoverage
    from kstt_rules.model.reporting_year import ReportingYear

    Shown = AuditResult | AuditSince | Diff | PackCoverage | ReportingYear

Shows = Literal["audit", "since", "comparison", "coverage", "calendar"]
"""What formats show: an audit, an audit with what is new since an earlier one, two audits compared, what a rule pack
covers, a report calendar."""

_DECLARED: Final = re.compile(r"^OUTPUT = (Output\(.*?\))$", re.MULTILINE | re.DOTALL)
_HOME: Final = Path(__file__).parent


class Render(Protocol):
    """Writes the whole of what a format shows to a stream of bytes."""

    def __call__(self, shown: "Shown", stream: BinaryIO, *, language: "Language", **more: Any) -> None:
        """Write it, its words in the language; a format that bears a letterhead takes one as ``letterhead``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One format, as its module declares it in literals: its name, and the suffix of its files.

    A ``binary`` one needs a file. One that ``bears_letterhead`` may be an official document. The web page offers what
    has a ``label``, as files of the type ``media``. ``module`` is filled in here.
    """

    name: str
    suffix: str
    shows: Shows = "audit"
    binary: bool = False
    bears_letterhead: bool = False
    label: Bilingual | None = None
    media: str = "text/plain; charset=utf-8"
    module: str = ""

    @property
    def render(self) -> Render:
        """The function ``render`` of the module, which writes this format."""
        return cast("Render", import_module(self.module).render)


def outputs_of(shows: Shows) -> Mapping[str, Output]:
    """Return the formats of a kind by their names, in the order of these."""
    return _found()[shows]


@cache
def _found() -> Mapping[str, Mapping[str, Output]]:
    found = [_declared(path, text) for path in _HOME.rglob("*.py") for text in _DECLARED.findall(_text(path))]
    return {
        shows: MappingProxyType(
            {output.name: output for output in sorted(found, key=lambda one: one.name) if output.shows == shows}
        )
        for shows in get_args(Shows)
    }


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _declared(path: Path, text: str) -> Output:
    module = ".".join(("kstt_rules.outputs", *path.relative_to(_HOME).with_suffix("").parts))
    call = cast("ast.Call", ast.parse(text, mode="eval").body)
    values = {str(keyword.arg): _value(keyword.value) for keyword in call.keywords}
    return Output(**values, module=module.removesuffix(".__init__"))


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Call):  # both("a label")
        return both(*map(ast.literal_eval, node.args))
    return ast.literal_eval(node)
