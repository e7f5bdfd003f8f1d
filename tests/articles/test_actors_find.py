import sys
from pathlib import Path

import pandas as pd
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from components.articles.actors import NerError, find_actors, spacy_ner
from components.articles.actors.lexicon import LANGUAGES
from components.articles.actors.spelling import Spellings, alike, skeleton
from components.articles.gazetteer import lands
from components.events.errors import WhowhenError
from components.events.vocabulary import KINDS
from components.stores.folder import read_story
from tests.thorough import examples

STORY = read_story(Path(__file__).parents[2] / "data" / "ukraine-diplomacy")
HOW = {"name", "alias", "spelling", "title", "country", "metonym", "demonym", "pronoun", "description"}
PIECES = st.sampled_from(
    [
        "Trump", "Poutine", "Moscou", "le président russe", "Mme", "M.", "Il", "elle", "the", "They", "both leaders",
        "les deux hommes", "(OMC)", "l'armée", "'s", "’", "-", "«", "»", '"', ",", ".", "\n", "Kim Jong-un",
        "a déclaré", "said",
        "selon", "de", "du", "Ministry of Health and", "%", "40", "İ", "ﬁ", "U.S.", "É", "J.", "son homologue",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


def names(text, language="fr", story=None, **more):
    return [figure.name for figure in find_actors(text, language, story, **more).figures.values()]


@given(text=TEXTS, language=st.sampled_from(LANGUAGES), story=st.sampled_from([None, STORY]))
@settings(max_examples=examples(80), deadline=None)
def test_any_text_has_a_cast_whose_mentions_lie_in_it_apart_and_in_order(text, language, story):
    cast = find_actors(text, language, story)
    assert cast == find_actors(text, language, story)
    end = 0
    for mention in cast.mentions:
        assert end <= mention.start < mention.end <= len(text)
        quote = text[mention.start : mention.end]
        assert quote == quote.strip()
        assert mention.how in HOW
        end = mention.end
    assert {mention.key for mention in cast.mentions} == set(cast.figures)
    for key, figure in cast.figures.items():
        assert (figure.key, figure.kind in KINDS, bool(figure.name)) == (key, True, True)


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="not in 'de'"):
        find_actors("Der Kanzler sprach.", "de")


def test_a_story_gives_its_figures_their_id_their_country_and_their_name_in_the_language_of_the_article():
    french = find_actors("Putin a parlé.", "fr", STORY).figures["vladimir-putin"]
    english = find_actors("Poutine spoke.", "en", STORY).figures["vladimir-putin"]
    assert (french.name, french.actor_id, french.country) == ("Vladimir Poutine", "vladimir-putin", "RU")
    assert (english.name, english.actor_id, english.country) == ("Vladimir Putin", "vladimir-putin", "RU")


def test_a_country_of_the_story_is_the_storys_actor_and_another_one_is_new():
    cast = find_actors("La Russie et le Chili ont signé.", "fr", STORY)
    assert cast.figures["russia"].actor_id == "russia"
    assert (cast.figures["land-CL"].actor_id, cast.figures["land-CL"].country) == ("", "CL")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_acts_under_its_first_name(language):
    verb = "a signé un accord." if language == "fr" else "signed a treaty."
    for land in (land for land in lands(language) if land.names):
        cast = find_actors(f"{land.names[0]} {verb}", language)
        assert land.code in {figure.country for figure in cast.figures.values() if figure.kind == "state"}, land.name


@pytest.mark.parametrize(
    ("language", "text", "name", "actor"),
    [
        ("fr", "Les autorités américaines ont nié.", "autorités américaines", "united-states"),
        ("en", "US officials who were not named denied it.", "US officials", "united-states"),
        ("en", "The Ukrainian army fired.", "Ukrainian army", ""),
        ("fr", "Le gouvernement chilien a signé.", "gouvernement chilien", ""),
    ],
)
def test_a_body_that_speaks_for_a_state_of_the_story_keeps_its_name_and_has_the_id_of_the_state(
    language, text, name, actor
):
    (figure,) = find_actors(text, language, STORY).figures.values()
    assert (figure.name, figure.actor_id) == (name, actor)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Turkey signed.", "Turkey"),
        ("The Ivory Coast and Ankara signed. Turkey left.", "Turkey"),
        ("Britain left.", "Britain"),
    ],
)
def test_a_country_that_the_story_lacks_is_called_as_the_text_calls_it(text, name):
    assert name in names(text, "en")


