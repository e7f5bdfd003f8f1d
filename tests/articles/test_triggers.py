"""The words that tell events: forms, verb groups, clauses, triggers."""

import pytest

from components.articles.model import Cast
from components.articles.proposals import inflect_en, inflect_fr
from components.articles.proposals.lexicon import load
from components.articles.proposals.scene import Found, Scene, scenes
from components.articles.proposals.triggers import triggers
from components.articles.sentences import sentences
from components.events.vocabulary import FAMILY_OF_TYPE


def scene_of(text: str, language: str) -> Scene:
    found = Found(Cast({}, ()), (), (), ())
    return next(iter(scenes(text, sentences(text), language, load(language), found)))


def told(text: str, language: str) -> list[tuple[str, str]]:
    """Type and way of each trigger of a sentence."""
    return [(trigger.type, trigger.how) for trigger in triggers(scene_of(text, language))]


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("lancer", {"lança", "lançait", "lancent", "lancera", "lanceraient", "lancées"}),
        ("manger", {"mangea", "mangeaient", "mangent", "mangés"}),
        ("appeler", {"appelle", "appellera", "appelait", "appelée"}),
        ("geler", {"gèle", "gèlera", "gelé"}),
        ("céder", {"cède", "cédait", "céda", "cédé"}),
        ("payer", {"paie", "paye", "paiera", "payé"}),
        ("envoyer", {"envoie", "enverra", "envoyait", "envoyées"}),
        ("réunir", {"réunit", "réunissent", "réunissait", "réunira", "réunie"}),
        ("vendre", {"vend", "vendent", "vendait", "vendra", "vendu"}),
        ("soutenir", {"soutient", "soutiendra", "soutint", "soutenus"}),
        ("promettre", {"promet", "promit", "promettront", "promise"}),
        ("dissoudre", {"dissout", "dissoudra", "dissous", "dissoute"}),
    ],
)
def test_french_verbs_are_conjugated_by_rule_and_by_model(lemma: str, forms: set[str]) -> None:
    irregular = {
        "tenir": "tient tiennent | tenait | tiendra | tint tinrent | tienne tiennent | tenant | tenu",
        "mettre": "met mettent | mettait | mettra | mit mirent | mette mettent | mettant | mis",
        "dissoudre": "dissout dissolvent | dissolvait | dissoudra | dissolut dissolurent | dissolve dissolvent "
        "| dissolvant | dissous",
        "envoyer": "envoie envoient | envoyait | enverra | envoya envoyèrent | envoie envoient | envoyant | envoyé",
        "unir": "",
        "réunir": "",
    }
    assert forms <= {word for word, _ in inflect_fr.verb(lemma, irregular)}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("announce", {"announces", "announced", "announcing"}),
        ("deny", {"denies", "denied", "denying"}),
        ("deploy", {"deploys", "deployed"}),
        ("clash", {"clashes", "clashed"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("swear", {"swears", "swore", "sworn"}),
    ],
)
def test_english_verbs_are_conjugated_by_rule_and_by_table(lemma: str, forms: set[str]) -> None:
    irregular = {"swear": "swears | swore | sworn | swearing"}
    assert forms <= {word for word, _ in inflect_en.verb(lemma, irregular)}


def test_of_a_noun_of_several_words_the_right_ones_take_the_plural() -> None:
    assert list(inflect_fr.noun("tir de missile"))[1] == "tirs de missile"
    assert list(inflect_fr.noun("entretien téléphonique"))[1] == "entretiens téléphoniques"
    assert list(inflect_en.noun("round of talks"))[1] == "rounds of talks"
    assert list(inflect_en.noun("phone call"))[1] == "phone calls"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_type_of_the_vocabulary_has_words(language: str) -> None:
    lexicon = load(language)
    labels = {use.label for uses in lexicon.triggers.values() for use in uses}
    assert {*FAMILY_OF_TYPE, "other"} <= labels
    assert {noun.label for nouns in lexicon.nouns.values() for noun in nouns} <= labels


def test_a_language_without_words_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="'de'"):
        load("de")


