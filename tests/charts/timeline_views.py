"""Views of a small story with everything in it and of a crowded one, for the timeline's tests."""

from components.charts.salience import salience
from components.charts.view import TimelineView
from components.events.story import Era
from tests.charts.timeline_stories import day, many, story

SMALL = [
    {"id": "vote", "when": "2024-11-05", "type": "election", "title": "The election", "actors": ("ann",)},
    {
        "id": "call",
        "when": "2024-11-07",
        "type": "call",
        "title": "A call, denied",
        "status": "disputed",
        "uncertain": True,
        "actors": ("ann", "bob"),
    },
    {
        "id": "talk",
        "when": "2024-11-13",
        "type": "meeting",
        "title": "Talks <b>go</b> on",
        "approximate": True,
        "actors": ("bob",),
    },
    {
        "id": "war",
        "first": day("2024-11-10"),
        "last": day("2024-12-20"),
        "precision": "interval",
        "type": "strike",
        "status": "reported",
    },
    {
        "id": "aid",
        "first": day("2024-12-01"),
        "last": day("2024-12-31"),
        "precision": "month",
        "type": "aid",
        "status": "planned",
    },
    {"id": "lie", "when": "2024-12-24", "type": "report", "status": "denied"},
    {"id": "no", "when": "2024-12-26", "type": "statement", "status": "retracted"},
    {"id": "sometime", "type": "statement"},
]


CLAIMS = [
    {"event": "call", "speaker": "Post", "on": "2024-11-10"},
    {"event": "call", "speaker": "Kremlin", "stance": "denies", "on": "2024-11-11"},
]


ERAS = (Era({"en": "Before"}, float("-inf"), day("2024-11-30")), Era({"en": "After"}, day("2024-12-01"), float("inf")))


def small():
    """Every kind of event and status, an election, two eras, and two claims about the call."""
    return story(SMALL, CLAIMS, eras=ERAS)


def salient(made):
    """The story with the salience of its events."""
    return made.with_tables(events=made.events.assign(salience=salience(made)))


def view_of(made, **more):
    """The view of a story whose events have their salience; ``whole`` is the story before any filter."""
    made = salient(made)
    return TimelineView(made, more.pop("whole", made), **more)


# 215 events over two years, with a burst.
CROWD = salient(many(215, days=680, first="2024-08-06"))
