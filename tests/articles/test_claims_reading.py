import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.articles.claims import KINDS, find_attributions, hedges, speaker_of, stance
from components.articles.model import ActorMention, Cast, Figure
from components.articles.sentences import sentences
from components.events.vocabulary import STANCES
from tests.thorough import examples

HERE = Path(__file__).parent
NOBODY = Cast({}, ())
LANGUAGES = ("fr", "en")


def texts(language):
    return [case["t"] for case in tomllib.loads((HERE / f"claims_cases_{language}.toml").read_text("utf-8"))["cases"]]


def named(text, *names, kind="person"):
    """A cast of people named by these words wherever they stand."""
    figures = {name: Figure(name, name, kind) for name in names}
    found = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append(ActorMention(at, at + len(name), name, "name"))
            at = text.find(name, at + len(name))
    return Cast(figures, tuple(sorted(found, key=lambda one: one.start)))


def told(text, language="fr", cast=NOBODY):
    return find_attributions(text, language, sentences(text), cast)


def who(text, about, language="fr", cast=NOBODY):
    start = text.index(about)
    found = speaker_of(told(text, language, cast), start, start + len(about))
    return None if found is None else (found.speaker or found.words)


def check(text, language):
    cast = named(text, "Trump", "Zelensky")
    split = sentences(text)
    found = find_attributions(text, language, split, cast)
    assert found == find_attributions(text, language, split, cast)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.content_start <= one.content_end <= len(text)
        assert 0 <= one.speaker_start < one.speaker_end <= len(text)
        assert one.kind in KINDS
        assert one.speaker == "" or one.speaker in cast.figures
        assert not (one.public and one.anonymous)
        assert one.verb
        assert one.verb in text
    for sentence in split:
        for words in hedges(text, language, sentence.start, sentence.end):
            assert sentence.start <= words.start < words.end <= sentence.end
            assert words.what == "hedge"
        middle = (sentence.start + sentence.end) // 2
        for focus in (None, (middle, min(middle + 4, sentence.end))):
            read = stance(text, language, sentence.start, sentence.end, focus)
            assert read.stance in {*STANCES, "hypothetical"}
            assert (read.stance == "asserts") == (read.evidence == ())
            assert all(sentence.start <= words.start < words.end <= sentence.end for words in read.evidence)


WORDS = {
    "fr": "Trump Zelensky le la l' un des sources selon d'après a ont n' pas dit déclaré que qu' « » , . ; : a-t-il "
    "ajoutant rapporte par comme été aurait serait si il et mais va confirmé démenti , l'annonce cité ( ) Le Monde qui "
    "sera à de du",
    "en": 'Trump Zelensky the a some sources according to said says that " “ ” , . ; : he she adding reported by as '
    "was has not would if and but will confirmed denied announced quoting ( ) News who which told not 's is Monday did",
}


@given(st.sampled_from(LANGUAGES), st.data())
@settings(max_examples=examples(100), deadline=None)
def test_any_words_are_read_without_an_error(language, data):
    words = data.draw(st.lists(st.sampled_from(WORDS[language].split()), max_size=24))
    check(" ".join(words), language)


