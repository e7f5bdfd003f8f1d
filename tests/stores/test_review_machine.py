"""Any order of edits, articles accepted (by two people at once, too), undos, late saves and drafts does to a folder
what it does to a plain model: rows that lie over one another.
"""

import datetime
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from components.articles.matching import matched
from components.articles.model import Article, Proposal
from components.articles.proposals import propose
from components.articles.reading import read_text
from components.articles.review import (
    ActorDecision,
    Draft,
    accepted,
    begun,
    change_of,
    from_json,
    given,
    key_of,
    known_before,
    to_json,
)
from components.articles.review.deciding import decided_actor
from components.events.changes import ID, Cells, Change
from components.events.story import Story
from components.stores.base import ConflictError, Store, StoreError, UndoError
from components.stores.base import Draft as Kept
from components.stores.folder_store import FolderStore
from components.stores.template import new_story
from tests.stores.store_changes import CLAIM, EVENT
from tests.thorough import examples

Rows = dict[str, dict[str, dict[str, str]]]
TEXTS = (
    "Witkoff flies to Moscow\n\nSteve Witkoff met Vladimir Putin in Moscow on 6 August 2025.\n",
    "Calls and visits\n\nDonald Trump phoned Vladimir Putin on 7 August 2025. "
    "Gunnar Hallbeck, the finance minister of Norland, met Keir Starmer in London on 5 August 2025.\n",
    "Encore Moscou\n\nSteve Witkoff a rencontré Vladimir Poutine à Moscou le 6 août 2025.\n",
)
CELLS = (("events", EVENT, "note_en"), ("events", EVENT, "removed"), ("claims", CLAIM, "summary_en"))
people = st.sampled_from(["Ada", "Bo"])
articles = st.integers(0, len(TEXTS) - 1)
late = st.integers(0, 3)


@lru_cache(maxsize=8)
def article(number: int) -> Article:
    return read_text(TEXTS[number], published=datetime.date(2025, 8, 9))


@lru_cache(maxsize=64)
def proposed(number: int, story: Story) -> tuple[Proposal, ...]:
    return matched(propose(article(number), story), story, article(number).published)


def reviewed(number: int, story: Story) -> Draft:
    """The review of an article of which all is accepted, and everybody new in it confirmed."""
    draft = begun(article(number), proposed(number, story), story)
    for at in range(len(draft.proposals)):
        draft = accepted(draft, at)
    for at in range(len(draft.actors)):
        draft = decided_actor(draft, at, ActorDecision("confirmed"))
    return draft


def differences(old: Rows, new: Rows) -> Iterator[tuple[str, str, str]]:
    """The cells (table, id, column) that differ; those of rows that come or go are all of their cells."""
    for table in ID:
        for id in {*old[table], *new[table]}:
            before, after = old[table].get(id, {}), new[table].get(id, {})
            yield from ((table, id, one) for one in {*before, *after} if before.get(one) != after.get(one))


