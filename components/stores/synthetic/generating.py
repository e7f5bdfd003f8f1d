"""``whowhen generate``: write a made-up story, block by block, so that memory hardly grows with its size."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa

from components.stores.parquet_writing import writing
from components.stores.synthetic.arrays import Ints
from components.stores.synthetic.cast import FEWEST, Cast, cast
from components.stores.synthetic.happenings import Chains, block, chains, events_table, participants_table
from components.stores.synthetic.sayings import claims_table, said, sources_table
from components.stores.synthetic.times import Times, times
from components.stores.synthetic.words import LANGUAGES, words

BLOCK = 1 << 17  # events in a row group


def usual_actors(events: int) -> int:
    """How many actors a story of so many events has, if nobody says."""
    return min(max(events // 50, 3 * FEWEST), 20_000)


def generate(folder: Path, events: int, actors: int, seed: int) -> Mapping[str, int]:
    """Write a story of ``events`` events into ``folder``, which is not there yet, as Parquet; the rows of each table.

    Equal arguments give equal stories. ``actors`` are ``FEWEST`` at least. Raises ``StoreError``.
    """
    players = cast(_rng(seed, 0), actors)
    moments = times(_rng(seed, 1), events)
    about = chains(_rng(seed, 2), players, moments.chains)
    rows = {"actors": len(players.actors), "events": events, "participants": 0, "claims": 0}
    cited = np.zeros(0, dtype=np.int64)
    with writing(folder, _meta()) as out:
        out.add("actors", players.table())
        for start in range(0, events, BLOCK):
            tables, sources = _block(seed, players, moments, about, start, min(start + BLOCK, events))
            cited = np.union1d(cited, sources)
            for name, table in tables.items():
                out.add(name, table)
                rows[name] += len(table) if name != "events" else 0
        out.add("sources", sources_table(players, cited))
    return {**rows, "sources": len(cited)}


def _block(
    seed: int, players: Cast, moments: Times, about: Chains, start: int, stop: int
) -> tuple[dict[str, pa.Table], Ints]:
    rng = _rng(seed, 3, start)
    made = block(rng, players, moments, about, start, stop)
    told = said(rng, players, made)
    tables = {
        "events": events_table(rng, players, made),
        "participants": participants_table(players, made),
        "claims": claims_table(rng, players, made, told),
    }
    return tables, np.unique(told.source)


def _rng(seed: int, *part: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=part))


def _meta() -> str:
    """``story.toml``."""

    def texts(head: str, names: Mapping[str, str]) -> str:
        return head + "\n" + "".join(f'{key} = "{text}"\n' for key, text in names.items())

    parts = [f'languages = {list(LANGUAGES)}\nlanes = "type"\n'.replace("'", '"')]
    parts += [texts(f"[{key}]", words()["story"][key]) for key in ("title", "description")]
    parts += [texts("[[eras]]", era) for era in words()["eras"]]
    parts += [texts(f"[sides.{side}]", names) for side, names in words()["sides"].items()]
    return "\n".join(parts)
