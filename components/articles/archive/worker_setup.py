"""What Dask runs first in each worker of this machine.

Ctrl-C reaches all processes of a terminal; only the one that waits for the workers is to act on it, and to end them.
"""

import signal


def dask_setup(worker: object) -> None:  # noqa: ARG001 Dask passes it
    """Let Ctrl-C be the matter of the process that started the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
