import tomllib
from pathlib import Path

import pytest

from components.articles.actors import find_actors
from components.articles.actors.lexicon import LANGUAGES
from components.stores.folder import read_story

HERE = Path(__file__).parent
STORY = read_story(HERE.parents[1] / "data" / "ukraine-diplomacy")


def cases(language):
    return tomllib.loads((HERE / f"actors_cases_{language}.toml").read_text(encoding="utf-8"))["cases"]


EVERY = [
    pytest.param(language, case, id=f"{language}-{case['t'][:50]}")
    for language in LANGUAGES
    for case in cases(language)
]


@pytest.mark.parametrize(("language", "case"), EVERY)
def test_the_cast_of_a_text_is_who_acts_in_it_and_nobody_else(language, case):
    cast = find_actors(case["t"], language, STORY if case.get("story") else None)
    assert sorted(f"{figure.name}:{figure.kind}" for figure in cast.figures.values()) == sorted(case["who"])


@pytest.mark.parametrize(("language", "case"), [entry for entry in EVERY if "refs" in entry.values[1]])
def test_every_mention_points_at_the_figure_it_means(language, case):
    cast = find_actors(case["t"], language, STORY if case.get("story") else None)
    told = [[case["t"][mention.start : mention.end], cast.figures[mention.key].name] for mention in cast.mentions]
    assert told == case["refs"]


def test_french_and_english_are_tried_equally_hard():
    assert min(len(cases(language)) for language in LANGUAGES) >= 50
