"""What large stories cost: made up, checked and loaded, each in a process of its own. Run by hand:

uv run python tests/benchmarks/large_benchmark.py 1000000 /tmp/large
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def generated(folder: Path, events: int) -> None:
    from components.stores.synthetic.generating import generate, usual_actors

    print(dict(generate(folder, events, usual_actors(events), 1)))


def checked(folder: Path, _: int) -> None:
    from components.stores.folder import examined

    print(examined(folder))


def loaded(folder: Path, _: int) -> None:
    from components.stores.parquet_store import ParquetStore

    before = resident()
    story = ParquetStore(folder).load().story
    print(f"{len(story.events):,} events, {before} MB before, {resident()} MB after")


def resident() -> int:
    """Memory of this process in MB, as it is now."""
    line = next(one for one in Path("/proc/self/status").read_text("utf-8").splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


STEPS: dict[str, Callable[[Path, int], None]] = {"generate": generated, "check": checked, "load": loaded}


def step(name: str, folder: Path, events: int) -> None:
    start = time.perf_counter()
    STEPS[name](folder, events)
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds, cpu = time.perf_counter() - start, used.ru_utime + used.ru_stime
    print(f"{name}: {seconds:.1f} s, {cpu:.1f} s of a processor, at most {used.ru_maxrss // 1024} MB")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        step(sys.argv[3], Path(sys.argv[2]), int(sys.argv[1]))
    else:
        for name in STEPS:
            if name != "generate" or not Path(sys.argv[2]).exists():
                subprocess.run(
                    [sys.executable, "-m", "tests.benchmarks.large_benchmark", *sys.argv[1:], name], check=True
                )
