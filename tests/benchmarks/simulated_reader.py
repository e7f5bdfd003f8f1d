"""A reader of a story who filters, looks and filters again: what is done next is drawn by chance from a seed.

A reader waits for the picture, looks at it for 3 to 7 seconds, and does one of ``MIX``. What a popover holds is opened
before and closed after, with a second between, as a hand does; each of these is a run, too.
"""

import asyncio
import json
import math
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from components.events.dates import iso
from components.events.selection_query import LISTS
from components.events.story import Story
from tests.benchmarks.streamlit_client import LostError, Page, Run

THINK = (3.0, 7.0)  # seconds between a picture and the next act
HAND = (0.8, 1.6)  # seconds between the steps of one act
WORDS = ("Macron", "NATO", "ceasefire", "Trump", "sanctions", "Paris", "visit", "drone")
CHARTS = ("timeline", "actor-graph")
FILTERS = {*LISTS, "from", "to", "q"}
WAIT, LONGEST = 1.0, 30.0  # seconds between two tries to hear of changes: at first, and at most
FEW = 4  # events; with fewer a reader takes filters off
MIX: Mapping[str, int] = {
    "event": 20, "family": 14, "status": 10, "words": 10, "actor_at_graph": 8, "actor_by_name": 8, "dates": 8,
    "known": 8, "type": 6, "table": 4, "clear": 4,
}  # fmt: skip
"""How often each act is done, of 100."""


@dataclass(frozen=True)
class Done:
    """One run: ``seconds`` until the data of both charts (of what is there in the place of one), and its end.

    ``charts``: both are on the page. ``right``: the address says what was done. ``at``: seconds on the loop's clock.
    """

    kind: str
    at: float
    seconds: float
    took: float
    charts: bool
    size: int
    right: bool
    faults: tuple[str, ...]


@dataclass
class Known:
    """What of the story a reader can choose."""

    actors: list[str]
    families: list[str]
    days: list[str]
    names: Mapping[str, str]

    @staticmethod
    def of(story: Story) -> "Known":
        """The 30 actors with most events, and all families and days."""
        counts = story.participants["actor_id"].value_counts()
        names = dict(zip(story.actors["actor_id"], story.text("actors", "name", "en"), strict=True))
        days = sorted({iso(day) for day in story.events["earliest"] if math.isfinite(day)})
        families = sorted(set(story.events["family"].astype("str")))
        return Known([one for one in counts.index[:30] if one in names], families, days, names)