@given(st.sampled_from(LANGUAGES), st.text(max_size=80))
@settings(max_examples=examples(80), deadline=None)
def test_any_text_is_read_without_an_error(language, text):
    check(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_keeps_to_its_offsets(language):
    check("\n".join(texts(language)), language)


@pytest.mark.parametrize(
    "read",
    [
        lambda: find_attributions("Er sagte nichts.", "de", (), NOBODY),
        lambda: hedges("Er sagte nichts.", "de", 0, 5),
        lambda: stance("Er sagte nichts.", "de", 0, 5),
    ],
    ids=["find_attributions", "hedges", "stance"],
)
def test_an_unknown_language_is_refused(read):
    with pytest.raises(ValueError, match="'de'"):
        read()


def test_an_attribution_has_its_words_and_places():
    text = "Hier, la ministre Anne Roux a annoncé mardi que le pont est fermé."
    (one,) = told(text, "fr", named(text, "Anne Roux"))
    assert text[one.start : one.end] == "la ministre Anne Roux a annoncé"
    assert text[one.speaker_start : one.speaker_end] == "la ministre Anne Roux"
    assert text[one.content_start : one.content_end] == "le pont est fermé."
    assert (one.speaker, one.words, one.verb) == ("Anne Roux", "ministre Anne Roux", "a annoncé")
    assert (one.public, one.carried) == (True, False)


def test_selon_is_no_public_statement():
    text = "Selon Anne Roux, le pont est fermé."
    (one,) = told(text, "fr", named(text, "Anne Roux"))
    assert (one.public, one.verb) == (False, "Selon")
    assert text[one.content_start : one.content_end] == "le pont est fermé."


def test_what_nobody_named_says_is_no_public_statement():
    (one,) = told("Un responsable a déclaré que le pont est fermé.")
    assert (one.anonymous, one.public) == (True, False)


def test_an_opinion_is_no_public_statement():
    text = "Anne Roux pense que le pont est fermé."
    (one,) = told(text, "fr", named(text, "Anne Roux"))
    assert not one.public


def test_a_figure_that_is_only_described_stays_anonymous():
    text = "Selon des sources militaires, le pont est fermé."
    cast = named(text, "sources militaires", kind="organisation")
    (one,) = told(text, "fr", cast)
    assert (one.speaker, one.anonymous) == ("sources militaires", True)


def test_a_quotation_over_three_sentences_has_one_speaker():
    text = "« Le pont est fermé. La gare aussi. Le port reste ouvert », a dit Anne Roux. La ville dort."
    cast = named(text, "Anne Roux")
    assert [who(text, words, "fr", cast) for words in ("pont", "gare", "port", "ville")] == ["Anne Roux"] * 3 + [None]
    assert [one.carried for one in told(text, "fr", cast)] == [True, True, False]


def test_a_quotation_ends_with_its_paragraph():
    text = "« Le pont est fermé, a dit Anne Roux.\nLa ville dort."
    assert who(text, "ville", "fr", named(text, "Anne Roux")) is None


def test_the_conditional_of_hearsay_goes_on_with_the_medium():
    text = "Le Courrier a rapporté que deux hommes se sont vus.\nIls auraient parlé de paix. Ils ont dîné."
    cast = named(text, "Courrier", kind="media")
    assert who(text, "parlé", "fr", cast) == "Courrier"
    assert who(text, "dîné", "fr", cast) is None


def test_the_innermost_speaker_counts():
    text = "Le Courrier rapporte que Anne Roux a dit que le pont est fermé."
    cast = named(text, "Anne Roux")
    assert who(text, "fermé", "fr", cast) == "Anne Roux"
    assert who(text, "Anne", "fr", cast) == "Courrier"


def test_two_speakers_of_one_sentence_keep_apart():
    text = "Paul Lemon said the port is open, but Ann Redd said the bridge is shut."
    cast = named(text, "Paul Lemon", "Ann Redd")
    assert who(text, "open", "en", cast) == "Paul Lemon"
    assert who(text, "shut", "en", cast) == "Ann Redd"


def test_a_pronoun_of_the_cast_tells_who_speaks():
    text = "Anne Roux a reçu Zelensky. Il a ajouté que la paix est proche."
    at = text.index("Il a")
    plain = named(text, "Anne Roux", "Zelensky")
    cast = Cast(plain.figures, (*plain.mentions, ActorMention(at, at + 2, "Zelensky", "pronoun")))
    assert who(text, "proche", "fr", cast) == "Zelensky"


@pytest.mark.parametrize(
    "text", ["« Je regrette ce choix », a dit Anne Roux.", "« Nous condamnons ce choix », a dit Anne Roux."]
)
def test_what_the_quoted_say_of_themselves_is_their_statement(text):
    assert {one.speaker for one in told(text, "fr", named(text, "Anne Roux"))} == {"Anne Roux"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Il aurait signé lundi.", ["aurait signé"]),
        ("Les régions auraient été vidées.", ["auraient été vidées"]),
        ("Il serait peut-être mort.", ["serait peut-être mort"]),
        ("Il a dit qu'il viendrait.", []),
        ("S'il pleuvait, il resterait.", []),
        ("Il entrait et montrait son retrait.", []),
        ("Il devrait venir.", []),
    ],
)
def test_the_words_of_reserve_are_found(text, words):
    assert [text[one.start : one.end] for one in hedges(text, "fr", 0, len(text))] == words


