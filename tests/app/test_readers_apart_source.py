"""No part of the code keeps what belongs to one reader where another finds it: read off the source."""

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTAINERS = {
    "list",
    "dict",
    "set",
    "bytearray",
    "defaultdict",
    "deque",
    "Counter",
    "OrderedDict",
    "LRUCache",
    "TTLCache",
}
CONTAINERS |= {"Cache", "LFUCache", "ChainMap", "WeakKeyDictionary", "WeakValueDictionary", "WeakSet", "Queue"}
CHANGING = {"append", "add", "update", "pop", "clear", "setdefault", "extend", "insert", "remove", "discard", "popitem"}
CACHES = {"lru_cache", "cache", "cached", "cached_property", "cache_data", "cache_resource"}
OF_A_READER = {"session_state", "context", "query_params", "user"}
"""What ``st`` has of the reader at the page."""

STATE: Mapping[str, str] = {
    "components.app.api.serving._waiting": "a count of requests",
    "components.app.assets._routed": "whether this process has routes of ours",
    "components.app.gate.sessions._ended": "digests of cookies that people signed out with, asked for by digest",
    "components.app.limiting.counting.limits": "counts, asked for by client",
    "components.app.limiting.crowd.crowd": "counts, asked for by client",
    "components.app.memory._former": "a count of events",
    "components.app.running.metrics._meters": "figures of the process",
    "components.app.running.work.work": "a count of work under way",
    "components.app.sharing.serving._drawing": "threads, and a count of requests",
    "components.app.sharing.serving._pages": "threads, and a count of requests",
    "components.app.trouble._logged": "the last line of the log, which no page reads",
    "components.app.widgets.history.log._logs": "the history of a story, which is the same for all",
    "components.app.widgets.history.log._shown": "the history of a story, which is the same for all",
    "components.app.widgets.table_editor.base._bases": "the rows of a story, which are the same for all",
    "components.articles.actors.tokens._NOTHING": "an empty value that is never changed",
    "components.events.joins._KEPT": "worked out of a story, which is the same for all",
    "components.events.room._HELD": "worked out of a story, which is the same for all",
    "components.stores.database.connecting._engines": "connections to a database, by its address",
}
"""Values of modules that change, and why they tell nobody of another."""
CACHED: Mapping[str, str] = {
    "components.app.articles._told": "asks who reads only to count; what comes of it hangs on article and story alone",
    "components.app.articles.reading_of": "asks _told",
    **{
        f"components.app.{name}._component": "says where scripts are, by a setting of the process"
        for name in ("dom", "linking", "plotly_view", "watch")
    },
}
"""Functions with a cache that reach what ``st`` has of a reader, and why that is right."""


