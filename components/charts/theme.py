"""Every colour, symbol and size of the charts, and of the chips, panel and table that speak their language.

Families say what kind of event (marks, bars, links); sides say who belongs together (actors). Colours were checked for
normal and colour-blind vision: families differ by at least ΔE2000 14, marks reach contrast 3.3 on the background.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Scheme = Literal["light", "dark"]

# The quotes matter: plotly falls back to Arial when a family name is not valid CSS.
FONT = '"Source Sans", "Source Sans Pro", system-ui, sans-serif'

SYMBOLS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "institutions": ("hexagon2", 11),
        "contacts": ("circle", 10),
        "statements": ("diamond", 9),
        "support": ("triangle-up", 12),
        "pressure": ("triangle-down", 12),
        "other": ("pentagon", 11),
    }
)
SYMBOL_OF_TYPE: Mapping[str, tuple[str, int]] = MappingProxyType({"meeting": ("square", 9)})

SIZES = MappingProxyType(
    {"title": 24, "summary": 18, "panel": 18, "lane": 13, "body": 13, "label": 12, "caption": 11, "small": 10}
)


@dataclass(frozen=True)
class Theme:
    """The colour tokens of one scheme (hex). ``families`` and ``sides`` map a slug or slot to its colour."""

    scheme: Scheme
    bg: str
    ink: str
    muted: str
    faint: str
    grid: str
    era: str
    unknown: str
    selected: str
    ring: str
    mixed_link: str
    statement_link: str
    families: Mapping[str, str]
    sides: Mapping[str, str]

    @property
    def halo(self) -> str:
        """CSS text-shadow that keeps text readable over marks and lines."""
        return ", ".join([f"0 0 2px {self.bg}"] * 3)


LIGHT = Theme(
    scheme="light",
    bg="#FFFFFF",
    ink="#1C2127",
    muted="#59626E",
    faint="#8A93A0",
    grid="#E6E9ED",
    era="#F5F6F8",
    unknown="#EEF0F3",
    selected="#FFE9A8",
    ring="#E0A800",
    mixed_link="#6B7480",
    statement_link="#9AA3AF",
    families=MappingProxyType(
        {
            "institutions": "#B98318",
            "contacts": "#2B57A0",
            "statements": "#838D9C",
            "support": "#168968",
            "pressure": "#B23A1C",
            "other": "#59626E",
        }
    ),
    sides=MappingProxyType(
        {"1": "#5C4DB1", "2": "#B4305F", "3": "#827300", "4": "#0A7E9E", "media": "#7A828D", "others": "#8A5A3B"}
    ),
)

DARK = Theme(
    scheme="dark",
    bg="#0E1117",
    ink="#ECEEF1",
    muted="#A6AFBB",
    faint="#77808C",
    grid="#262C36",
    era="#151A22",
    unknown="#1B212B",
    selected="#4A3E12",
    ring="#FFD34D",
    mixed_link="#8D97A4",
    statement_link="#66707D",
    families=MappingProxyType(
        {
            "institutions": "#FEC753",
            "contacts": "#2FA0EE",
            "statements": "#AFB5C3",
            "support": "#5BE3B2",
            "pressure": "#EE7A5F",
            "other": "#A6AFBB",
        }
    ),
    sides=MappingProxyType(
        {"1": "#A79BF5", "2": "#F27FA5", "3": "#D3C44A", "4": "#56C3E0", "media": "#A3ACB8", "others": "#D09A75"}
    ),
)

THEMES: Mapping[str, Theme] = MappingProxyType({"light": LIGHT, "dark": DARK})