@pytest.mark.parametrize(
    ("language", "text", "lemma", "tense", "passive", "governor"),
    [
        ("fr", "Le maire a été arrêté.", "arrêter", "past", True, ""),
        ("fr", "Elle avait longtemps hésité.", "hésiter", "pluperfect", False, ""),
        ("fr", "La ministre est arrivée à Lyon.", "arriver", "past", False, ""),
        ("fr", "Les deux maires se sont rencontrés.", "rencontrer", "past", False, ""),
        ("fr", "Le train aurait déraillé.", "dérailler", "reported", False, ""),
        ("fr", "Le conseil va bientôt voter.", "voter", "present", False, "plan"),
        ("fr", "Le maire vient de démissionner.", "démissionner", "recent", False, "recent"),
        ("fr", "Le préfet pourrait interdire la marche.", "interdire", "conditional", False, "maybe"),
        ("fr", "Elle a promis de libérer les otages.", "libérer", "past", False, "promise"),
        ("en", "The mayor was arrested.", "arrest", "past", True, ""),
        ("en", "The mayor has been arrested.", "arrest", "past", True, ""),
        ("en", "She had left.", "leave", "pluperfect", False, ""),
        ("en", "The council will vote.", "vote", "future", False, "plan"),
        ("en", "They are set to meet.", "meet", "present", False, "plan"),
        ("en", "The court could reject it.", "reject", "conditional", False, "maybe"),
        ("en", "He was told to resign.", "resign", "past", False, "done"),
        ("en", "She spoke by phone.", "speak", "past", False, ""),
    ],
)
def test_tense_voice_and_governor_are_read_off_the_verb_group(
    language: str, text: str, lemma: str, tense: str, passive: bool, governor: str
) -> None:
    verb = next(verb for verb in scene_of(text, language).verbs if verb.lemma == lemma)
    assert (verb.tense, verb.passive, verb.governor) == (tense, passive, governor)


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "La police n'a pas confirmé."), ("en", "The police did not confirm it.")]
)
def test_a_negation_belongs_to_its_verb(language: str, text: str) -> None:
    assert scene_of(text, language).verbs[0].negated


def test_a_word_that_is_verb_and_noun_is_told_by_the_word_before() -> None:
    assert [verb.lemma for verb in scene_of("The vote on sanctions failed.", "en").verbs] == ["fail"]
    assert [verb.lemma for verb in scene_of("They imposed sanctions.", "en").verbs] == ["impose"]
    assert [verb.lemma for verb in scene_of("La visite a duré.", "fr").verbs] == ["durer"]


def test_a_participle_shares_the_auxiliary_before_and() -> None:
    first, second = scene_of("Le gouvernement a dissous le conseil et débloqué des fonds.", "fr").verbs
    assert (second.tense, second.shared, first.shared) == ("past", True, False)


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("fr", "Le maire, qui a démissionné, a quitté la ville.", ["main", "relative"]),
        ("fr", "Elle a dit que le train a déraillé.", ["main", "complement"]),
        ("fr", "Si la loi passe, il partira.", ["main", "condition"]),
        ("fr", "Le maire a parlé et la foule a crié.", ["main", "main"]),
        ("en", "The mayor, who resigned, left the city.", ["main", "relative"]),
        ("en", "She said the train derailed.", ["main", "complement"]),
        ("en", "The boat rescued on Friday was turned around.", ["main"]),
    ],
)
def test_each_clause_has_one_finite_verb(language: str, text: str, kinds: list[str]) -> None:
    clauses = [clause for clause in scene_of(text, language).structure.clauses if clause.verb is not None]
    assert sorted(clause.kind for clause in clauses) == sorted(kinds)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Les deux reines ont eu une conversation téléphonique.", [("call", "support")]),
        ("fr", "La rencontre a eu lieu.", [("meeting", "happen")]),
        ("fr", "Le maire a prêté serment.", [("inauguration", "verb")]),
        ("fr", "La reine a signé un traité.", [("agreement", "verb")]),
        ("fr", "La reine a signé un décret.", [("other", "support")]),
        ("fr", "Ils ont annulé leur visite.", [("meeting", "support")]),
        ("fr", "La porte-parole a mis en garde les passagers.", [("statement", "verb")]),
        ("fr", "Douze marins ont été tués dans un naufrage.", [("accident", "verb")]),
        ("fr", "Le tribunal a annulé le décret.", [("legal", "verb")]),
        ("fr", "Elle n'a pas confirmé.", [("denial", "verb")]),
        ("fr", "On parle de la possibilité d'un accord.", []),
        ("en", "The two queens had a phone call.", [("call", "support")]),
        ("en", "The summit took place.", [("meeting", "happen")]),
        ("en", "The queen was sworn in.", [("inauguration", "verb")]),
        ("en", "The queen signed a treaty.", [("agreement", "verb")]),
        ("en", "They cancelled their visit.", [("meeting", "support")]),
        ("en", "Dock workers began a strike.", [("protest", "support")]),
        ("en", "Twelve sailors died in a fire.", [("accident", "verb")]),
        ("en", "The court overturned the ban.", [("legal", "verb"), ("sanction", "noun")]),
        ("en", "The army declined to comment.", [("denial", "verb")]),
        ("fr", "Le porte-parole a refusé de répondre.", [("denial", "verb")]),
    ],
)
def test_verbs_nouns_and_both_together_tell_the_type(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [entry for entry in told(text, language) if entry[1] != "plain"] == expected


def test_a_cancelled_event_is_known_as_such() -> None:
    assert [trigger.cancelled for trigger in triggers(scene_of("Elle a reporté sa visite.", "fr"))] == [True]
    assert [trigger.cancelled for trigger in triggers(scene_of("She had a meeting.", "en"))] == [False]