class ReviewMachine(RuleBasedStateMachine):
    """Over a folder. ``states`` has the rows of each revision, ``stories`` the stories of those that were loaded."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.folder = new_story(self.root, "my-story")
        self.open_anew()
        self.states: list[Rows] = [self.rows()]
        self.stories: list[Story] = [self.store.load().story]
        self.by: list[tuple[str, int]] = []
        self.drafts: dict[tuple[str, str], str] = {}

    def teardown(self) -> None:
        if hasattr(self, "root"):
            shutil.rmtree(self.root)

    @rule()
    def open_anew(self) -> None:
        self.store: Store = FolderStore(self.folder)

    def rows(self) -> Rows:
        found = {table: self.store.rows(table) for table in ID}
        return {
            table: {id: {name: text for name, text in cells.items() if text} for id, cells in some.items()}
            for table, some in found.items()
        }

    def become(self, state: Rows, by: str, undoes: int = 0) -> None:
        self.states.append(state)
        self.by.append((by, undoes))
        self.stories.append(self.store.load().story)

    def save(self, change: Change, expected: int) -> bool:
        """Save, and expect what the model does; whether it was saved."""
        now, touched, gone = self.states[-1], set(), set()
        for old, new in zip(self.states[expected:], self.states[expected + 1 :], strict=False):
            touched |= {*differences(old, new)}
            gone |= {(table, id) for table in ID for id in old[table] if id not in new[table]}
        gone -= {(table, id) for table in ID for id in now[table]}
        asked = [
            (table, row[ID[table]], name, text)
            for table, some in change.rows.items()
            for row in some
            for name, text in row.items()
        ]
        clashes = {
            (table, id, name)
            for table, id, name, text in asked
            if ((table, id, name) in touched or (table, id) in gone)
            and name != ID[table]
            and now[table].get(id, {}).get(name, "") != text
        }
        after: Rows = {table: {id: dict(cells) for id, cells in some.items()} for table, some in now.items()}
        for table, id, name, text in asked:
            after[table].setdefault(id, {})[name] = text
            if not text:
                del after[table][id][name]
        number, refused = 0, None
        try:
            number = self.store.save(change, expected)
        except StoreError as error:
            refused = error
        if isinstance(refused, ConflictError):
            assert {(one.table, one.id, one.column) for one in refused.clashes} == clashes
            return False
        if refused is not None:
            assert refused.cause == "gone_meanwhile"
            assert (refused.values["named"], refused.values["which"]) in gone
            return False
        assert clashes == set()
        if after != now:
            self.become(after, change.by)
        assert number == len(self.by)
        return True

    @rule(cell=st.sampled_from(CELLS), text=st.sampled_from(["", "a", '"b", c']), by=people, late=late)
    def edit(self, cell: tuple[str, str, str], text: str, by: str, late: int) -> None:
        table, id, name = cell
        self.save(Change({table: ({ID[table]: id, name: text},)}, by), max(0, len(self.by) - late))

    @rule(number=articles, by=people, late=late)
    def accept_an_article(self, number: int, by: str, late: int) -> None:
        """Looked at on a revision that may be old by now, kept as a draft, then saved."""
        expected = max(0, len(self.by) - late)
        story, there = self.stories[expected], self.states[expected]
        draft = reviewed(number, story)
        self.keep(by, draft)

        def rows(table: str, ids: Collection[str]) -> Mapping[str, Cells]:
            return {id: there[table][id] for id in ids if id in there[table]}

        change = change_of(from_json(to_json(draft)), story, rows, by, "")
        if change.rows and self.save(change, expected):
            self.drop(by, draft)

    @rule(number=articles)
    def two_accept_one_article_at_once(self, number: int) -> None:
        """The second one looks at the story from before the first one's save, and adds nothing twice."""
        before = len(self.by)
        self.accept_an_article(number, "Ada", 0)
        first = len(self.by)
        self.accept_an_article(number, "Bo", first - before)
        assert len(self.by) == first

    @rule(number=articles, by=people)
    def keep_a_draft(self, number: int, by: str) -> None:
        self.keep(by, begun(article(number), proposed(number, self.stories[-1]), self.stories[-1]))

    @rule(number=articles, by=people)
    def drop_a_draft(self, number: int, by: str) -> None:
        self.drop(by, begun(article(number), (), self.stories[-1]))

    def keep(self, by: str, draft: Draft) -> None:
        at = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(seconds=len(self.drafts))
        self.store.keep_draft(Kept(by, key_of(draft.article), draft.article.title, to_json(draft), at))
        self.drafts[by, key_of(draft.article)] = to_json(draft)

    def drop(self, by: str, draft: Draft) -> None:
        self.store.drop_draft(by, key_of(draft.article))
        self.drafts.pop((by, key_of(draft.article)), None)

    @rule(late=late)
    def undo(self, late: int) -> None:
        number = len(self.by) - late
        if number < 1:
            return
        before, made, now = self.states[number - 1], self.states[number], self.states[-1]
        mine = {*differences(before, made)}
        untouched = all(
            now[table].get(id, {}).get(name) == made[table].get(id, {}).get(name) for table, id, name in mine
        )
        asked, refused = (), None
        try:
            asked = self.store.undoing(number)
            assert self.store.undo(number, "Bo", "no") == len(self.by) + 1
        except UndoError as error:
            refused = error
        if refused is not None:
            self.check_refusal(refused, number, mine)
            return
        assert untouched, "undone over a later change"
        after: Rows = {table: {id: dict(cells) for id, cells in some.items()} for table, some in now.items()}
        for table, id, name in mine:
            cells = after[table].setdefault(id, {})
            cells.pop(name, None)
            if (text := before[table].get(id, {}).get(name)) is not None:
                cells[name] = text
        self.become(
            {table: {id: one for id, one in some.items() if one} for table, some in after.items()}, "Bo", number
        )
        assert {(row.table, row.id) for row in asked} == {(table, id) for table, id, _ in mine}

    def check_refusal(self, refused: UndoError, number: int, mine: Collection[tuple[str, str, str]]) -> None:
        """What is said to stand in the way of an undo does."""
        rows = {(table, id) for table, id, _ in mine}
        assert refused.later or refused.referring
        for one in refused.later:
            assert one.number > number
            assert {(row.table, row.id) for row in one.rows} & rows
        for table, id, named, which in refused.referring:
            assert id in self.states[-1][table]
            assert (named, which) in rows

    @invariant()
    def the_store_holds_what_the_model_holds(self) -> None:
        if not hasattr(self, "drafts"):
            return
        loaded = self.store.load()  # it would say so if the story were not sound any more
        assert loaded.revision == len(self.by)
        assert self.rows() == self.states[-1]
        history = self.store.history()
        assert [(one.number, one.by, one.undoes) for one in history] == [
            (at, by, undoes) for at, (by, undoes) in enumerate(self.by, start=1)
        ]
        for by in ("Ada", "Bo"):
            kept = {(by, one.key): one.content for one in self.store.drafts(by)}
            assert kept == {which: content for which, content in self.drafts.items() if which[0] == by}
        sums = [cells["sha256"] for cells in self.states[-1]["sources"].values() if "sha256" in cells]
        assert len(sums) == len({*sums}), "an article is there twice"

    @invariant()
    def an_article_that_was_saved_is_known(self) -> None:
        if not hasattr(self, "drafts"):
            return
        story = self.stories[-1]
        for number in range(len(TEXTS)):
            known = known_before(article(number), story, "")
            there = any(cells.get("sha256") == key_of(article(number)) for cells in self.states[-1]["sources"].values())
            assert (known is not None) == there
            if known is not None and not self.states[-1]["events"][EVENT].get("removed"):
                assert set(given(proposed(number, story), known, story)) <= set(range(9))


def test_the_articles_tell_something() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        story = FolderStore(new_story(folder, "my-story")).load().story
        assert [len(reviewed(number, story).proposals) for number in range(len(TEXTS))] == [1, 2, 1]
        assert all(reviewed(number, story).actors for number in range(len(TEXTS)))
    finally:
        shutil.rmtree(folder)


SHORT = settings(
    max_examples=examples(6), stateful_step_count=10, suppress_health_check=[HealthCheck.too_slow], deadline=None
)
"""How long the machines run."""
ReviewMachine.TestCase.settings = SHORT
TestReviewMachine = ReviewMachine.TestCase
