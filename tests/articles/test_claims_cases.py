import re
import tomllib
from pathlib import Path

import pytest

from components.articles.claims import find_attributions, hedges, speaker_of, stance
from components.articles.model import ActorMention, Cast, Figure
from components.articles.sentences import sentences

HERE = Path(__file__).parent


def cast_of(text, named):
    """A cast by hand: each "name:kind" is a figure, named wherever its name stands."""
    figures, mentions = {}, []
    for one in named:
        name, _, kind = one.partition(":")
        figures[name] = Figure(name, name, kind)
        how = {"person": "name", "media": "name", "government": "metonym", "state": "country"}[kind]
        mentions += [
            ActorMention(found.start(), found.end(), name, how)
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        ]
    kept = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return Cast(figures, tuple(kept))


def cases(language):
    return tomllib.loads((HERE / f"claims_cases_{language}.toml").read_text(encoding="utf-8"))["cases"]


def expected(case):
    plain = {
        "kind": "says" if case["who"] else "",
        "anonymous": False,
        "hedged": False,
        "stance": "asserts",
        "outlet": "",
    }
    return plain | {name: case[name] for name in ("who", *plain) if name in case}


def told(case, language):
    text = case["t"]
    cast = cast_of(text, case.get("cast", []))
    split = sentences(text)
    start = text.index(case["about"])
    end = start + len(case["about"])
    found = speaker_of(find_attributions(text, language, split, cast), start, end)
    own = next(one for one in split if one.start <= start < one.end)
    return {
        "kind": found.kind if found else "",
        "anonymous": found is not None and found.anonymous,
        "hedged": bool(hedges(text, language, own.start, own.end)),
        "stance": stance(text, language, own.start, own.end, (start, end)).stance,
        "outlet": found.outlet if found else "",
        "who": (found.speaker or found.words) if found else "",
    }


CASES = [(language, case) for language in ("fr", "en") for case in cases(language)]


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}: {case['t']}" for language, case in CASES])
def test_a_sentence_is_given_to_who_says_it(language, case):
    assert told(case, language) == expected(case)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_there_are_enough_cases(language):
    assert len(cases(language)) >= 60