class Reader:
    """Acts on ``page`` until told to stop; each run is given to ``tell``."""

    def __init__(self, page: Page, known: Known, seed: str, tell: Callable[[Done], None]) -> None:
        self.page, self._story, self._tell = page, known, tell
        self._chance = random.Random(seed)
        self.news = ""

    async def read(self, until: float, think: tuple[float, float] = THINK) -> None:
        """Act until the loop's clock says ``until``; ``think`` is how many seconds pass before each act.

        Raises ``LostError`` with the connection.
        """
        clock = asyncio.get_running_loop().time
        while True:
            pause = self._chance.uniform(*think)
            if clock() + pause > until:
                await self._sleep(until - clock())
                return
            await self._sleep(pause)
            if self.news:
                await self.renew("news", self.news)
            await self.act()

    async def renew(self, kind: str, token: str = "") -> None:
        """A run that the page asks for by itself: the story has changed (to ``token``), or it is at another server."""
        self.news = ""
        view = self.page.query
        told = self.page.trigger("watch", "changed", token or self._watched()["token"])
        await self.run(kind, told, expect=lambda _: self.page.query == view)

    async def listen(self) -> None:
        """The page's second connection, on which it hears of changes of its story, for as long as it is open."""
        pause = WAIT
        while True:
            watched = self._watched()
            path = f"{watched['path']}?{urlencode({'story': watched['story']})}"
            try:
                async with self.page.socket_to(path) as socket:
                    pause = WAIT
                    await socket.send(watched["token"])
                    async for news in socket:
                        self.news = str(news)
            except (OSError, InvalidHandshake, ConnectionClosed):
                pass
            await asyncio.sleep(pause * (0.5 + self._chance.random()))
            pause = min(pause * 2, LONGEST)

    def _watched(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.page.parts["watch"].data)
        return found

    async def act(self, name: str = "") -> None:
        """One act, by chance if it is not named."""
        if not name:
            name = self._chance.choices(list(MIX), list(MIX.values()))[0]
            if self.events() < FEW and name not in ("known", "table"):
                name = "clear"
        acts: dict[str, Callable[[], Awaitable[None]]] = {one: getattr(self, f"_{one}") for one in MIX}
        await acts[name]()

    def events(self) -> int:
        """How many events the timeline shows."""
        return int(self._meta("timeline").get("events", 0))

    def asked(self) -> dict[str, list[str]]:
        """The address."""
        return parse_qs(self.page.query)

    async def run(self, kind: str, *triggers: Any, expect: Callable[[dict[str, list[str]]], bool]) -> Run:
        """Let the page run, and tell of it."""
        at = asyncio.get_running_loop().time()
        run = await self.page.run(triggers)
        charts = all(one in run.at for one in CHARTS)
        seconds = max(run.at[one] for one in CHARTS) if charts else run.took
        right = expect(self.asked())
        self._tell(Done(kind, at, seconds, run.took, charts, run.size, right, tuple(run.faults)))
        return run

    async def _sleep(self, seconds: float) -> None:
        lost = self.page.lost
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await lost.wait()
        except TimeoutError:
            return
        raise LostError

    def _meta(self, chart: str) -> dict[str, Any]:
        part = self.page.parts.get(chart)
        if part is None:
            return {}
        meta: dict[str, Any] = json.loads(part.data.partition("\n")[2])["layout"]["meta"]
        return meta

    async def _say(
        self, kind: str, key: str, do: str, value: str, expect: Callable[[dict[str, list[str]]], bool]
    ) -> None:
        await self.run(kind, self.page.trigger(key, "act", {"do": do, "id": value}), expect=expect)

    async def _toggle(self, key: str, do: str, value: str) -> None:
        wanted = value not in self.asked().get(do, [])
        await self._say(do, key, do, value, lambda query: (value in query.get(do, [])) is wanted)

    async def _event(self) -> None:
        order = [one for one in self._meta("timeline").get("order", {}) if one]
        value = self._chance.choice(order)
        await self._say("event", "timeline", "event", value, lambda query: query.get("event") == [value])

    async def _family(self) -> None:
        await self._toggle("families", "family", self._chance.choice(self._story.families))

    async def _status(self) -> None:
        await self._toggle("summary", "status", self._chance.choice(("confirmed", "disputed", "reported")))

    async def _words(self) -> None:
        held = self.asked().get("q", [""])[0]
        text = "" if held else self._chance.choice(WORDS)
        self.page.put("search", text)
        await self.run("words", expect=lambda query: query.get("q", [""]) == [text])

    async def _actor_at_graph(self) -> None:
        """A click on an actor, then the button that filters by it."""
        ids = [one for one in self._meta("actor-graph").get("cards", {}) if one.startswith("actor:")]
        if not ids:
            await self._family()
            return
        actor = self._chance.choice(ids).removeprefix("actor:")
        await self._say("focus", "actor-graph", "actor", actor, lambda query: query.get("focus") == [f"actor:{actor}"])
        await self._sleep(self._chance.uniform(*HAND))
        await self._say("actor", "panel", "narrow", "", lambda query: query.get("actor") == [actor])

    async def _opened(self, popover: str, change: Callable[[], Awaitable[None]]) -> None:
        """What is done in a popover, between a click that opens it and one that closes it."""
        query = self.page.query
        self.page.put(popover, True)
        await self.run("open", expect=lambda _: self.page.query == query)
        await self._sleep(self._chance.uniform(*HAND))
        await change()
        await self._sleep(self._chance.uniform(*HAND))
        if popover in self.page.parts:
            query = self.page.query
            self.page.put(popover, False)
            await self.run("close", expect=lambda _: self.page.query == query)

    async def _actor_by_name(self) -> None:
        async def change() -> None:
            actor = self._chance.choice(self._story.actors)
            self.page.put("actors", [self._story.names[actor]])
            await self.run("actor", expect=lambda query: query.get("actor") == [actor])

        await self._opened("pop-actors", change)

    async def _dates(self) -> None:
        async def change() -> None:
            first = self._chance.choice(self._story.days[: len(self._story.days) // 2])
            self.page.put("first", [first])
            await self.run("dates", expect=lambda query: query.get("from") == [first])

        await self._opened("pop-dates", change)

    async def _type(self) -> None:
        async def change() -> None:
            options = self.page.parts["types"].options
            self.page.put("types", [self._chance.choice(options)])
            await self.run("type", expect=lambda query: len(query.get("type", [])) == 1)

        await self._opened("pop-status", change)

    async def _known(self) -> None:
        """A day out of the calendar, or the last day before on which something changed."""

        async def change() -> None:
            if self._chance.random() < 0.5:
                day = self._chance.choice(self._story.days)
                self.page.put("known", [day])
                await self.run("known", expect=lambda query: query.get("known_on") == [day])
            else:
                before = self.asked().get("known_on")
                await self.run(
                    "known", self.page.press("known-previous"), expect=lambda query: query.get("known_on") != before
                )

        await self._opened("pop-known", change)

    async def _today(self) -> None:
        async def change() -> None:
            await self.run("clear", self.page.press("known-reset"), expect=lambda query: "known_on" not in query)

        await self._opened("pop-known", change)

    async def _table(self) -> None:
        """A look at the table, and back to the actors."""
        await self._say("table", "tabs", "tab", "table", lambda query: query.get("view") == ["table"])
        await self._sleep(self._chance.uniform(*THINK))
        await self._say("back", "tabs", "tab", "actors", lambda query: query.get("view") == ["actors"])

    async def _clear(self) -> None:
        """Take all filters off, and go back to what is known today."""
        query = self.asked()
        if "known_on" in query:
            await self._today()
        held = [f"{part}:{value}" for key, part in LISTS.items() for value in query.get(key, [])]
        held += [part for key, part in (("from", "first"), ("to", "last"), ("q", "text")) if key in query]
        do, what = ("reset", "") if len(held) > 1 else ("drop", "".join(held))
        if held:
            await self._say("clear", "chips", do, what, lambda query: not FILTERS & set(query))
        elif "known_on" not in query:
            await self._event()