class Module:
    """The source of a module."""

    def __init__(self, path: Path) -> None:
        parts = path.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts).removesuffix(".__init__")
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.names = dict(self._imported())
        """What a name of the module stands for elsewhere."""

    def _imported(self) -> Iterator[tuple[str, str]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield from ((one.asname or one.name, f"{node.module}.{one.name}") for one in node.names)
            elif isinstance(node, ast.Import):
                yield from ((one.asname or one.name.partition(".")[0], one.name) for one in node.names)

    def functions(self) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
        """Functions and methods, by their full names; those within others belong to these."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{self.name}.{node.name}", node
            elif isinstance(node, ast.ClassDef):
                yield from (
                    (f"{self.name}.{node.name}.{one.name}", one)
                    for one in node.body
                    if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
                )

    def meant(self, node: ast.expr) -> str:
        """The full name of a function or value that ``node`` names."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, f"{self.name}.{node.id}")
        if isinstance(node, ast.Attribute):
            return f"{self.meant(node.value)}.{node.attr}"
        return "?"


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    return tuple(Module(path) for path in sorted((ROOT / "components").rglob("*.py")))


def last(node: ast.expr) -> str:
    """The last part of a name: of ``cachetools.LRUCache`` and ``LRUCache[str, int]`` that is "LRUCache"."""
    if isinstance(node, ast.Subscript):
        return last(node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def values(module: Module) -> Iterator[tuple[str, ast.expr]]:
    """Names that the module gives values."""
    for node in module.tree.body:
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            yield last(node.target), node.value
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    yield from ((last(name), value) for name, value in zip(target.elts, node.value.elts, strict=True))
                else:
                    yield last(target), node.value


def is_made_to_change(module: Module, value: ast.expr) -> bool:
    """Whether it is an empty container, a cache, or something made by a class of ours that has methods of its own."""
    if isinstance(value, ast.List | ast.Set):
        return not value.elts
    if isinstance(value, ast.Dict):
        return not value.keys
    if not isinstance(value, ast.Call):
        return False
    called = last(value.func)
    filled = called in {"list", "dict", "set", "Counter"} and bool(value.args or value.keywords)
    return (called in CONTAINERS and not filled) or module.meant(value.func) in mutable_classes()


@lru_cache(maxsize=1)
def mutable_classes() -> frozenset[str]:
    """Classes of ours whose objects can be another after they are made."""
    return frozenset(
        f"{module.name}.{node.name}"
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not any("frozen=True" in ast.unparse(one) for one in node.decorator_list)
    )


def changed(tree: ast.AST) -> Iterator[str]:
    """Names of what is changed in ``tree``: parts of it are set or deleted, or it is asked to change itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield from node.names
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            yield last(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            yield last(node.func.value)


def state() -> set[str]:
    """Values of modules that change, by their full names."""
    found = set()
    for module in modules():
        own = {name for name, _ in values(module)}
        found |= {f"{module.name}.{name}" for name, value in values(module) if is_made_to_change(module, value)}
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found |= {f"{module.name}.{name}" for name in (set(changed(node)) & own) - local(node)}
    return found


def local(node: ast.AST) -> set[str]:
    """Names that a function or class gives values of its own."""
    own = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    own |= {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
    return own - {name for one in ast.walk(node) if isinstance(one, ast.Global) for name in one.names}


def of_readers() -> set[str]:
    """Functions that reach what ``st`` has of a reader, themselves or through others of ours."""
    uses: dict[str, set[str]] = {}
    reach = set()
    for module in modules():
        for name, node in module.functions():
            uses[name] = {module.meant(one) for one in ast.walk(node) if isinstance(one, ast.Name | ast.Attribute)}
            if any(one.startswith("streamlit.") and one.split(".")[1] in OF_A_READER for one in uses[name]):
                reach.add(name)
    while more := {name for name, used in uses.items() if used & reach} - reach:
        reach |= more
    return reach


def with_caches() -> set[str]:
    return {
        name
        for module in modules()
        for name, node in module.functions()
        for one in node.decorator_list
        if last(one.func if isinstance(one, ast.Call) else one) in CACHES
    }


def test_what_changes_in_a_module_is_nothing_of_a_reader() -> None:
    assert state() == set(STATE)


def test_what_is_kept_for_all_asks_nothing_of_the_reader_at_the_page() -> None:
    assert of_readers() & with_caches() == set(CACHED)


def test_the_search_finds_what_it_looks_for() -> None:
    assert {"components.app.state.page_width", "components.app.who.person"} <= of_readers()
    assert {"components.app.articles.reading_of", "components.events.dates.bounds"} <= with_caches()
    module = Module(Path(__file__))
    tries = {"[]": True, "{}": True, "{'a': 1}": False, "LRUCache(3)": True, "dict(a=1)": False, "frozenset()": False}
    for text, expected in tries.items():
        assert is_made_to_change(module, ast.parse(text, mode="eval").body) is expected, text
    text = "a.append(1)\nc[0] = 1\ndel d[1]\ne.x += 1\nf.g.add(2)\nh = i[0] + j.x"
    assert set(changed(ast.parse(text))) == {"a", "c", "d", "e", "g"}
