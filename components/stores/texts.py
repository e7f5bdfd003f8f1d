"""The texts that a story keeps of its sources: files in its folder ``articles``, named in ``sources.csv``."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from components.events.errors import Defect
from components.events.schema import FILES

TEXTS = "articles"


def text_defects(story: Path, sources: pd.DataFrame) -> Iterator[Defect]:
    """Defects of the texts that ``sources`` (cells as texts, indexed by row) names; other files are nobody's matter.

    A text must be there, be UTF-8, and have the checksum that stands beside its name, if one does.
    """
    if "text" not in sources:
        return
    names = sources["text"].tolist()
    sums = sources["sha256"].tolist() if "sha256" in sources else [""] * len(names)
    for row, name, checksum in zip(sources.index.tolist(), names, sums, strict=True):
        # What is no plain name has a defect of its own, and must not lead out of the folder.
        if name and Path(name).name == name and not name.startswith("."):
            yield from _of_text(story / TEXTS / name, row, name, checksum)


def _of_text(file: Path, row: int, name: str, checksum: str) -> Iterator[Defect]:
    table = FILES["sources"]
    if not file.is_file():
        yield Defect(
            table, row, "text", name, "there is no such text", f"add it to the folder {TEXTS}, or empty the cell"
        )
        return
    try:
        content = file.read_bytes()
    except OSError as error:
        problem = f"the text cannot be read ({error.strerror})"
        yield Defect(table, row, "text", name, problem, "check that it is a file that you may read")
        return
    try:
        content.decode()
    except UnicodeDecodeError:
        yield Defect(table, row, "text", name, "the text is not in UTF-8", "save it again with the encoding UTF-8")
        return
    found = hashlib.sha256(content).hexdigest()
    if checksum and checksum != found:
        remedy = f"restore the text, or write {found} and look over the quotes that refer to it"
        yield Defect(table, row, "sha256", checksum, f"the text {name} has another checksum", remedy)
