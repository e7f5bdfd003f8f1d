"""A story to select from, and any selections of it."""

from hypothesis import strategies as st

from components.events.selection import FIRST_DAY, LAST_DAY, Selection
from components.events.vocabulary import FAMILIES, STATUSES
from tests.events.event_stories import CALL, claim, story

EVENTS = (
    {
        **CALL,
        "title_en": "Trump phones Putin, who denies it",
        "title_fr": "Trump téléphone à Poutine, qui dément",
        "place_en": "Mar-a-Lago",
        "country": "US",
    },
    {
        "event_id": "talks",
        "when": "2025-02-11/2025-02-14",
        "type": "meeting",
        "title_en": "Talks on Kursk",
        "title_fr": "Pourparlers sur Koursk",
        "participants": "putin; kyiv",
        "place_en": "Élysée Palace",
        "place_fr": "Palais de l’Élysée",
        "country": "FR",
    },
    {"event_id": "vote", "type": "vote", "title_en": "A vote nobody dates", "participants": "kyiv"},
    {"event_id": "aid", "when": "2024-12", "type": "aid", "title_en": "Aid", "note_en": "Łódź depot", "country": "PL"},
    {"event_id": "war", "when": "-0430", "type": "strike", "title_en": "The Peloponnesian War begins"},
    {"event_id": "treaty", "when": "2026-01-01/..", "type": "treaty", "title_en": "A treaty", "tags": "gas"},
)
CLAIMS = (
    claim("2024-11-10", "asserts", "Axios", summary_en="They spoke of the Black Sea."),
    claim("2024-11-11", "denies", "peskov"),
    claim("2025-02-01", "plans", "putin", "talks"),
    claim("2025-02-15", "confirms", "putin", "talks", quote="une séance franche"),
    claim("2024-11-20", "asserts", "Reuters", "vote"),
    claim("2024-12-24", "confirms", "Zoë Smith", "aid"),
    claim("-0430", "asserts", "Thucydides", "war"),
    claim("2025-12-01", "asserts", "Axios", "treaty"),
)
STORY = story(EVENTS, CLAIMS, families={"treaty": "support"})


def _some(*known: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Values of a part: some that the story has, some that it has not."""
    return st.lists(st.sampled_from(known) | st.text(max_size=8), max_size=3).map(tuple)


def _days() -> st.SearchStrategy[float | None]:
    near = st.integers(20000, 20600).map(float)
    return st.none() | near | st.floats(FIRST_DAY - 1000, LAST_DAY + 1000)


def selections() -> st.SearchStrategy[Selection]:
    """Any selection; families and statuses are those that there are."""
    return st.builds(
        Selection,
        actors=_some("trump", "putin", "kyiv"),
        match=st.sampled_from(["any", "all"]),
        first=_days(),
        last=_days(),
        families=st.lists(st.sampled_from(FAMILIES), max_size=3).map(tuple),
        types=_some("call", "meeting", "treaty"),
        statuses=st.lists(st.sampled_from(STATUSES), max_size=4).map(tuple),
        places=_some("US", "FR", "Élysée Palace"),
        text=st.sampled_from(["", "kursk", '"black sea" Axios', "elysee"]) | st.text(max_size=12),
        known_on=_days(),
        event=st.none() | st.sampled_from(["call", "treaty"]) | st.text(max_size=8),
    )
