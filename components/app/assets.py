"""The scripts and styles of our own components, under a path that changes with their content: browsers keep them."""

import hashlib
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
PARTS = {
    "dom.js": ("dom/dom.js",),
    "plotly_view.js": tuple(f"plotly_view/{name}.js" for name in ("load", "card", "brush", "zoom", "hit", "view")),
    "linking.js": ("linking/shortcuts.js", "linking/linking.js"),
    "watch.js": ("watch/watch.js",),
    "style.css": (
        "page.css",
        "dom/style.css",
        "plotly_view/view.css",
        "watch/watch.css",
        "article.css",
        "editing.css",
        "review.css",
        "history.css",
        "account.css",
    ),
}
LATER = ("linking.js", "watch.js")
"""Scripts that the first page does not need."""


@lru_cache(maxsize=8)
def content(name: str) -> str:
    """The text of the asset ``name``: its parts one after the other."""
    return "\n".join((HERE / part).read_text(encoding="utf-8") for part in PARTS[name])


@lru_cache(maxsize=1)
def _digest() -> str:
    return hashlib.sha256("".join(content(name) for name in PARTS).encode()).hexdigest()[:12]


def path(name: str) -> str:
    """Where the asset is served, below the path of the page. All share one folder, so that they find each other."""
    return f"/whowhen/{_digest()}/{name}"


def shim(name: str, base: str) -> str:
    """A component's inline script: it loads the asset, which a browser fetches once and not with every message."""
    address = f'new URL("{base}{path(name)}", location.origin).href'
    return f"const module = await import({address});\nexport default module.default;\n"
