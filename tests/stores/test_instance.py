"""What every kind of ``Instance`` does (``abstract_instance.py``), done by a folder, SQLite and PostgreSQL."""

import datetime
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from components.stores.base import StoreError
from components.stores.database.connecting import Database
from components.stores.database.instance import DatabaseInstance
from components.stores.database.tables import short_links, tokens
from components.stores.folder_instance import FolderInstance
from components.stores.instance import (
    ShortLink,
    Token,
    codes,
    is_code,
    link_data,
    link_of,
    refuse_query,
    token_data,
    token_of,
)
from components.stores.opening import open_instance, story_names
from components.stores.template import new_story
from tests.stores.abstract_instance import AT, QUERY, AbstractInstance, Anew, keep_many, token


class TestFolderInstance(AbstractInstance):
    @pytest.fixture
    def anew(self, tmp_path: Path) -> Anew:
        return partial(FolderInstance, tmp_path)

    def test_many_may_share_at_once_by_processes(self, anew: Anew) -> None:
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
            found = list(pool.map(keep_many, [anew] * 2, (0, 3), [14] * 2))
        links = [anew().link(code) for one in found for code in one]
        assert all(isinstance(one, ShortLink) for one in links)
        assert len({one for one in links if one}) == 7, "each was made once, by one of them"


def emptied(url: str) -> Anew:
    """The instance of a database that tests share."""
    Database(url).create()
    with Database(url).writing() as connection:
        for table in (short_links, tokens):
            connection.execute(delete(table))
    return partial(DatabaseInstance, url)


class TestSqliteInstance(AbstractInstance):
    @pytest.fixture
    def anew(self, sqlite_url: str) -> Anew:
        return emptied(sqlite_url)


class TestPostgresInstance(AbstractInstance):
    @pytest.fixture
    def anew(self, postgres_url: str) -> Anew:
        return emptied(postgres_url)


def test_codes_are_letters_and_digits_that_get_longer_to_the_whole_hash() -> None:
    found = list(codes(QUERY))
    assert [len(one) for one in found] == [*range(10, 53)]
    assert all(map(is_code, found))
    assert all(longer.startswith(one) for one, longer in pairwise(found))


@given(st.dictionaries(st.text(), st.text()))
def test_what_urlencode_writes_is_a_query(values: dict[str, str]) -> None:
    query = urlencode({quote(name, errors="replace"): quote(text, errors="replace") for name, text in values.items()})
    if len(query) <= 4000:
        refuse_query(query, "")


moments = st.datetimes(timezones=st.just(datetime.UTC))


@given(st.builds(Token, st.text(), st.text(), st.text(), st.text(), moments, moments | st.none(), moments | st.none()))
def test_a_token_comes_back_from_plain_texts(one: Token) -> None:
    assert token_of(token_data(one)) == one


@pytest.mark.parametrize("name", ["code", "query", "author", "at"])
def test_plain_texts_that_lack_something_are_no_link(name: str) -> None:
    data = {"code": "c", "query": "q", "author": "", "at": AT.isoformat()}
    assert link_data(link_of(data)) == data
    for wrong in ({key: text for key, text in data.items() if key != name}, {**data, name: 3}, {**data, "at": "x"}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            link_of(wrong)
    with pytest.raises(ValueError, match="in no zone"):
        link_of({**data, "at": "2026-01-02T03:04:05"})


def test_links_of_stories_in_a_folder_lie_beside_them_and_are_no_story(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("WHOWHEN_DATABASE", raising=False)
    monkeypatch.setenv("WHOWHEN_STORIES", str(tmp_path))
    new_story(tmp_path, "mine")
    code = open_instance().keep_link("story=mine", "").code
    assert story_names() == ["mine"]
    assert FolderInstance(tmp_path).link(code) is not None
    assert (tmp_path / ".whowhen" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_links_of_stories_in_a_database_lie_there(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    Database(database_url).create()
    monkeypatch.setenv("WHOWHEN_DATABASE", database_url)
    open_instance().keep_token(token())
    assert DatabaseInstance(database_url).tokens() == (token(),)


def test_a_database_that_may_only_be_read_opens_links_and_takes_no_new_ones(tmp_path: Path) -> None:
    file = tmp_path / "whowhen.sqlite"
    one = emptied(f"sqlite:///{file}")().keep_link(QUERY, "Ada")
    Database(f"sqlite:///{file}").close()
    kept = DatabaseInstance(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert kept.link(one.code) == kept.keep_link(QUERY, "Bo") == one
    for work in (lambda: kept.keep_link("n=1", ""), lambda: kept.keep_token(token())):
        with pytest.raises(StoreError) as caught:
            work()
        assert caught.value.cause == "readonly"


def test_a_database_that_is_gone_is_told_and_not_made(tmp_path: Path) -> None:
    kept = DatabaseInstance(f"sqlite:///{tmp_path}/none.sqlite")
    for work in (kept.tokens, lambda: kept.link("a" * 10), lambda: kept.keep_link(QUERY, "")):
        with pytest.raises(StoreError) as caught:
            work()
        assert caught.value.cause == "missing"
    assert [*tmp_path.iterdir()] == []
