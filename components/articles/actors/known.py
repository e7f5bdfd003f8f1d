"""Whom lists know: the story's actors, countries with their capitals and peoples, organisations, media."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from components.articles.actors.lexicon import LANGUAGES, listed, load
from components.articles.actors.phrases import Pattern, Phrases
from components.articles.actors.span import Known
from components.articles.actors.tokens import Scene, words_of
from components.articles.dates.folding import folded
from components.articles.gazetteer import lands

if TYPE_CHECKING:
    from components.events.story import Story

_ARTICLES = frozenset({"the", "le", "la", "les", "l"})
_PARTICLES = frozenset({"de", "du", "van", "von", "der", "den", "la", "bin", "al", "el"})
# A name of so many words is one in lower case too: "cour pénale internationale".
_TOLD = 3


@dataclass(frozen=True, eq=False)
class Index:
    """``names`` by their words; ``demonyms`` to countries; ``story`` and ``states`` what the story adds to them."""

    names: Phrases[Known]
    demonyms: Phrases[str]
    story: Phrases[Known]
    states: dict[str, Known]
    people: tuple[Known, ...]

    def find(self, scene: Scene, index: int) -> tuple[int, Known] | None:
        """The longest known name that begins at token ``index`` in fitting capitals."""
        best: tuple[int, Known] | None = None
        low = scene.at(index).low
        for table in (self.story, self.names):
            if low not in table:
                continue
            for end, known in table.candidates(scene, index):
                if _capitals(scene, index, end, known) and _whole(scene, index, end, known):
                    if best is None or end > best[0]:
                        best = end, known
                    break
        if best and not best[1].actor_id and best[1].kind == "state" and best[1].country in self.states:
            return best[0], replace(self.states[best[1].country], how=best[1].how, caps=best[1].caps)
        return best

    def demonym(self, scene: Scene, index: int) -> tuple[int, str] | None:
        """The adjective or noun of a people that begins at token ``index``: (token after it, country)."""
        return self.demonyms.longest(scene, index)


@lru_cache(maxsize=8)
def index(language: str, story: "Story | None") -> Index:
    """All that is known for a text of a language, with the actors of a story."""
    names, demonyms = _base(language)
    actors = tuple(_actors(story, language)) if story is not None else ()
    states = {known.country: known for _, known in reversed(actors) if known.kind == "state" and known.country}
    people = {known.key: known for _, known in actors if known.kind == "person"}
    return Index(names, demonyms, Phrases(_story_names(actors)), states, tuple(people.values()))


@lru_cache(maxsize=len(LANGUAGES))
def _base(language: str) -> tuple[Phrases[Known], Phrases[str]]:
    demonyms = [(words_of(form), land.code) for land in lands(language) for form in land.demonyms]
    return Phrases(_names(language)), Phrases(demonyms)


def _names(language: str) -> Iterator[tuple[Pattern, Known]]:
    lexicon = load(language)
    for kind, country, names in lexicon.organisations:
        key = "-".join(words_of(names[0]))
        for name in names:
            yield from _entries(name, Known(key, max(names, key=len), kind, country, how="name"))
    for land in lands(language):
        name = land.names[0] if land.names else land.name
        for form in land.names:
            yield from _entries(form, Known(f"land-{land.code}", name, "state", land.code, how="country"))
    for land in lands(language):
        name = land.names[0] if land.names else land.name
        for form in land.capitals:
            yield from _entries(form, Known(f"land-{land.code}", name, "state", land.code, how="metonym"))
    for name in lexicon.media:
        bare = " ".join(name.split()[1:]) if name.startswith("The ") and len(name.split()) > 2 else name
        for form in dict.fromkeys((name, bare)):
            yield from _entries(form, Known("-".join(words_of(bare)), bare, "media", how="name"))


def _entries(form: str, known: Known) -> Iterator[tuple[Pattern, Known]]:
    words, caps = words_of(form), _caps(form)
    if known.actor_id and known.kind in {"organisation", "government"} and len(words) > 1 and caps[:1] == "c":
        # "Administration Biden" as a name is "l'administration Biden" in a sentence.
        caps = "-" + caps[1:]
    if words:
        yield words, replace(known, caps=caps)


def _caps(form: str) -> str:
    """What capitals each word of a name wants; an article at its head wants none."""
    pieces = [piece for part in form.replace("’", "'").replace("-", " ").split() for piece in _apart(part)]
    wants = ["u" if len(piece) > 1 and piece.isupper() else "c" if piece[:1].isupper() else "-" for piece in pieces]
    if len(pieces) > 1 and folded(pieces[0]).strip("'") in _ARTICLES:
        wants[0] = "-"
    return "".join(wants)


def _apart(part: str) -> list[str]:
    head, sign, tail = part.partition("'")
    return [head, tail] if sign and len(head) <= 2 and len(tail) > 1 else [part]


def _capitals(scene: Scene, start: int, end: int, known: Known) -> bool:
    if len(known.caps) != end - start:
        return any(token.cap for token in scene.tokens[start:end])
    for token, want in zip(scene.tokens[start:end], known.caps, strict=True):
        if end - start >= _TOLD and known.kind == "organisation":
            continue
        if want == "u" and len(token.text) <= 4 and not token.text.isupper():
            return False
        if want != "-" and not token.cap:
            return False
    return True


def _whole(scene: Scene, start: int, end: int, known: Known) -> bool:
    """Part of a hyphenated word only beside another capitalised word ("Trump-Putin"), never in "anti-Paris"."""
    before, after = scene.at(start - 1), scene.at(end)
    if known.kind not in {"person", "state"} and (scene.at(start).glued or after.glued):
        return False
    return not (scene.at(start).glued and not before.cap) and not (after.glued and not after.cap)


def _actors(story: "Story", language: str) -> Iterator[tuple[tuple[str, ...], Known]]:
    """Each actor with all its names in all languages, that of the article's language first."""
    capitals = {words_of(form) for code in LANGUAGES for land in lands(code) for form in land.capitals}
    frame = story.actors
    shown = story.text("actors", "name", language)
    columns = [name for name in frame.columns if name.startswith("name_")]
    for row, name in zip(frame.to_dict("records"), shown, strict=True):
        forms = (str(name), *(str(row[column]) for column in columns), *listed(str(row.get("aliases", ""))))
        given = frozenset(words_of(form)[0] for form in forms if len(words_of(form)) > 1)
        known = Known(
            str(row["actor_id"]),
            str(name),
            str(row["kind"]),
            str(row.get("country", "")),
            str(row["actor_id"]),
            given=given if row["kind"] == "person" else frozenset(),
        )
        usual = [form for form in dict.fromkeys(forms) if form and words_of(form) not in capitals]
        yield tuple(usual), known
        seats = [form for form in dict.fromkeys(forms) if form and words_of(form) in capitals]
        if seats and known.kind == "state":
            yield tuple(seats), replace(known, how="metonym")