def test_a_strike_of_a_country_names_it_in_the_place_of_its_adjective_only():
    text = "A Chilean missile strike hit the Bolivian port."
    told = [(text[one.start : one.end], one.how) for one in find_actors(text, "en").mentions]
    assert told == [("Chilean", "demonym")]


def test_two_persons_of_one_last_name_are_not_told_apart_by_it():
    actors = STORY.actors.copy()
    twin = actors[actors["actor_id"] == "elon-musk"].assign(
        actor_id="kimbal-musk", name_en="Kimbal Musk", name_fr="Kimbal Musk", aliases="Musk"
    )
    story = STORY.with_tables(actors=pd.concat([actors, twin], ignore_index=True))
    told = {figure.actor_id for figure in find_actors("Musk a parlé à Paris.", "fr", story).figures.values()}
    assert told == {""}
    assert names("Kimbal Musk a parlé.", "fr", story) == ["Kimbal Musk"]


def test_the_role_of_a_figure_is_what_the_text_calls_it():
    (figure,) = find_actors("Le ministre chilien des Mines Jorge Ibarra a démissionné.", "fr").figures.values()
    assert (figure.role, figure.country, figure.name) == ("ministre chilien des Mines", "CL", "Jorge Ibarra")


def test_a_title_before_a_name_is_part_of_the_mention_but_not_of_the_name():
    text = "Le ministre chilien des Mines Jorge Ibarra a démissionné."
    (mention,) = find_actors(text, "fr").mentions
    assert text[mention.start : mention.end] == "ministre chilien des Mines Jorge Ibarra"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zelensky", "Zelenskyy"), ("Zelensky", "Zelenski"), ("Zelensky", "Zelenskiy"), ("Medvedev", "Medvedjev"),
     ("Chouïgou", "Shuigu"), ("Kellogg", "Kellog"), ("Frederiksen", "Fredriksen"), ("Mohamed", "Mohammed")],
)  # fmt: skip
def test_spellings_of_one_name_are_alike(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Trump", "Tromp"), ("Macron", "Macro"), ("Poutine", "Routine"), ("Zelensky", "Zelenska"), ("Putin", "Pétain"),
     ("Rubio", "Rubin"), ("Biden", "Bidon"), ("Hollande", "Holland"), ("Sullivan", "Sullivans")],
)  # fmt: skip
def test_names_of_different_people_are_not_alike(one, other):
    assert not alike(one, other)


def test_a_spelling_near_two_names_is_nobodys():
    table = Spellings([("Zelensky", "a"), ("Zelenskij", "b")])
    assert table.find("Zelenskyy") == ""
    assert Spellings([("Zelensky", "a")]).find("Zelenskyy") == "a"
    assert skeleton("Zelenskyy") == skeleton("Zelenski")


def test_a_pipeline_adds_names_that_the_rules_do_not_see():
    text = "hier glorbex a chanté avec Zvornik près de Varn"
    found = [(5, 12, "ORG"), (27, 34, "PER"), (43, 47, "LOC")]
    assert "glorbex" not in names(text)
    cast = find_actors(text, "fr", ner=lambda _: found)
    told = {(figure.name, figure.kind) for figure in cast.figures.values()}
    assert {("glorbex", "organisation"), ("Zvornik", "person")} <= told
    assert "Varn" not in {name for name, _ in told}


def test_what_a_pipeline_finds_across_words_or_beyond_the_text_is_left_out():
    assert names("Rien ici", ner=lambda _: [(1, 3, "PER"), (0, 99, "ORG"), (4, 4, "PER"), (-3, 4, "ORG")]) == []


def test_a_pipeline_of_spacy_is_read_from_a_folder(tmp_path):
    pipeline = spacy.blank("fr")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "glorbex"}])
    pipeline.to_disk(tmp_path / "model")
    plug = spacy_ner(str(tmp_path / "model"))
    assert list(plug("Ici glorbex vend.")) == [(4, 11, "ORG")]
    assert names("Ici glorbex vend.", ner=plug) == ["glorbex"]
    long = "mot " * 60_000 + "glorbex"
    assert list(plug(long)) == [(len(long) - 7, len(long), "ORG")]


def test_a_pipeline_that_is_missing_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(NerError, match="python -m spacy download") as caught:
        spacy_ner(str(tmp_path / "none"))
    assert isinstance(caught.value, WhowhenError)


def test_without_spacy_the_error_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(NerError, match=r"whowhen\[spacy\]"):
        spacy_ner("fr_core_news_sm")
