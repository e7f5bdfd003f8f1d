"""What a run of a Streamlit page brings: its parts, and the values that fields tell by themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState


@dataclass
class Part:
    """An element of the page: its id, its kind (such as "text_input"), and its component's name and data."""

    id: str
    kind: str
    component: str = ""
    data: str = ""
    options: tuple[str, ...] = ()


@dataclass
class Run:
    """What one run brought: seconds until each component, by the keys of its parts, and until its end."""

    began: float
    script: str = ""
    parts: dict[str, Part] = field(default_factory=dict)
    at: dict[str, float] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    took: float = 0.0
    size: int = 0


def key_of(element: str) -> str:
    """The key that the script gave a part, out of its id."""
    return element.split("-", 2)[2] if element.startswith("$$ID-") and element.count("-") > 1 else element


def _text(element: str, told: Any) -> WidgetState:
    return WidgetState(id=element, string_value=told.value if told.set_value else told.default)


def _chosen(element: str, told: Any) -> WidgetState:
    options = [getattr(one, "content", one) for one in told.options]
    state = WidgetState(id=element)
    state.string_array_value.SetInParent()
    state.string_array_value.data[:] = told.raw_values if told.set_value else [options[at] for at in told.default]
    return state


def _day(element: str, told: Any) -> WidgetState:
    state = WidgetState(id=element)
    state.string_array_value.SetInParent()
    state.string_array_value.data[:] = told.value if told.set_value else told.default
    return state


VALUES: Mapping[str, Callable[[str, Any], WidgetState]] = {
    "text_input": _text,
    "multiselect": _chosen,
    "button_group": _chosen,
    "date_input": _day,
}
