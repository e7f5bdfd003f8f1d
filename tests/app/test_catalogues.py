"""The words of the page in both languages: the catalogues, and what is explained with them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from components.app.widgets.charts import legend_node
from components.events.vocabulary import STATUSES
from tests.app.trees import nodes_of, scene, text_of

COMPONENTS = Path(__file__).parents[2] / "components"


CATALOGUES = sorted(COMPONENTS.glob("*/wording/*en.toml"))


def texts(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a catalogue with its key; the forms of a plural count as one."""
    if "other" in table and isinstance(table["other"], str) and "one" in table:
        yield path, str(table["other"])
        return
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from texts(value, f"{path}.{key}".strip("."))
        else:
            yield f"{path}.{key}".strip("."), str(value)


def catalogue(path: Path) -> dict[str, set[str]]:
    """Keys of a catalogue and the places in each text. How countries and genders are said is each language's own."""
    found = dict(texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    own = ("countries.", "selection.statuses_f.")
    return {key: set(re.findall(r"{(\w+)}", text)) for key, text in found.items() if not key.startswith(own)}


@pytest.mark.parametrize("english", CATALOGUES, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_both_languages_have_the_same_texts_with_the_same_places(english: Path) -> None:
    french = english.with_name(english.name.replace("en.toml", "fr.toml"))
    assert catalogue(english) == catalogue(french)


@pytest.mark.parametrize(
    "path", sorted(COMPONENTS.glob("*/wording/*.toml")), ids=lambda path: f"{path.parts[-3]} {path.stem}"
)
def test_no_text_is_empty(path: Path) -> None:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [key for key, text in texts(found) if not text.strip()] == []


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_status_has_its_word_and_its_rule(status: str, language: str) -> None:
    current = scene(lang=language)
    assert current.term("statuses", status)
    assert current.words(f"about.{status}")
    assert current.words(f"summary.status.{status}", n=1) != current.words(f"summary.status.{status}", n=2)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_legend_explains_colours_widths_and_shapes(language: str) -> None:
    tree = legend_node(scene(lang=language))
    assert text_of(tree).count("|") >= 9
    assert all("data-svg" in node.attrs for node in nodes_of(tree) if node.tag == "img")
