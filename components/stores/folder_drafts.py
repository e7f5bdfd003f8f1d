"""Drafts of a story folder: one file each in ``.whowhen/drafts``, written whole or not at all."""

import json
from collections.abc import Iterator
from pathlib import Path

from components.stores.base import Draft, StoreError
from components.stores.drafts import as_bytes, from_data, in_order, name_of, owner_name, refuse_unfit
from components.stores.folder_access import Access
from components.stores.journal import durable, synced

FOLDER = "drafts"
_END, _HALF = ".json", ".half"


class FolderDrafts:
    """The drafts in the folder that ``access`` leads into."""

    def __init__(self, access: Access) -> None:
        self._access, self._folder = access, access.hidden / FOLDER

    def of(self, owner: str) -> tuple[Draft, ...]:
        """Those of ``owner``, the last one first. Raises ``StoreError`` for a file that is damaged."""
        try:
            return in_order(self._found(owner))
        except OSError as error:
            raise self._access.told(error) from error

    def keep(self, draft: Draft) -> None:
        """Keep ``draft``, durable on return. Raises ``StoreError``; the one before it is still there then."""
        refuse_unfit(draft)
        name = name_of(draft.owner, draft.key)
        half = self._folder / f"{name}{_HALF}"
        with self._access.writing():
            if not self._folder.is_dir():
                self._folder.mkdir()
                synced(self._access.hidden)
            try:
                durable(half, as_bytes(draft))
                half.replace(self._folder / f"{name}{_END}")
            except OSError:
                half.unlink(missing_ok=True)  # on a full disk it takes room
                raise
            synced(self._folder)

    def drop(self, owner: str, key: str) -> None:
        """Forget that draft, if it is there."""
        file = self._folder / f"{name_of(owner, key)}{_END}"
        if not file.exists():
            return
        with self._access.writing():
            file.unlink(missing_ok=True)
            synced(self._folder)

    def _found(self, owner: str) -> Iterator[Draft]:
        for file in self._folder.glob(f"{owner_name(owner)}-*{_END}"):
            try:
                yield _read(file)
            except FileNotFoundError:  # dropped meanwhile
                continue


def _read(file: Path) -> Draft:
    try:
        return from_data(json.loads(file.read_bytes()))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(f"{file} is no draft: restore it from a copy, or remove it", "damaged") from error
