"""Open pages are told when their story has changed, and nobody else is told anything."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette

from components.app.watching import FULL, MOST_STORIES, PATH, REFUSED, Watches, route
from tests.awaiting import awaited

LONG = 3600.0  # seconds that no test waits
OWN = {"host": "here.example", "origin": "https://here.example"}
Everybody = Callable[[object], bool]


class Browser:
    """One end of a WebSocket, as a server sees it."""

    def __init__(self) -> None:
        self.to_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.to_page: asyncio.Queue[Any] = asyncio.Queue()

    async def says(self, token: str) -> None:
        await self.to_server.put({"type": "websocket.receive", "text": token})

    async def hears(self) -> Any:
        return await asyncio.wait_for(self.to_page.get(), 20)


@asynccontextmanager
async def browser(
    watches: Watches, story: str = "mine", headers: dict[str, str] = OWN, allowed: bool = True
) -> AsyncIterator[Browser]:
    """A page that watches ``story``, until the block ends."""
    app = Starlette(routes=[route("/base", lambda _: allowed, watches)])
    one = Browser()
    await one.to_server.put({"type": "websocket.connect"})
    scope = {
        "type": "websocket",
        "path": f"/base{PATH}",
        "query_string": f"story={story}".encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "root_path": "",
    }
    serving = asyncio.create_task(app(scope, one.to_server.get, one.to_page.put))
    try:
        yield one
    finally:
        await one.to_server.put({"type": "websocket.disconnect", "code": 1000})
        await serving


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    awaited(work())


def test_a_page_drawn_with_another_token_is_told_the_present_one_and_one_drawn_with_it_is_not() -> None:
    async def work() -> None:
        watches = Watches(lambda story: f"{story}-2", LONG)
        async with browser(watches) as one:
            assert (await one.hears())["type"] == "websocket.accept"
            await one.says("mine-1")
            assert (await one.hears())["text"] == "mine-2"
            await one.says("mine-2")
            await one.says("mine-0")  # the answer to this comes next, so to the one before there was none
            assert (await one.hears())["text"] == "mine-2"
            assert one.to_page.empty()

    run(work)


def test_all_pages_of_a_story_are_told_of_a_change_by_one_asking() -> None:
    tokens, asked = {"mine": "a", "yours": "z"}, []

    def ask(story: str) -> str:
        asked.append(story)
        return tokens[story]

    async def work() -> None:
        watches = Watches(ask, 0.01)
        async with browser(watches) as one, browser(watches) as two, browser(watches, "yours") as other:
            for page, token in ((one, "a"), (two, "a"), (other, "z")):
                assert (await page.hears())["type"] == "websocket.accept"
                await page.says(token)
            tokens["mine"] = "b"
            assert (await one.hears())["text"] == "b"
            assert (await two.hears())["text"] == "b"
            assert other.to_page.empty()

    run(work)
    assert set(asked) == {"mine", "yours"}


def test_nobody_asks_for_a_story_that_no_page_watches_any_more() -> None:
    asked = []

    async def work() -> None:
        watches = Watches(lambda story: asked.append(story) or "b", 0.001)  # type: ignore[func-returns-value]
        async with browser(watches) as one:
            await one.hears()
            await one.says("a")
            await one.hears()
        before = len(asked)
        await asyncio.sleep(0.3)
        assert len(asked) <= before + 1  # the one that was under way

    run(work)


def test_a_page_of_another_site_and_one_that_may_not_listen_are_told_nothing() -> None:
    async def work() -> None:
        watches = Watches(lambda _: "b", LONG)
        for headers, allowed in ((OWN | {"origin": "https://elsewhere.example"}, True), (OWN, False)):
            async with browser(watches, headers=headers, allowed=allowed) as one:
                refused = await one.hears()
                assert (refused["type"], refused["code"]) == ("websocket.close", REFUSED)
                assert one.to_page.empty()

    run(work)


def test_there_is_an_end_to_how_many_stories_are_watched_at_once() -> None:
    async def work() -> None:
        watches = Watches(lambda _: "b", LONG)
        async with asyncio.TaskGroup() as group:
            done = asyncio.Event()

            async def stay(story: str) -> None:
                async with browser(watches, story) as one:
                    await one.hears()
                    await done.wait()

            for at in range(MOST_STORIES):
                group.create_task(stay(f"story-{at}"))
            while watches.has_room("one-more"):
                await asyncio.sleep(0)
            async with browser(watches, "one-more") as late, browser(watches, "story-1") as known:
                assert (await late.hears())["type"] == "websocket.accept"
                assert (await late.hears())["code"] == FULL
                assert (await known.hears())["type"] == "websocket.accept"
                await known.says("a")
                assert (await known.hears())["text"] == "b"
            done.set()

    run(work)


def test_a_story_that_cannot_be_asked_for_by_a_fault_of_ours_ends_no_connection(caplog: Any) -> None:
    def ask(_: str) -> str:
        raise ZeroDivisionError

    async def work() -> None:
        async with browser(Watches(ask, LONG)) as one:
            assert (await one.hears())["type"] == "websocket.accept"
            await one.says("a")
            while "cannot be watched" not in caplog.text:
                await asyncio.sleep(0.001)
            assert one.to_page.empty()

    run(work)
