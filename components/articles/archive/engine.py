"""Dask does the work: which worker reads which partition, and what happens when a worker dies, is its business.

A partition that took several workers down with it comes back as a failure. ``archiving`` then gives its files to the
workers one by one, to find the one that does it.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from components.articles.archive.errors import ArchiveError
from components.articles.archive.partitions import Partition

if TYPE_CHECKING:
    from distributed import Client

DEATHS = 2  # workers that a task may take down before it is given up
_PATIENCE = 30  # seconds to find the cluster and one worker of it

Work = Callable[[Partition], int]


@dataclass(frozen=True)
class Outcome:
    """What became of a partition: what the work returned, or ``killed``: each worker that read it died."""

    partition: Partition
    returned: int = 0
    killed: bool = False


class Engine(Protocol):
    """Works off partitions, in any order, each until it is done."""

    def __call__(self, work: Work, partitions: Sequence[Partition]) -> Iterator[Outcome]:
        """Outcomes as they come. Raises what ``work`` raises."""


@contextmanager
def dask_engine(workers: int = 0, address: str = "") -> Iterator[Engine]:
    """An engine of ``workers`` processes on this machine, or of the cluster whose scheduler is at ``address``.

    Raises ``ArchiveError`` without Dask, or when there is no such cluster or it has no workers.
    """
    try:
        import dask
        import distributed
    except ImportError as error:
        remedy = "install whowhen with the extra cluster, as in pip install 'whowhen[cluster]'"
        raise ArchiveError(f"reading an archive needs Dask, which is not there: {remedy}") from error
    settings = {
        "distributed.scheduler.allowed-failures": DEATHS,
        # One task at a time for each worker, so that no other is taken for the cause when the worker dies.
        "distributed.scheduler.worker-saturation": 1.0,
        # A worker that is slow to come back after its death must not be given up: nobody would start another.
        "distributed.deploy.lost-worker-timeout": "365 days",
    }
    with dask.config.set(settings):
        if address:
            with _connected(address) as client:
                yield lambda work, partitions: _outcomes(client, work, partitions)
            return
        with (
            distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",  # not the usual port, which others see and may have taken
                silence_logs=logging.CRITICAL,
                preload="components.articles.archive.worker_setup",
                security=True,  # others on this machine must not give our workers work
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield lambda work, partitions: _outcomes(client, work, partitions)


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    import distributed

    try:
        client = distributed.Client(address, timeout=_PATIENCE)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise ArchiveError(
            f"{address}: there is no scheduler of Dask with a worker; start both, or check the address"
        ) from error
    with client:
        yield client


def _outcomes(client: "Client", work: Work, partitions: Sequence[Partition]) -> Iterator[Outcome]:
    from distributed import CancelledError, KilledWorker, as_completed

    futures = {client.submit(work, one, key=f"whowhen-{one.key}", pure=False): one for one in partitions}
    for future in as_completed(list(futures)):
        partition = futures.pop(future)
        try:
            returned = future.result()
        except KilledWorker:
            yield Outcome(partition, killed=True)
        except CancelledError as error:
            raise ArchiveError("the cluster was lost; run the command again, it goes on from there") from error
        else:
            yield Outcome(partition, returned)
        future.release()
