"""A new story: a folder with the right headers, one worked example and a short guide. It opens at once."""

import csv
import io
import re
from pathlib import Path

from components.events.errors import WhowhenError
from components.events.schema import FILES, TABLES, header

LANGUAGES = ("en", "fr")
GUIDE = "README.md"


def new_story(root: Path, name: str) -> Path:
    """Make the story ``name`` in the folder ``root`` and return its folder; never writes over anything.

    Raises ``WhowhenError`` if it is there already or cannot be made.
    """
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        raise WhowhenError(
            f"“{name}” is no name for a story: use lower-case letters a to z, digits and hyphens, such as my-story"
        )
    folder = Path(root) / name
    try:
        folder.mkdir(parents=True)
        for file, text in _files(name).items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise WhowhenError(f"{folder} is there already: choose another name, or remove it first") from error
    except OSError as error:
        raise WhowhenError(
            f"{folder} cannot be made ({error.strerror}): check the folder that WHOWHEN_STORIES names"
        ) from error
    return folder


def _files(name: str) -> dict[str, str]:
    title = name.replace("-", " ").capitalize()
    tables = {FILES[table]: _csv(header(table, LANGUAGES), _EXAMPLE[table]) for table in TABLES}
    return {FILES["story"]: _META.format(title=title), **tables, GUIDE: _GUIDE.format(title=title, name=name)}


def _csv(names: list[str], rows: list[dict[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


_EXAMPLE: dict[str, list[dict[str, str]]] = {
    "events": [
        {
            "event_id": "mayor-calls-minister-2024-05-13",
            "when": "2024-05-13?",
            "type": "call",
            "title_en": "The mayor is said to have phoned the minister, who denies it",
            "title_fr": "Le maire aurait téléphoné au ministre, qui dément",
            "short_title_en": "Reported call from the mayor to the minister",
            "short_title_fr": "Appel présumé du maire au ministre",
            "participants": "mayor:initiator; minister:target",
            "note_en": "The worked example: reported on 15 May, disputed on 16 May. Replace it with your own events.",
            "note_fr": "L’exemple : rapporté le 15 mai, contesté le 16 mai. À remplacer par vos événements.",
        }
    ],
    "claims": [
        {
            "claim_id": "example-1",
            "event_id": "mayor-calls-minister-2024-05-13",
            "source_id": "gazette-2024-05-15",
            "speaker": "gazette",
            "stance": "asserts",
            "scope": "whole",
            "asserted_on": "2024-05-15",
            "anonymous": "yes",
            "hedged": "no",
            "summary_en": "Unnamed people at the town hall say that the mayor phoned the minister on Monday.",
            "summary_fr": "Des personnes non nommées de la mairie disent que le maire a téléphoné au ministre lundi.",
        },
        {
            "claim_id": "example-2",
            "event_id": "mayor-calls-minister-2024-05-13",
            "source_id": "gazette-2024-05-16",
            "speaker": "minister",
            "stance": "denies",
            "scope": "whole",
            "asserted_on": "2024-05-16",
            "anonymous": "no",
            "hedged": "no",
            "summary_en": "Says that there was no such call.",
            "summary_fr": "Affirme que cet appel n’a pas eu lieu.",
        },
    ],
    "actors": [
        {"actor_id": "mayor", "name_en": "The mayor", "name_fr": "Le maire", "kind": "person", "affiliation": "town"},
        {
            "actor_id": "minister",
            "name_en": "The minister",
            "name_fr": "Le ministre",
            "kind": "person",
            "side": "government",
        },
        {"actor_id": "town", "name_en": "The town", "name_fr": "La ville", "kind": "organisation"},
        {
            "actor_id": "gazette",
            "name_en": "The Gazette",
            "name_fr": "La Gazette",
            "kind": "media",
            "aliases": "Gazette",
        },
    ],
    "sources": [
        {
            "source_id": "gazette-2024-05-15",
            "title": "The call that nobody announced",
            "publisher": "The Gazette",
            "url": "https://example.org/the-call",
            "published": "2024-05-15",
            "language": "en",
        },
        {
            "source_id": "gazette-2024-05-16",
            "title": "Minister: no such call",
            "publisher": "The Gazette",
            "url": "https://example.org/no-such-call",
            "published": "2024-05-16",
            "language": "en",
        },
    ],
}

_META = """\
languages = ["en", "fr"]
lanes = "type"  # or "detail", "actor", "place"

[title]
en = "{title}"
fr = "{title}"

[description]
en = "One sentence on what this story is about."
fr = "Une phrase qui dit de quoi il s’agit."

# A name for a side that is no actor of its own; actors.csv uses it in the column side.
[sides.government]
en = "Government"
fr = "Gouvernement"

# Named stretches of time, drawn behind the events; start or end may be left out.
# [[eras]]
# en = "The old council"
# fr = "L’ancien conseil"
# end = "2024-06-30"

# Types of events beside the built-in ones, with their family: institutions, contacts, statements, support, pressure,
# other.
# [families]
# treaty = "support"
"""

_GUIDE = """\
# {title}: how to fill this folder

Open the CSV files in a spreadsheet or an editor; keep them comma separated and in UTF-8. Then run

    whowhen check PATH-OF-THIS-FOLDER

It names every defect with file, row, column and remedy. The dashboard shows the story as soon as there is none.

| file | one row for each |
| --- | --- |
| `events.csv` | event: when, what, who took part |
| `claims.csv` | claim: who says, on which day, that an event took place or did not |
| `actors.csv` | person, state, government, organisation or medium |
| `sources.csv` | text in which a claim can be read |
| `story.toml` | (headings of the story) |

**Ids** are short, stable and lower-case: `mayor-calls-minister-2024-05-13`. Texts end in `_en` or `_fr`, one column
for each language of `story.toml`; one language is enough.

**when** is an EDTF date, or empty if nobody knows: `2024-05-13` a day, `2024-05` a month, `2024` a year, `-0430` 431
BCE, `2024-05-13~` about that day, `2024-05-13?` if it is disputed that it took place, `2024-05-13/2024-05-20` from
one day to the other, `2024-05-13/..` since, `../2024-05-13` until, `2024-21` to `2024-24` spring to winter.

**type** is one of election, inauguration, vote, appointment, legal, call, meeting, statement, report, denial, aid,
proposal, agreement, sanction, strike, protest, movement, launch, accident, other, or one that `story.toml` gives a
family.

**participants** are actors with their roles: `mayor:initiator; minister:target`. Roles are initiator, target,
participant (may be left out), mediator, source (the one who tells).

**removed** is the reason why an event was taken off the timeline, empty for all that are on it; its claims stay.

**The status of an event is never typed in**: it follows from the claims, so every event needs one claim at least.
`stance` is asserts, confirms, denies, declines (will not say), plans (announces it) or retracts; `scope` is whole, or
part if only a part of the event is denied; `speaker` is an actor_id or any name; `asserted_on` is the day on which
the claim became public, not before its source was published; `anonymous` and `hedged` are yes or no.

The example is made up. Overwrite it.
"""
