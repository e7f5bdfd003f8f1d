import pytest

from components.articles.gazetteer import LANGUAGES, cities, lands


def land(code, language):
    return next(one for one in lands(language) if one.code == code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_name_a_people_and_coordinates(language):
    known = lands(language)
    assert len(known) >= 195
    assert {"TW", "XK", "PS", "VA", "HK"} <= {one.code for one in known}
    for one in known:
        assert one.name
        assert one.lat is not None
        assert -90 <= one.lat <= 90
        assert one.lon is not None
        assert -180 <= one.lon <= 180
        assert one.capital == "" or one.capital == one.capitals[0]
        assert len(set(one.names)) == len(one.names)


def test_both_languages_know_the_same_countries():
    assert [one.code for one in lands("fr")] == [one.code for one in lands("en")]
    assert [one.country for one in cities("fr")] == [one.country for one in cities("en")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_countries_share_a_name(language):
    seen = {}
    for one in lands(language):
        for name in one.names:
            assert seen.setdefault(name, one.code) == one.code


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("RU", {"russe", "russes"}),
        ("UA", {"ukrainien", "ukrainienne", "ukrainiens", "ukrainiennes"}),
        ("TR", {"turc", "turque", "turcs", "turques"}),
        ("GR", {"grec", "grecque", "grecs", "grecques"}),
        ("FR", {"français", "française", "françaises"}),
        ("KP", {"nord-coréen", "nord-coréenne", "nord-coréens", "nord-coréennes"}),
        ("US", {"américain", "américaine", "américains", "américaines"}),
    ],
)
def test_french_demonyms_stand_in_both_genders_and_numbers(code, forms):
    assert forms <= set(land(code, "fr").demonyms)


@pytest.mark.parametrize(
    ("code", "forms", "never"),
    [
        ("RU", {"Russian", "Russians"}, set()),
        ("FR", {"French", "Frenchman", "Frenchmen", "Frenchwomen"}, {"Frenchs"}),
        ("CN", {"Chinese"}, {"Chineses"}),
        ("DE", {"German", "Germans"}, {"Germen"}),
        ("PL", {"Polish", "Pole", "Poles"}, {"Polishs"}),
    ],
)
def test_english_demonyms_are_adjectives_and_nouns(code, forms, never):
    known = set(land(code, "en").demonyms)
    assert forms <= known
    assert not never & known


def test_names_stand_in_all_forms_that_news_writes():
    assert {"États-Unis", "Etats-Unis", "USA"} <= set(land("US", "fr").names)
    assert {"U.S.", "US", "America"} <= set(land("US", "en").names)
    assert {"Côte d’Ivoire", "Côte d'Ivoire"} <= set(land("CI", "fr").names)
    assert {"Holland", "Netherlands"} <= set(land("NL", "en").names)
    assert {"St. Lucia", "Saint Lucia"} <= set(land("LC", "en").names)
    assert "Antigua and Barbuda" in land("AG", "en").names
    assert land("UA", "en").capitals == ("Kyiv", "Kiev")
    assert "Maurice" not in land("MU", "fr").names


def test_countries_in_an_unknown_language_are_refused():
    with pytest.raises(ValueError, match="'de'"):
        lands("de")
