"""The new actors of an article, under its cards: add them, say whom of the story they are, or leave them out."""

from components.app.dom import Child, Node, button, el
from components.app.reviewing import Review
from components.app.scene import Scene
from components.app.widgets.review.words import review_words
from components.articles.review.saved import in_events

WAYS = {"actor-confirm": "confirm", "actor-edit": "edit", "actor-join": "join", "actor-leave": "leave"}


def actors_section(scene: Scene, review: Review) -> Node | None:
    """One line each; ``None`` when the story knows everybody who takes part."""
    draft, words = review.draft, review_words(scene.language)
    places = in_events(draft)
    shown = [number for number in range(len(draft.actors)) if places[number]]
    if not shown:
        return None
    return el(
        "section",
        el("h3", words("actors.title")),
        el("p", words("actors.help"), css="ww-muted"),
        el("ul", *(_actor(scene, number, review, places[number]) for number in shown)),
        css="ww-new-actors",
        aria_label=words("actors.title"),
    )


def name_of(scene: Scene, actor: str) -> str:
    """The name of an actor of the story; its id when it is not there any more."""
    here = scene.whole.actors["actor_id"] == actor
    names = scene.whole.text("actors", "name", scene.language)[here]
    return str(names.iloc[0]) if len(names) else actor


def _actor(scene: Scene, number: int, review: Review, places: tuple[int, ...]) -> Node:
    words, actor = review_words(scene.language), review.draft.actors[number]
    decision = review.draft.actor_decisions[number]
    about = [scene.term("kinds", decision.cells.get("kind", actor.kind)), actor.role]
    about.append(words("actors.in_events", numbers=", ".join(str(at + 1) for at in places)))
    name = next((text for column, text in decision.cells.items() if column.startswith("name_") and text), actor.name)
    head = el(
        "span",
        el("strong", name, dir="auto"),
        el("span", " · " + " · ".join(part for part in about if part), css="ww-muted", dir="auto"),
    )
    return el(
        "li",
        head,
        *_foot(scene, number, review, name),
        css="ww-new-actor" + (" ww-open" if decision.what == "open" else ""),
    )


def _foot(scene: Scene, number: int, review: Review, name: str) -> list[Child]:
    words, decision = review_words(scene.language), review.draft.actor_decisions[number]
    label = words("actors.actions", name=name)
    if decision.what == "open":
        ways = [_button(what, number, words(f"actors.{way}")) for what, way in WAYS.items()]
        return [el("div", *ways, css="ww-review-do", role="group", aria_label=label)]
    told = words(f"actors.{decision.what}", name=name_of(scene, decision.actor_id))
    back = [_button("actor-undo", number, words("card.undo"), place="actor-confirm")]
    if decision.what == "confirmed":
        back.append(_button("actor-edit", number, words("actors.edit")))
    state = el("span", told, css="ww-review-state", dir="auto")
    return [state, el("div", *back, css="ww-review-do", role="group", aria_label=label)]


def _button(what: str, number: int, text: str, place: str = "") -> Node:
    act = {"do": "review", "id": f"{what}:{number}"}
    return button(text, act=act, css=f"ww-do ww-do-{what}", data_key=f"{place or what}-{number}")
