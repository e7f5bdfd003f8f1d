"""The grounds behind the sides of the actor graph: rounded outlines around their visible members."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PAD = 14.0
LEAST_MEMBERS = 3
_TURN = np.linspace(0, 2 * np.pi, 48, endpoint=False)
_TOWARDS = np.stack((np.cos(_TURN), np.sin(_TURN)))


def hull(x: Floats, y: Floats, r: Floats, pad: float = PAD) -> Floats:
    """Outline (48 × 2, px, in order around) of the convex hull of circles (x, y, r) widened by ``pad``.

    In each direction the outline is where the furthest circle is touched: so corners are round by themselves.
    """
    middle = np.column_stack((x, y))
    wide = np.asarray(r) + pad
    touched = (middle @ _TOWARDS + wide[:, None]).argmax(axis=0)
    return np.asarray(middle[touched] + wide[touched, None] * _TOWARDS.T)


def path(outline: Floats) -> str:
    """SVG path of a closed outline."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in outline.tolist()) + "Z"
