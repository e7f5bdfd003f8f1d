"""What is wrong with a row, in the words of a form: beside the field it is about, or in a list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.app.scene import Scene
from components.app.widgets.editing.fields import SPOTS
from components.app.widgets.editing.when import when_told
from components.app.widgets.editing.wordings import column_words, editing_words
from components.events.changes import ID
from components.events.errors import Defect
from components.events.schema import FILES, columns

TABLE_OF = {FILES[table]: table for table in ID}
KEYS: Mapping[str, str] = {
    "the value is missing": "missing",
    "an id consists": "id",
    "it is not a country code": "country",
    "it is not a currency code": "currency",
    "it is not a web address": "url",
    "it is not a Wikidata id": "wikidata",
    "it is not a SHA-256": "hash",
    "it is not a plain file name": "file",
    "unknown stance": "choice",
    "unknown scope": "choice",
    "unknown kind": "choice",
    "unknown type": "type",
    "it is not a number": "number",
    "it is not a whole number": "number",
    "the number is too large": "large",
    "it is out of range": "range",
    "it is neither yes nor no": "flag",
    "duplicate id": "duplicate",
    "unknown actor id": "unknown_actor",
    "unknown event id": "unknown_id",
    "unknown source id": "unknown_id",
    "unknown role": "role",
    "a participant has no actor": "no_actor",
    "the participant is named twice": "twice",
    "the affiliations go round": "circle",
    "unknown side": "side",
    "the claim was made before": "early",
    "no claim says": "silent",
    "half of the coordinates": "coordinates",
    "the quote ends": "quote_ends",
    "it is not a day, month or year": "day",
    "unknown column": "column",
    "the column is missing": "column_missing",
    "there is no such text": "no_text",
    "has another checksum": "checksum",
    "the text is not in UTF-8": "encoding",
    "the text cannot be read": "unreadable",
    "unknown key": "key",
    "the key is missing": "key_missing",
    "a type consists of": "type_name",
    "unknown family": "family",
    "unknown lanes": "lanes",
    "it is not a text for each language": "languages_text",
    "it is not a list of languages": "languages",
    "it is not a language code": "language_code",
    "the language is named twice": "language_twice",
    "it is not a list of eras": "eras",
    "it is not a table": "table",
    "the end lies before the start": "era_end",
}
"""What stands in the problems that validation tells, and the key of what a form says instead."""


def problem_text(defect: Defect, language: str, table: str = "") -> str:
    """The problem of ``defect`` in ``language``, in words of a form instead of those of a file."""
    words, table = editing_words(language), table or TABLE_OF.get(defect.file, "")
    kinds = {column.name: column.kind for column in columns(table, ())} if table else {}
    if kinds.get(defect.column) in {"edtf", "day"} and defect.value and "the claim was" not in defect.problem:
        return (
            when_told(defect.value, language).text if kinds[defect.column] == "edtf" else _day(defect.value, language)
        )
    key = next((key for start, key in KEYS.items() if start in defect.problem), "other")
    if key == "other":
        return words("problem.other", problem=defect.problem, remedy=defect.remedy)
    return words(f"problem.{key}")


def show_defects(
    scene: Scene, forms: Mapping[tuple[str, str], str], defects: Iterable[tuple[str, str, Defect]]
) -> list[str]:
    """Write ``defects`` (table, id, defect) beside their fields; those without one come back as sentences.

    ``forms`` maps (table, id) to the key under which the form of that row was drawn in this run.
    """
    rest = []
    for table, id, defect in defects:
        text = problem_text(defect, scene.language, table)
        spots: Mapping[str, Any] = st.session_state.get(SPOTS, {}).get(forms.get((table, id), ""), {})
        if defect.column not in spots:
            where = column_words(defect.column, scene.language).capitalize()
            rest.append(editing_words(scene.language)("problem.at", where=where, what=text))
        elif spots[defect.column] is not None:
            with spots[defect.column].container(key=f"{forms[table, id]}-{defect.column}-defect"):
                st.text("⚠ " + text)
    return rest


def by_row(rows: Mapping[str, Sequence[Mapping[str, str]]], defects: Iterable[Defect]) -> list[tuple[str, str, Defect]]:
    """``defects`` of ``Store.defects`` with the table and the id of the row asked for that each is about."""
    found = []
    for one in defects:
        table = TABLE_OF.get(one.file, "")
        asked = rows.get(table, ())
        id = asked[one.row - 1].get(ID[table], "") if table and 0 < one.row <= len(asked) else ""
        found.append((table, id, one))
    return found


def _day(value: str, language: str) -> str:
    from components.app.widgets.editing.when import day_told

    return day_told(value, language).text
