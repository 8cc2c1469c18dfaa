"""Runs docs/notebook.ipynb, keeps what its cells show, and lays it out as a page of the documentation.

Run ``python docs/notebook.py`` after a cell was changed. No kernel is needed: the cells are plain Python.
"""

import ast
import contextlib
import io
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).with_name("notebook.ipynb")

Cell = dict[str, Any]

_STYLE = re.compile(r"<style scoped>.*?</style>\n", re.DOTALL)
"""What pandas adds for notebooks; the page has its own."""


def main() -> None:
    """Run the notebook, and write it again with what its cells show."""
    notebook = read()
    notebook["cells"] = run(notebook["cells"])
    NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read() -> dict[str, Any]:
    """Return the notebook as it is kept."""
    content: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return content


def run(cells: list[Cell]) -> list[Cell]:
    """Run the cells one after the other, where the notebook lies, and return them with what they show."""
    names: dict[str, Any] = {"__name__": "__main__"}
    numbers = iter(range(1, len(cells) + 1))
    with contextlib.chdir(NOTEBOOK.parent), _temporary_files():
        return [_shown(cell, names, next(numbers)) if cell["cell_type"] == "code" else cell for cell in cells]


@contextlib.contextmanager
def _temporary_files() -> Iterator[None]:
    """Let the cells make temporary files that go when they are through."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def _shown(cell: Cell, names: dict[str, Any], number: int) -> Cell:
    """Run a cell; it shows what it prints, and the value of the expression that it ends with."""
    tree = ast.parse(_text(cell))
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"cell {number}", "exec"), names)  # noqa: S102 - our own cells
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)  # noqa: S307
    outputs: list[Cell] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        outputs.append(
            {"data": _data(value), "execution_count": number, "metadata": {}, "output_type": "execute_result"}
        )
    return cell | {"execution_count": number, "outputs": outputs}


def _data(value: Any) -> dict[str, list[str]]:
    """Return how a notebook shows a value; the plain text of a table would depend on the width of a terminal."""
    if hasattr(value, "_repr_html_"):
        return {"text/html": _lines(value._repr_html_())}
    return {"text/plain": _lines(repr(value))}


def page() -> str:
    """Return the notebook in Markdown: its cells, and below each what it shows."""
    parts = []
    for cell in read()["cells"]:
        if cell["cell_type"] == "markdown":
            parts.append(_text(cell))
            continue
        parts.append(f"```python\n{_text(cell)}\n```")
        for output in cell["outputs"]:
            data = output.get("data", {})
            if "text/html" in data:
                parts.append("```{raw} html\n" + _STYLE.sub("", "".join(data["text/html"])) + "\n```")
            else:
                parts.append("```text\n" + "".join(data.get("text/plain", output.get("text"))).rstrip() + "\n```")
    return "\n\n".join(parts) + "\n"


def _text(cell: Cell) -> str:
    return "".join(cell["source"])


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    main()
