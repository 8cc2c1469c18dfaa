"""Shapes in which submissions are known to fail, from public reports of programs that read or check tables."""

from failure_shapes import of_texts, of_values, of_workbooks
from failure_shapes.shape import BREACH, UNITS, Shape

__all__ = ["SHAPES", "UNITS", "Shape", "page"]

_PARTS = {
    "Plain text": of_texts.SHAPES,
    "What stands in cells": of_values.SHAPES,
    "Workbooks, documents and folders": of_workbooks.SHAPES,
}
SHAPES = tuple(shape for shapes in _PARTS.values() for shape in shapes)
_HEAD = """# Shapes in which submissions fail

Lists arrive in shapes on which programs that read or check tables are known to fail: they stop, lose rows, or say that
something is wrong which is not. Each shape below was reported of such a program in public; the number is that of the
report. The files are our own, made by `tests/helpers/failure_shapes/` from one small list with one true breach, and
`tests/acceptance/test_failure_shapes.py` audits each: it must get its sentence, at its place and no other, keep the
true breach where the list can be read, and accuse nobody falsely.

This page is written by `python -m failure_shapes` in `tests/helpers`."""


def page() -> str:
    """Return the page of the documentation that lists the shapes."""
    lines = [_HEAD]
    for title, shapes in _PARTS.items():
        lines += [f"\n## {title}\n", "| shape | reported of | what it gets |", "|---|---|---|"]
        lines += [f"| {shape.name} | {shape.seen} | {_got(shape)} |" for shape in shapes]
    return "\n".join(lines) + "\n"


def _got(shape: Shape) -> str:
    told = "; ".join(f"{place}: {part}" for place, part in shape.says[:2]) or "read in full, nothing said"
    return told if BREACH in shape.breaches else f"{told}; nobody accused of what is missing"
