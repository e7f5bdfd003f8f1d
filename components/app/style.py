"""The colours of ``components.charts.theme`` as CSS variables, and the glyphs of the page as a table of pictures."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import streamlit as st

from components.app.assets import content
from components.charts.glyphs import claim_svg, glyph_svg
from components.charts.theme import THEMES, Scheme, Theme

# Streamlit's own frame, brought to the measures of the page: 20 px at the sides, and no empty band on top.
PAGE = """
.stMainBlockContainer { padding: 14px 20px 32px; max-width: none; }
.stMainBlockContainer > div > .stVerticalBlock { gap: 10px; }
header.stAppHeader { background: transparent; pointer-events: none; }
header.stAppHeader button { pointer-events: auto; }
[data-testid="stPopoverBody"] { max-width: 460px; }
[data-stale="true"] { opacity: 1 !important; transition: none !important; }
.stElementContainer:has(.ww-none) { display: none; }
@media (max-width: 700px) { .stMainBlockContainer { padding: 12px 16px 24px; } }
"""


def page_style() -> None:
    """Lay the page's own measures over Streamlit's."""
    st.html(f"<style>{PAGE}{content('style.css')}</style>")


def tokens(theme: Theme) -> Mapping[str, str]:
    """CSS variables of ``theme`` for the DOM parts of the page."""
    names = ("bg", "ink", "muted", "faint", "grid", "era", "unknown", "selected", "ring")
    return {**{f"--{name}": getattr(theme, name) for name in names}, "--accent": theme.families["contacts"]}


def glyphs(keys: Iterable[str], theme: Theme) -> dict[str, str]:
    """The pictures named by ``keys``: "<type or family>|<status>", "status|<status>" (neutral) or "claim-…"."""
    return {key: _glyph(key, theme.scheme) for key in sorted(set(keys))}


@lru_cache(maxsize=512)
def _glyph(key: str, scheme: Scheme) -> str:
    theme = THEMES[scheme]
    kind, _, status = key.partition("|")
    return glyph_svg(kind, status, theme) if status else claim_svg(key.removeprefix("claim-"), theme)
