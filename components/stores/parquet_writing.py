"""Writing a story folder of Parquet tables: block by block, and all of it or nothing."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from components.events.schema import FILES
from components.stores.base import StoreError

SUFFIX = ".parquet"


class Tables:
    """The tables of a folder as they are written; each ``add`` makes a row group."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writers: dict[str, pq.ParquetWriter] = {}

    def add(self, name: str, rows: pa.Table) -> None:
        """Append ``rows`` to the table ``name``; their columns are those of the first."""
        if name not in self._writers:
            self._writers[name] = _writer(self.folder / f"{name}{SUFFIX}", rows.schema)
        self._writers[name].write_table(rows, row_group_size=max(1, len(rows)))

    def close(self) -> None:
        """Finish all files."""
        for writer in self._writers.values():
            writer.close()


def _writer(file: Path, schema: pa.Schema) -> pq.ParquetWriter:
    # Texts that hardly repeat are smaller and quicker without a dictionary.
    repeating = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(file, schema, compression="zstd", use_dictionary=repeating or False)


@contextmanager
def writing(folder: Path, meta: str | bytes) -> Iterator[Tables]:
    """Tables for the story ``folder``, which appears with ``story.toml`` when all is written. Raises ``StoreError``."""
    with appearing(folder) as made:
        content = meta if isinstance(meta, bytes) else meta.encode()
        (made / FILES["story"]).write_bytes(content)
        tables = Tables(made)
        try:
            yield tables
        finally:
            tables.close()


@contextmanager
def appearing(folder: Path) -> Iterator[Path]:
    """A folder beside ``folder`` that takes its name in the end, when all files are on the disk; gone on any error.

    Raises ``StoreError`` if ``folder`` is there already or cannot be written.
    """
    folder = folder.absolute()
    if folder.exists() or folder.is_symlink():
        raise StoreError(f"{folder} is there already: choose another name, or remove it first", "unwritable")
    made = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        made.chmod(0o755)
        yield made
        for path in made.rglob("*"):
            if path.is_file():
                _flush(path)
        made.rename(folder)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written ({error.strerror or error}): check the folder, your rights and the room left",
            "unwritable",
        ) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
