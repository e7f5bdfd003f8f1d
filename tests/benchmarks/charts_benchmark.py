"""How long the first story's pictures and a million dates take. Run by hand, prints JSON (ms of CPU, best of five):

uv run python -m tests.benchmarks.charts_benchmark
"""

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from components.charts.actor_graph import GraphView, actor_graph
from components.charts.graph_layout import graph_layout
from components.charts.theme import LIGHT
from components.charts.timeline import timeline
from components.charts.view import TimelineView
from components.events.dates import parse
from components.stores.folder import read_story

STORY = Path(__file__).resolve().parents[2] / "data" / "ukraine-diplomacy"


def best(work: Callable[[], object], rounds: int = 5) -> float:
    """The shortest of a few rounds, in ms."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return round(1000 * min(taken), 1)


def main() -> None:
    """Print the figures."""
    story = read_story(STORY)
    layout = graph_layout(story)
    days = np.random.default_rng(0).integers(-1000, 20000, 1_000_000)
    texts = pd.Series(days.astype("datetime64[D]").astype(str), dtype="str")
    view = TimelineView(story, story, width=1400)
    print(
        json.dumps(
            {
                "events": len(story.events),
                "timeline": best(lambda: timeline(view)),
                "graph_layout": best(lambda: graph_layout(story)),
                "actor_graph": best(lambda: actor_graph(GraphView(story, story, LIGHT, layout=layout))),
                "a_million_dates": best(lambda: parse(texts), 2),
            }
        )
    )


if __name__ == "__main__":
    main()
