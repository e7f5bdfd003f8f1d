"""What a card says about its review: how sure the proposal is, what was decided, and the buttons to decide."""

from collections.abc import Mapping

from components.app.dom import Child, Node, button, el
from components.app.reviewing import Review
from components.app.scene import Scene
from components.app.widgets.review.words import percent, review_words
from components.articles.review import Decision, confidence
from components.events.story import Story

REASONS = ("no_event", "unimportant", "twice", "wrong")
"""Ready reasons to dismiss a proposal; a draft keeps the key of one, or words of a person's own."""
KEYS: Mapping[str, str] = {"accept": "a", "edit": "e", "join": "j", "dismiss": "d", "undo": "u"}


def review_foot(scene: Scene, key: int, review: Review) -> Node:
    """The foot of the card ``key``: what was decided and the way back, or the ways to decide."""
    decision, given = review.draft.decisions[key], review.given.get(key)
    if given is not None:
        inner: list[Child] = [el("p", *_told(scene, "given", given), css="ww-review-state")]
    elif decision.what == "open":
        inner = [_buttons(scene, key, review), _sure(scene, key, review)]
    else:
        inner = [el("p", *_state(scene, decision), css="ww-review-state"), _undo(scene, key, decision)]
    label = review_words(scene.language)("card.actions", number=key + 1)
    return el("div", *inner, css="ww-review-foot", role="group", aria_label=label)


def review_css(key: int, review: Review) -> str:
    """The class of a card: open ones stand out, dismissed ones step back."""
    what = "given" if key in review.given else review.draft.decisions[key].what
    return {"open": " ww-open", "dismissed": " ww-gone"}.get(what, " ww-taken")


def sure_reasons(scene: Scene, key: int, review: Review) -> list[Node]:
    """How sure the proposal is, part by part, for the list of reasons."""
    words = review_words(scene.language)
    found = confidence(review.reading.proposals[key]).reasons
    return [el("li", words(f"sure.{one.key}", **one.values)) for one in found]


def title_of(story: Story, event: str, language: str) -> str:
    """The title of an event of the story, "" when it is not there."""
    here = story.events["event_id"] == event
    titles = story.text("events", "title", language)[here]
    return str(titles.iloc[0]) if len(titles) else ""


def reason_of(scene: Scene, decision: Decision) -> str:
    """Why a proposal was dismissed, in words; "" when nobody said."""
    known = f"dismiss.{decision.reason}"
    return review_words(scene.language)(known) if decision.reason in REASONS else decision.reason


def _state(scene: Scene, decision: Decision) -> list[Child]:
    words = review_words(scene.language)
    if decision.what == "joined":
        return _told(scene, "joined", decision.event_id)
    if decision.what == "dismissed":
        why = reason_of(scene, decision)
        return [words("card.dismissed_because", reason=why) if why else words("card.dismissed")]
    return [el("span", "✓ ", aria_hidden="true"), words(f"card.{decision.what}")]


def _told(scene: Scene, what: str, event: str) -> list[Child]:
    words, title = review_words(scene.language), title_of(scene.whole, event, scene.language)
    act = {"do": "event", "id": event}
    named = button(title, act=act, css="ww-link", dir="auto") if title else el("em", words("card.gone"))
    return [el("span", "✓ ", aria_hidden="true"), words(f"card.{what}") + " ", named]


def _buttons(scene: Scene, key: int, review: Review) -> Node:
    same = review.draft.proposals[key].match.verdict == "same"
    names = {what: what for what in ("accept", "edit", "join", "dismiss")}
    if same:
        names["accept"] = "accept_claim"
    return el("div", *(_button(scene, key, what, name) for what, name in names.items()), css="ww-review-do")


def _undo(scene: Scene, key: int, decision: Decision) -> Node:
    """The ways back; the first one has the place in the keyboard's order that accepting had."""
    change = {"joined": "join", "dismissed": "dismiss"}.get(decision.what, "edit")
    first = _button(scene, key, "undo", "undo", place="accept")
    return el("div", first, _button(scene, key, change, "edit" if change == "edit" else "change"), css="ww-review-do")


def _button(scene: Scene, key: int, what: str, name: str, place: str = "") -> Node:
    return button(
        review_words(scene.language)(f"card.{name}"),
        act={"do": "review", "id": f"{what}:{key}"},
        css=f"ww-do ww-do-{what}",
        data_key=f"{place or what}-{key}",
        data_shortcut=KEYS[what],
        aria_keyshortcuts=KEYS[what],
    )


def _sure(scene: Scene, key: int, review: Review) -> Node:
    score = confidence(review.reading.proposals[key]).score
    text = review_words(scene.language)("card.sure", percent=percent(score, scene.language))
    return el("span", text, css="ww-muted ww-sure")
