"""The texts that a change brings: which names they may have, and what is kept of them."""

import pandas as pd
import pytest

from components.events.changes import Change, ChangeError
from components.events.changing_texts import LONGEST, is_name, storable, texts_of
from components.events.schema import SCHEMA
from components.events.validation_cells import verdicts

(COLUMN,) = (one for one in SCHEMA["sources"] if one.name == "text")


def texts(found: object) -> Change:
    return Change({}, "Ada", texts=found)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.txt", "gazette-2024-05-15.md", "Élysée « 2 ».txt", "電話.txt", "a b.c.txt"])
def test_a_plain_name_is_kept_and_sound_in_the_table(name: str) -> None:
    assert texts_of(texts({name: "a"})) == {name: b"a"}
    assert verdicts(COLUMN, pd.Index([name]), ()) == {}


@pytest.mark.parametrize(
    "name",
    [
        "", "a", "a.html", ".txt", ".a.txt", "../a.txt", "a/b.txt", "..\\a.txt", "/etc/a.txt", "C:a.txt", "a\0.txt",
        "a\n.txt", "a\u202etxt.txt", "\ud800.txt", " a.txt", "con.txt", "NUL.md", "a" * LONGEST + ".txt",
        "é" * 99 + ".txt", "a?.txt", "a*.md", '"a".txt', "a|b.txt", 3, None,
    ],
)  # fmt: skip
def test_another_name_is_refused_in_words(name: object) -> None:
    with pytest.raises(ChangeError, match="name") as caught:
        texts_of(texts({name: "a"}))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


def test_a_name_that_is_none_is_none_to_look_for() -> None:
    assert [is_name(name) for name in ("a.html", "../a.txt", "", "..", "a\0")] == [True, False, False, False, False]


def test_a_text_is_kept_in_utf_8_with_one_kind_of_line_end() -> None:
    assert texts_of(texts({"a.txt": "é\r\nb\rc\n"})) == {"a.txt": "é\nb\nc\n".encode()}


@pytest.mark.parametrize("text", ["\0", "\ud800", 3, None, b"a"])
def test_what_is_no_text_is_refused(text: object) -> None:
    with pytest.raises(ChangeError):
        texts_of(texts({"a.txt": text}))
    assert not isinstance(text, str) or not storable(text)


def test_texts_are_a_table_of_names() -> None:
    with pytest.raises(ChangeError, match="write"):
        texts_of(texts(["a.txt"]))
