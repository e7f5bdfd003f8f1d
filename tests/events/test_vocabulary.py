"""The types of events, their families and their PLOVER codes."""

import pytest

from components.events import vocabulary
from components.events.vocabulary import FAMILIES, FAMILY_OF_TYPE, PLOVER, PLOVER_OF_TYPE, STRUCTURAL_TYPES
from components.events.words import LANGUAGES, terms

TYPES = (
    "call",
    "meeting",
    "statement",
    "report",
    "denial",
    "aid",
    "sanction",
    "strike",
    "election",
    "inauguration",
    "appointment",
    "vote",
    "proposal",
    "agreement",
    "protest",
    "legal",
    "movement",
    "launch",
    "accident",
    "other",
)


def test_the_vocabulary_has_these_types_and_no_other() -> None:
    assert sorted(FAMILY_OF_TYPE) == sorted(TYPES)


def test_every_type_belongs_to_a_family_and_every_family_has_a_type() -> None:
    assert set(FAMILY_OF_TYPE.values()) == set(FAMILIES)
    assert set(STRUCTURAL_TYPES) <= set(FAMILY_OF_TYPE)


def test_every_type_has_a_plover_code_or_a_reason_why_there_is_none() -> None:
    assert set(PLOVER_OF_TYPE) == set(FAMILY_OF_TYPE)
    assert {code for code in PLOVER_OF_TYPE.values() if code} <= set(PLOVER)
    without = [kind for kind, code in PLOVER_OF_TYPE.items() if not code]
    reasons = str(vocabulary.__doc__).partition("Where PLOVER has no code")[2]
    assert [kind for kind in without if f"``{kind}``" not in reasons] == []
    assert [kind for kind in PLOVER_OF_TYPE if kind not in without and f"``{kind}``" in reasons] == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("call", "CONSULT"),
        ("aid", "AID"),
        ("sanction", "SANCTION"),
        ("strike", "ASSAULT"),
        ("agreement", "SUPPORT"),
        ("vote", "legislative"),
        ("denial", "negation"),
    ],
)
def test_a_type_is_coded_as_the_codebook_has_it(kind: str, code: str) -> None:
    assert PLOVER_OF_TYPE[kind] == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_types_have_the_same_name(language: str) -> None:
    for group in ("types", "types_many"):
        names = [terms(language)(f"{group}.{kind}") for kind in FAMILY_OF_TYPE]
        assert len(set(names)) == len(names)


def test_french_types_in_the_feminine_are_types() -> None:
    feminine = terms("fr").entry("selection.feminine")
    assert set(feminine) <= set(FAMILY_OF_TYPE)
    assert {"protest", "election"} <= set(feminine)
    assert not {"call", "accident", "legal"} & set(feminine)
