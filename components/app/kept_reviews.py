"""Reviews under way in the store, each with every decision: found again, kept, dropped.

A draft belongs to a person and to the text of its article, or a part of it. What the store cannot keep stays in the
session, and the page says so. A draft that this program cannot read is never written over.
"""

import datetime
from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st

from components.app import who
from components.app.articles import Reading
from components.articles.matching import matched
from components.articles.model import Article
from components.articles.review import Draft, DraftError, from_json, given, key_of, known_before, progress, to_json
from components.events.joins import keep
from components.events.story import Story
from components.stores.base import Draft as Kept
from components.stores.base import StoreError

DRAFT = "draft-"
"""What the name of an article begins with that is read out of a draft."""
BESIDE = "-beside"
"""What the key of a draft ends with that is kept beside one that cannot be read."""
SHORT = 12  # characters of its key in the address
UNKEPT = "review-unkept"
"""Drafts that the store could not keep, by story and key, as JSON."""
TROUBLE = "review-trouble"
"""Why a draft could not be kept or read, said at the next run."""
MOST_HELD = 16  # readings of drafts that are remembered for a story


@dataclass(frozen=True)
class Unfinished:
    """A draft in the list: ``name`` is that of its article in the address, ``done`` of ``all`` are decided.

    ``cause`` tells why it cannot be read ("damaged", "older", "newer"), "" when it can.
    """

    key: str
    name: str
    title: str
    at: datetime.datetime
    done: int = 0
    all: int = 0
    cause: str = ""


def unfinished(story: Story) -> tuple[Unfinished, ...]:
    """What the person at the page has not finished, the last one first."""
    return tuple(_unfinished(one, story) for one in _drafts(story))


def article_of(story: Story, name: str) -> Reading | None:
    """The reading of the draft that the address calls ``name``; ``None`` when there is none, or it cannot be read."""
    for one in _drafts(story):
        if _name(one.key) == name:
            try:
                return _reading(one.content, story)
            except DraftError as error:
                st.session_state[TROUBLE] = ("unread", error.cause)
    return None


def name_of(article: Article, part: int = 0) -> str:
    """What the address calls the draft of an article, or of a part of it."""
    return _name(key_of(article, part))


def keep_draft(story: Story, draft: Draft) -> None:
    """Keep ``draft``; where the store cannot, the session does, and the page says why."""
    person, key, content = who.person(), _slot(story, key_of(draft.article, draft.part)), to_json(draft)
    title = draft.article.title or " ".join(draft.article.text[:400].split())[:80]
    now = datetime.datetime.now(datetime.UTC)
    unkept = st.session_state.setdefault(UNKEPT, {})
    try:
        who.store(story.name).keep_draft(Kept(person.name, key, title, content, now))
        unkept.pop((story.name, key), None)
    except StoreError as error:
        unkept[story.name, key] = content
        st.session_state[TROUBLE] = ("unkept", error)


def done(story: Story, draft: Draft) -> None:
    """Forget ``draft``, which is saved; one of the same article that cannot be read stays."""
    drop(story, _slot(story, key_of(draft.article, draft.part)))


def drop(story: Story, key: str) -> None:
    """Forget the draft ``key``."""
    st.session_state.get(UNKEPT, {}).pop((story.name, key), None)
    try:
        who.store(story.name).drop_draft(who.person().name, key)
    except StoreError as error:
        st.session_state[TROUBLE] = ("undropped", error)


def _name(key: str) -> str:
    text, *rest = key.removesuffix(BESIDE).split("-")
    return "-".join((DRAFT + text[:SHORT], *rest))


def _drafts(story: Story) -> tuple[Kept, ...]:
    person = who.person()
    if not person.may_edit:
        return ()
    try:
        return who.store(story.name).drafts(person.name)
    except StoreError as error:
        st.session_state[TROUBLE] = ("unread_store", error)
        return ()


def kept_draft(story: Story, key: str) -> Draft | None:
    """The draft of the article ``key`` as it was kept last; what cannot be read is told and passed over."""
    for one in (key, key + BESIDE):
        content = _content(story, one)
        if content is not None:
            try:
                return _matched(content, story)
            except DraftError as error:
                st.session_state[TROUBLE] = ("unread", error.cause)
    return None


def _slot(story: Story, key: str) -> str:
    """Where a draft is kept: beside one that cannot be read, which is never written over."""
    content = _content(story, key)
    try:
        if content is not None:
            from_json(content)
    except DraftError:
        return key + BESIDE
    return key


def _content(story: Story, key: str) -> str | None:
    if held := st.session_state.get(UNKEPT, {}).get((story.name, key)):
        return str(held)
    return next((one.content for one in _drafts(story) if one.key == key), None)


def _unfinished(one: Kept, story: Story) -> Unfinished:
    name = _name(one.key)
    try:
        draft = _matched(one.content, story)
    except DraftError as error:
        return Unfinished(one.key, name, one.title, one.at, cause=error.cause)
    known = known_before(draft.article, story, draft.source.get("url", ""))
    done, total = progress(draft, given(draft.proposals, known, story))
    return Unfinished(one.key, name, one.title, one.at, done, total)


@lru_cache(maxsize=16)
def _matched(content: str, story: Story) -> Draft:
    """The draft, its proposals compared with the story as it is now. Raises ``DraftError``."""
    draft = from_json(content)
    held = keep(story, "review readings", dict[str, Reading])
    key = key_of(draft.article, draft.part)
    # To compare takes its time; what is kept was compared when it was, mostly with the story as it still is.
    if key not in held or held[key].proposals != draft.proposals or held[key].article != draft.article:
        found = matched(draft.proposals, story, draft.article.published)
        if len(held) >= MOST_HELD:
            held.pop(next(iter(held)))
        if key not in held or held[key].proposals != found or held[key].article != draft.article:
            held[key] = Reading(draft.article, found, draft.total, draft.part)
    return replace(draft, proposals=held[key].proposals)


def _reading(content: str, story: Story) -> Reading:
    """The reading of a draft: the same object as long as neither its events nor the story change."""
    draft = _matched(content, story)
    held = keep(story, "review readings", dict[str, Reading]).get(key_of(draft.article, draft.part))
    if held is not None and held.proposals is draft.proposals:
        return held
    return Reading(draft.article, draft.proposals, draft.total, draft.part)
