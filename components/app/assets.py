"""The scripts and styles of our own components, under a path that changes with their content: browsers keep them.

Where the server has no routes of ours (``dashboard.py`` run as a script by a host that knows no ``st.App``), they come
with the page instead (``components.app.inline``).
"""

import hashlib
from functools import lru_cache
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
PARTS = {
    "dom.js": ("dom/dom.js",),
    "plotly_view.js": tuple(
        f"plotly_view/{name}.js" for name in ("load", "card", "brush", "zoom", "bins", "hit", "view")
    ),
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
        "share.css",
        "admin.css",
    ),
}
LATER = ("linking.js", "watch.js")
"""Scripts that the first page does not need."""
PARTS_WAITED_FOR = """const parts = (window.whowhenParts ??= (() => {
  let give;
  const all = new Promise((done) => { give = done; });
  return { all, give };
})());
"""
"""JavaScript: ``parts.all`` is a promise of what ``components.app.inline`` brings, the address of each by name."""
_routed: list[bool] = []


def routed() -> None:
    """The server has routes for all of them."""
    _routed[:] = [True]


def come_with_the_page() -> bool:
    """Whether a browser has to get them without routes; where there is no browser, nothing has to be sent."""
    return not _routed and bool(st.context.headers)


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


def below(base: str, path: str) -> str:
    """The address of ``path`` below ``base``, for the page. A server that knows no base path may stand behind a proxy
    that takes one away (so does Streamlit Community Cloud): the page knows where it lives.
    """
    return f"{base}{path}" if base else f".{path}"


def shim(name: str, base: str) -> str:
    """A component's inline script: it loads the asset, which a browser fetches once and not with every message."""
    if come_with_the_page():
        return (
            f'{PARTS_WAITED_FOR}const module = await import((await parts.all)["{name}"]);\n'
            "export default module.default;\n"
        )
    address = f'new URL("{below(base, path(name))}", document.baseURI).href'
    return f"const module = await import({address});\nexport default module.default;\n"
