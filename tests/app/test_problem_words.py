"""What is wrong with a row, in the words of a form: every problem that a story is checked for has its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.app.widgets.editing.problems import KEYS, problem_text
from components.app.widgets.editing.wordings import editing_words
from components.events.errors import Defect
from components.events.schema import SCHEMA

COMPONENTS = Path(__file__).parents[2] / "components"
COLUMNS = [column for table in SCHEMA.values() for column in table]
FILES = (*sorted((COMPONENTS / "events").glob("validation*.py")), COMPONENTS / "stores" / "texts.py")


def texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be, places in them left out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))


def problems(file: Path) -> Iterator[str]:
    """Every problem that a module of validation tells: where defects are made, and where single cells are judged."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            at = {"Defect": 4, "_defect": 2}.get(node.func.id, 99)
            if len(node.args) > at:
                yield from texts(node.args[at])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "problem":
            yield from texts(node.value)
        elif isinstance(node, ast.Tuple) and file.stem == "validation_cells":
            parts = [next(texts(one), "") for one in node.elts]
            if len(parts) in (2, 3) and all(parts) and (" " in parts[-2]):
                yield parts[-2]


NAMED = {
    "unknown … id": [f"unknown {one.refers.removesuffix('s')} id" for one in COLUMNS if one.refers],
    "unknown …": [f"unknown {one.name}" for one in COLUMNS if one.choices],
    "it is not …": ["it is not a number", "it is not a whole number"],
}
"""Problems that name a column, as they are for each column that there is."""
FOUND = sorted(
    {(file.stem, one) for file in FILES for problem in problems(file) for one in NAMED.get(problem, [problem])}
    | {("by column", one) for some in NAMED.values() for one in some}
)


def test_the_problems_are_found_in_the_code() -> None:
    told = {problem for _, problem in FOUND}
    assert {"the value is missing", "duplicate id", "it is not a web address", "it is out of range"} <= told
    assert {"half of the coordinates is missing", "there is no such text", "unknown key"} <= told
    assert len(told) > 45


@pytest.mark.parametrize(("_", "problem"), FOUND)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_problem_has_words_of_its_own(language: str, _: str, problem: str) -> None:
    words = editing_words(language)
    defect = Defect("claims.csv", 1, "note_en", "x", f"an-id: {problem}", "a remedy")
    assert problem_text(defect, language) in words.entry("problem").values()
    assert "a remedy" not in problem_text(defect, language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_words_are_left_over(language: str) -> None:
    assert {*editing_words(language).entry("problem")} == {*KEYS.values(), "at", "other"}
