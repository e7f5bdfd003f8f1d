"""What the actor graph says on hovering, and its text alternative. Plain texts, never markup."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from components.charts.graph_curves import Curves
from components.charts.graph_nodes import Ints, Nodes
from components.charts.graph_words import counted, day_text, graph_words
from components.charts.links import Links
from components.charts.sides import MEDIA, OTHERS, Sides, bloc_name
from components.events.story import Story
from components.events.vocabulary import FAMILIES
from components.events.words import terms

Card = dict[str, object]
STRONGEST = 3
NAMED = 5  # actors and links that the text alternative names


def side_names(story: Story, belongs: Sides, language: str, names: Mapping[str, str]) -> dict[str, str]:
    """Name of the side in each slot, in ``language``; ``names`` are those of the actors."""
    words = graph_words(language)
    own = {slot: bloc_name(story, bloc, language, names) for slot, bloc in belongs.owner.items()}
    return own | {slot: words(f"sides.{slot}") for slot in (MEDIA, OTHERS)}


def family_counts(language: str, counts: Iterable[int]) -> str:
    """Numbers of events by family (in the order of ``FAMILIES``), the largest first: 15 statements, 14 contacts."""
    ranked = sorted((-int(n), k) for k, n in enumerate(counts) if n)
    return ", ".join(counted(language, f"families.{FAMILIES[k]}", -n) for n, k in ranked)


def node_cards(
    story: Story, nodes: Nodes, found: Links, sides: Mapping[str, str], names: Mapping[str, str], language: str
) -> dict[str, Card]:
    """Hover card of each node by "actor:<id>": name, kind and side, role, number of events, three strongest links."""
    words, field = graph_words(language), terms(language)
    roles = story.text("actors", "role", language).iloc[nodes.actor].tolist()
    out: dict[str, Card] = {}
    for k, (actor, partners) in enumerate(zip(nodes.ids, strongest(found, nodes.actor), strict=True)):
        often = ", ".join(f"{names[found.actors[other]]} ({counted(language, 'card.n', n)})" for other, n in partners)
        lines = [counted(language, "card.events", int(nodes.events[k]))]
        out[f"actor:{actor}"] = {
            "head": f"{field.get(f'kinds.{nodes.kinds[k]}', nodes.kinds[k])} · {sides[nodes.slots[k]]}",
            "title": nodes.names[k],
            "actors": roles[k],
            "lines": [*lines, words("card.often", names=often)] if often else lines,
        }
    return out


def strongest(found: Links, actors: Ints, most: int = STRONGEST) -> list[list[tuple[int, int]]]:
    """For each actor its ``most`` partners with the most shared events: (position of the partner, events)."""
    out = []
    for actor in actors:
        mine = found.of(int(actor))
        order = np.lexsort((mine, -found.strength[mine], -found.count[mine]))[:most]
        other = np.where(found.a[mine] == actor, found.b[mine], found.a[mine])
        out.append([(int(other[k]), int(found.count[mine[k]])) for k in order])
    return out


def link_cards(story: Story, curves: Curves, nodes: Nodes, found: Links, language: str) -> dict[str, Card]:
    """Hover card of each drawn link by "link:<a>|<b>": names, number of events by family, the last one."""
    words = graph_words(language)
    last = last_events(story, found)[curves.link]
    when = list(story.events["when"].iloc[np.maximum(last, 0)]) if len(last) else []
    out: dict[str, Card] = {}
    for k, (a, b, link) in enumerate(zip(curves.a.tolist(), curves.b.tolist(), curves.link.tolist(), strict=True)):
        events = counted(language, "card.events", int(found.count[link]))
        day = day_text(when[k], language) if last[k] >= 0 else ""
        out[link_id(nodes, a, b)] = {
            "title": words("card.link", a=nodes.names[a], b=nodes.names[b]),
            "lines": [words("card.counts", events=events, families=family_counts(language, found.counts[link]))],
            "foot": words("card.last", day=day) if day else "",
        }
    return out


def last_events(story: Story, found: Links) -> Ints:
    """Position in ``story.events`` of the last dated event of each link, -1 where none has a date."""
    last = np.full(len(found), -1)
    dated = story.events["earliest"].notna().to_numpy()[found.event]
    np.maximum.at(last, found.pair[dated], found.event[dated])
    return last


def link_id(nodes: Nodes, a: int, b: int) -> str:
    """Id of the link of two nodes, as it stands in ``customdata``."""
    return f"link:{nodes.ids[a]}|{nodes.ids[b]}"


def alternative(events: int, nodes: Nodes, curves: Curves, found: Links, chosen: Sequence[str], language: str) -> str:
    """The picture in words: how much there is, who is most involved, which links are strongest, what is selected."""
    words = graph_words(language)
    if not len(nodes):
        return words("alt.none")

    def named(name: str, n: int) -> str:
        return words("alt.actor", name=name, events=counted(language, "card.events", n))

    many = {"nodes": counted(language, "alt.nodes", len(nodes)), "links": counted(language, "alt.links", len(curves))}
    out = [words("alt.graph", **many, events=counted(language, "card.events", events))]
    busy = [named(nodes.names[k], int(nodes.events[k])) for k in range(min(NAMED, len(nodes)))]
    out.append(words("alt.busiest", names="; ".join(busy)))
    top = np.lexsort((curves.link, -found.count[curves.link]))[:NAMED]
    pairs = [words("card.link", a=nodes.names[curves.a[k]], b=nodes.names[curves.b[k]]) for k in top]
    counts = [int(found.count[curves.link[k]]) for k in top]
    if pairs:
        out.append(words("alt.strongest", names="; ".join(map(named, pairs, counts))))
    if picked := [nodes.names[nodes.at(actor)] for actor in chosen]:
        out.append(words("alt.selected", name=" – ".join(picked)))
    return " ".join(out)
