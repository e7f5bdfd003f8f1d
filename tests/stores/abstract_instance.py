"""What every kind of ``Instance`` must do: a class that the tests of each kind inherit.

A subclass gives one fixture, ``anew``: a function without arguments that opens the same instance again, which is empty
at first.
"""

import datetime
import threading
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from components.stores import instance as instances
from components.stores.base import StoreError
from components.stores.instance import Instance, Token, codes, token_digest

AT = datetime.datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
QUERY = urlencode({"story": "l’affaire", "type": "call,visit", "q": "a b&c=d", "rev": 12})
Anew = Callable[[], Instance]


def token(id: str = "t1", secret: str = "", label: str = "A reader’s script", hours: float = 0) -> Token:
    """A token of Ada's that expires after a day."""
    at = AT + hours * HOUR
    return Token(id, token_digest(secret or id), label, "Ada", at, at + 24 * HOUR)


def keep_many(anew: Anew, start: int, times: int) -> list[str]:
    """Keep links, each that others keep, too; their codes."""
    kept = anew()
    return [kept.keep_link(f"n={at % 7}", f"by {start}").code for at in range(start, start + times)]


class AbstractInstance:
    """The tests."""

    @pytest.fixture
    def anew(self) -> Anew:
        raise NotImplementedError

    @pytest.fixture
    def kept(self, anew: Anew) -> Instance:
        return anew()

    # Links

    def test_a_link_is_there_for_whoever_asks_next(self, kept: Instance, anew: Anew) -> None:
        one = kept.keep_link(QUERY, "Ada")
        assert (one.query, one.by, one.at.utcoffset()) == (QUERY, "Ada", datetime.timedelta(0))
        assert anew().link(one.code) == kept.link(one.code) == one

    def test_one_view_has_one_link_and_stays_with_who_shared_it_first(self, kept: Instance, anew: Anew) -> None:
        one = kept.keep_link(QUERY, "Ada")
        assert anew().keep_link(QUERY, "Bo") == one
        assert kept.keep_link(f"{QUERY}&x=1", "Bo").code != one.code

    def test_a_code_comes_of_the_view_and_is_short(self, kept: Instance) -> None:
        for query in ("", QUERY, "a" * instances.LONGEST_QUERY):
            code = kept.keep_link(query, "").code
            assert code == next(codes(query))
            assert len(code) == 10
            assert kept.link(code) == kept.keep_link(query, "")

    def test_two_views_of_one_code_have_two_links(
        self, kept: Instance, anew: Anew, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = codes

        def alike(query: str) -> list[str]:
            return ["aaaaaaaaaa", f"aaaaaaaaaa{'ab'[query == 'y=1']}", *real(query)]

        monkeypatch.setattr(instances, "codes", alike)
        found = [kept.keep_link(query, "") for query in ("x=1", "y=1", "z=1", "y=1", "z=1", "x=1")]
        assert [one.query for one in found] == ["x=1", "y=1", "z=1", "y=1", "z=1", "x=1"]
        assert [one.code for one in found[:3]] == ["aaaaaaaaaa", "aaaaaaaaaab", "aaaaaaaaaaa"]
        assert len({one.code for one in found}) == 3
        assert [anew().link(one.code) for one in found] == found

    def test_any_text_may_be_asked_for_and_finds_nothing(self, kept: Instance) -> None:
        code = kept.keep_link(QUERY, "").code
        for wrong in (
            "", "x", code[:-1], f"{code}a", code.upper(), f"{code}\n", f" {code}", "../tokens", "%", "_" * 10,
            "' OR 1=1", "a" * 10, "a" * 52, "a" * 53, "a" * 1_000_000, "é" * 10, "\0", "\ud800" * 10, "{}",
            '","query":"',
        ):  # fmt: skip
            assert kept.link(wrong) is None, wrong[:20]
            assert kept.token(wrong) is None, wrong[:20]

    def test_what_is_no_query_is_refused_and_not_kept(self, kept: Instance) -> None:
        for wrong, by, cause in (
            ("q=" + "a" * 3999, "", "link_long"),
            ("q=a b", "", "shape"),
            ("q=é", "", "shape"),
            ("q=1\r\nSet-Cookie: x", "", "shape"),
            ("q=1\n", "", "shape"),
            ('q="><script>', "", "shape"),
            ("q=1#x", "", "shape"),
            ("q=\0", "", "shape"),
            ("q=\ud800", "", "shape"),
            ("q=1", "a" * 401, "name_long"),
            ("q=1", "A\0", "sign"),
            ("q=1", "\ud800", "sign"),
        ):
            with pytest.raises(StoreError) as caught:
                kept.keep_link(wrong, by)
            assert caught.value.cause == cause, wrong[:20]
        assert kept.link(next(codes("q=1"))) is None

    def test_anybody_may_have_any_name(self, kept: Instance, anew: Anew) -> None:
        name = "Zoé «'\"; --» \u202e {x}\n 電話"
        one = kept.keep_link(QUERY, name)
        assert anew().link(one.code) == one
        assert one.by == name

    def test_there_is_an_end_to_links_but_not_to_those_that_are_there(
        self, kept: Instance, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(instances, "MOST_LINKS", 3)
        found = [kept.keep_link(f"n={at}", "") for at in range(3)]
        with pytest.raises(StoreError, match="3 short links, as many") as caught:
            kept.keep_link("n=3", "")
        assert caught.value.cause == "links_full"
        assert [kept.keep_link(f"n={at}", "x") for at in range(3)] == found

    def test_many_may_share_at_once_by_threads(self, anew: Anew) -> None:
        found: list[list[str]] = []
        start = threading.Barrier(5)

        def keeps(first: int) -> None:
            start.wait()
            found.append(keep_many(anew, first, 14))

        threads = [threading.Thread(target=keeps, args=(first,)) for first in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 5
        assert {code for one in found for code in one} == {next(codes(f"n={at}")) for at in range(7)}

    # Tokens

    def test_a_token_is_found_by_its_digest_by_whoever_asks_next(self, kept: Instance, anew: Anew) -> None:
        assert kept.tokens() == ()
        assert kept.token(token_digest("t1")) is None
        kept.keep_token(token())
        assert anew().token(token_digest("t1")) == token()
        assert anew().tokens() == (token(),)
        assert kept.token(token_digest("t2")) is None
        assert kept.token("t1") is None

    def test_the_last_token_comes_first(self, kept: Instance) -> None:
        for id, hours in (("b", 2), ("d", 9.5), ("a", 1 / 3), ("c", 2)):
            kept.keep_token(token(id, hours=hours))
        assert [one.id for one in kept.tokens()] == ["d", "c", "b", "a"]

    def test_a_token_may_be_for_ever_and_have_any_label(self, kept: Instance, anew: Anew) -> None:
        one = Token("x_-1", token_digest("x"), "« l’API » '; -- 電話 <b>"[:200], "Ada", AT)
        kept.keep_token(one)
        assert anew().tokens() == (one,)
        assert one.live(AT + 1_000_000 * HOUR)

    def test_days_are_told_in_utc(self, kept: Instance) -> None:
        zone = datetime.timezone(datetime.timedelta(hours=5))
        kept.keep_token(Token("x", token_digest("x"), "", "Ada", AT.astimezone(zone), (AT + HOUR).astimezone(zone)))
        (one,) = kept.tokens()
        assert (one.at, one.expires) == (AT, AT + HOUR)
        assert one.at.utcoffset() == datetime.timedelta(0)

    def test_a_token_that_is_taken_back_stays_in_the_list_with_by_whom(self, kept: Instance, anew: Anew) -> None:
        kept.keep_token(token("a"))
        kept.keep_token(token("b", hours=1))
        anew().revoke_token("a", "Bo")
        b, a = kept.tokens()
        assert (b, b.live(AT)) == (token("b", hours=1), True)
        assert a.revoked is not None
        assert (a.id, a.label, a.by, a.at, a.revoked_by) == ("a", token().label, "Ada", AT, "Bo")
        assert a.revoked.utcoffset() == datetime.timedelta(0)
        assert not a.live(AT)
        assert kept.token(token_digest("a")) == anew().token(token_digest("a")) == a

    def test_who_took_a_token_back_first_stays_named(self, kept: Instance) -> None:
        kept.keep_token(token())
        kept.revoke_token("t1", "Bo")
        before = kept.tokens()
        kept.revoke_token("t1", "Cy")
        assert kept.tokens() == before

    def test_a_token_that_there_is_not_cannot_be_taken_back(self, kept: Instance) -> None:
        kept.keep_token(token())
        for wrong in ("", "t2", "T1", "%", "\0", "\ud800", "a" * 100_000, token_digest("t1")):
            with pytest.raises(StoreError, match="no such token") as caught:
                kept.revoke_token(wrong, "Bo")
            assert caught.value.cause == "no_token"
        with pytest.raises(StoreError, match="needs the name"):
            kept.revoke_token("t1", " ")
        assert kept.tokens() == (token(),)

    def test_a_token_is_there_once(self, kept: Instance) -> None:
        kept.keep_token(token())
        kept.revoke_token("t1", "Bo")
        before = kept.tokens()
        for wrong in (token("t1", "other"), token("t2", "t1")):
            with pytest.raises(StoreError, match="such a token already") as caught:
                kept.keep_token(wrong)
            assert caught.value.cause == "token_there"
        assert kept.tokens() == before

    def test_what_is_no_token_is_refused_and_not_kept(self, kept: Instance) -> None:
        digest = token_digest("x")
        for wrong, cause in (
            (Token("", digest, "", "Ada", AT), "shape"),
            (Token("a b", digest, "", "Ada", AT), "shape"),
            (Token("x" * 65, digest, "", "Ada", AT), "shape"),
            (Token("x", "my secret", "", "Ada", AT), "shape"),
            (Token("x", digest.upper(), "", "Ada", AT), "shape"),
            (Token("x", digest[:-1], "", "Ada", AT), "shape"),
            (Token("x", digest, "", "Ada", AT, revoked=AT), "shape"),
            (Token("x", digest, "l" * 201, "Ada", AT), "label_long"),
            (Token("x", digest, "a\nb", "Ada", AT), "sign"),
            (Token("x", digest, "\ud800", "Ada", AT), "sign"),
            (Token("x", digest, "", "", AT), "unsigned"),
            (Token("x", digest, "", "A" * 401, AT), "name_long"),
            (Token("x", digest, "", "A\0", AT), "sign"),
        ):
            with pytest.raises(StoreError) as caught:
                kept.keep_token(wrong)
            assert caught.value.cause == cause, wrong
        assert kept.tokens() == ()

    def test_there_is_an_end_to_live_tokens_only(self, kept: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(instances, "MOST_TOKENS", 2)
        kept.keep_token(token("a"))
        kept.keep_token(token("b"))
        with pytest.raises(StoreError, match="2 live tokens") as caught:
            kept.keep_token(token("c"))
        assert caught.value.cause == "tokens_full"
        kept.revoke_token("a", "Ada")
        kept.keep_token(token("c"))
        kept.keep_token(token("d", hours=24))  # the others expired by then
        assert {one.id for one in kept.tokens()} == {"a", "b", "c", "d"}
