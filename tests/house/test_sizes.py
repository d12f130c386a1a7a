"""Files, functions, views and templates stay small enough to be read at once."""

import ast
from pathlib import Path

from tests.house.sources import CODE, ROOT, parsed, python_files, short

FILE, TEST_FILE, FUNCTION, VIEW, TEMPLATE = 400, 500, 50, 40, 200
# A reason beside every exception: path (and function) -> why it is longer.
EXCEPTIONS: dict[str, str] = {}


def too_long(name: str, text: str, limit: int) -> list[str]:
    lines = text.count("\n")
    return [f"{name}: {lines} lines, at most {limit}"] if lines > limit and name not in EXCEPTIONS else []


def long_functions(name: str, tree: ast.Module, *, views: bool = False) -> list[str]:
    """Functions over the limit; with `views`, those taking a request have the smaller one."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.args.args[0].arg if node.args.args else ""
            limit = VIEW if views and first == "request" else FUNCTION
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > limit and f"{name}:{node.name}" not in EXCEPTIONS:
                found.append(f"{name}: {node.name} has {lines} lines, at most {limit}")
    return found


def test_files_are_short() -> None:
    code = [f for path in python_files(CODE) for f in too_long(short(path), path.read_text(), FILE)]
    tests = [f for path in python_files(ROOT / "tests") for f in too_long(short(path), path.read_text(), TEST_FILE)]
    assert code + tests == []


def test_templates_are_short() -> None:
    assert [f for path in CODE.rglob("*.html") for f in too_long(short(path), path.read_text(), TEMPLATE)] == []


def test_functions_and_views_are_short() -> None:
    web = CODE / "web"
    files: list[Path] = [*python_files(CODE), *python_files(ROOT / "tools")]
    assert [f for path in files for f in long_functions(short(path), parsed(path), views=web in path.parents)] == []


def test_the_rulers_measure() -> None:
    body = "    x = 1\n"
    assert too_long("a.py", body * (FILE + 1), FILE) == ["a.py: 401 lines, at most 400"]
    assert too_long("a.py", body * FILE, FILE) == []
    view = "def page(request):\n" + body * VIEW
    assert long_functions("v.py", ast.parse(view), views=True) == ["v.py: page has 41 lines, at most 40"]
    assert long_functions("v.py", ast.parse(view)) == []
    assert long_functions("f.py", ast.parse("def f():\n" + body * FUNCTION)) == ["f.py: f has 51 lines, at most 50"]