def _story_names(actors: Iterable[tuple[tuple[str, ...], Known]]) -> Iterator[tuple[Pattern, Known]]:
    actors = tuple(actors)
    families: dict[Pattern, set[str]] = {}
    for forms, known in actors:
        if known.kind == "person":
            for form in forms:
                families.setdefault(_family(words_of(form)), set()).add(known.key)
    for forms, known in actors:
        for form in forms:
            how = known.how if known.how == "metonym" else "country" if known.kind == "state" else None
            how = how or ("name" if words_of(form) == words_of(known.name) else "alias")
            bare = len(words_of(form)) == 1 and known.kind == "person"
            if bare and len(families.get(words_of(form), ())) > 1:
                continue
            yield from _entries(_without_article(form, forms), replace(known, how=how, family=bare))
    for forms, known in actors:
        for form in forms if known.kind == "person" else ():
            family = _family(words_of(form))
            if len(words_of(form)) > 1 and len(families[family]) == 1 and form[:1].isupper():
                yield family, replace(known, caps="c" * len(family) if len(family) == 1 else "", family=True)


def _without_article(form: str, forms: tuple[str, ...]) -> str:
    """The name without its article: "the Kremlin" is the Kremlin, but "le Post" needs it."""
    head, _, rest = form.partition(" ")
    return rest if folded(head) in _ARTICLES and (" " in rest or rest in forms) else form


def _family(words: Pattern) -> Pattern:
    """The last name: the last word and the particles before it."""
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    return words[at:]
