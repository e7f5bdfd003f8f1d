"""All pairs of what stands together."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def pairs(event: Ints) -> tuple[Ints, Ints, Ints]:
    """All pairs of rows of the same event (rows sorted by event), and the number of rows of that event."""
    _, start, size = np.unique(event, return_index=True, return_counts=True)
    ones, twos, sizes = [], [], []
    for n in np.unique(size[size > 1]):
        low, high = np.triu_indices(n, 1)
        first = start[size == n][:, None]
        ones.append((first + low).ravel())
        twos.append((first + high).ravel())
        sizes.append(np.full(len(first) * len(low), n))
    if not ones:
        return (np.zeros(0, np.int64),) * 3
    return np.concatenate(ones), np.concatenate(twos), np.concatenate(sizes)