@pytest.mark.parametrize(
    ("text", "focus", "language"),
    [("The army fired rockets with no warning.", "fired", "en"), ("L'armée a tiré sans prévenir.", "tiré", "fr")],
)
def test_what_is_missing_beside_an_event_denies_it_not(text, focus, language):
    at = text.index(focus)
    assert stance(text, language, 0, len(text), (at, at + len(focus))).stance == "asserts"


def test_what_follows_one_trigger_says_nothing_of_another():
    text = "Le sommet a eu lieu à Oslo, mais le suivant se tiendra à Rome."
    at, later = text.index("sommet"), text.index("suivant")
    assert stance(text, "fr", 0, len(text), (at, at + 6)).stance == "asserts"
    assert stance(text, "fr", 0, len(text), (later, later + 7)).stance == "plans"


@pytest.mark.parametrize(
    ("text", "focus", "words"),
    [
        ("La visite n'a pas eu lieu.", "visite", "n'a pas"),
        ("Le port sera fermé.", "fermé", "sera"),
        ("The visit is scheduled for May.", "visit", "is scheduled for"),
    ],
)
def test_a_stance_has_the_words_that_tell_it(text, focus, words):
    at = text.index(focus)
    (one,) = stance(text, "fr" if "é" in text or "n'a" in text else "en", 0, len(text), (at, at + len(focus))).evidence
    assert text[one.start : one.end] == words


@pytest.mark.parametrize(
    ("language", "text", "names", "others"),
    [
        ("fr", "Ada Roy et Bo Lind ont déclaré que le pont est ouvert.", ["Ada Roy", "Bo Lind"], ["Bo Lind"]),
        (
            "fr",
            "« Le pont est ouvert », ont déclaré Ada Roy et le ministre Bo Lind.",
            ["Ada Roy", "Bo Lind"],
            ["Bo Lind"],
        ),
        ("fr", "La France et l'Italie ont annoncé que le pont est ouvert.", ["France", "Italie"], ["Italie"]),
        ("fr", "Selon Ada Roy et Bo Lind, le pont est ouvert.", ["Ada Roy", "Bo Lind"], ["Bo Lind"]),
        ("en", "Ada Roy and Bo Lind said that the bridge was open.", ["Ada Roy", "Bo Lind"], ["Bo Lind"]),
        ("en", "The bridge was open, Ada Roy and Bo Lind said.", ["Ada Roy", "Bo Lind"], ["Bo Lind"]),
        ("en", "Roy, Lind and Moe said that the bridge was open.", ["Roy", "Lind", "Moe"], ["Lind", "Moe"]),
        ("en", "The Senate and the Court confirmed that it was open.", ["Senate", "Court"], ["Court"]),
    ],
)
def test_of_those_who_speak_together_the_first_is_the_speaker_and_the_others_are_kept(language, text, names, others):
    (found,) = told(text, language, named(text, *names))
    assert found.speaker == names[0]
    assert [one.key for one in found.others] == others
    assert all(text[one.start : one.end] == one.words for one in found.others)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "Ada Roy, maire de Lyon et ancienne ministre, a déclaré que le pont est ouvert.", ["Ada Roy"]),
        ("fr", "Ada Roy a vu Bo Lind et le ministre a déclaré que le pont est ouvert.", ["Ada Roy", "Bo Lind"]),
        ("en", "Ada Roy met Bo Lind and the mayor said that the bridge was open.", ["Ada Roy", "Bo Lind"]),
    ],
)
def test_who_is_only_named_before_does_not_speak_too(language, text, names):
    assert all(one.others == () for one in told(text, language, named(text, *names)))
