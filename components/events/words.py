"""Catalogues of interface texts: TOML files, one for each language, in a ``wording`` folder beside the code.

Keys are dotted paths ("statuses.disputed"). A text holds ``{name}`` places; whole numbers are written the way of the
language. A table with ``one`` and ``other`` is a plural, chosen by ``n``.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "fr")


class Words:
    """The texts of one catalogue. ``words("key", n=3, name="x")`` is a finished text; an unknown key is a KeyError."""

    def __init__(self, catalogue: Mapping[str, Any], language: str = "en") -> None:
        self.catalogue, self.language = catalogue, language

    def __call__(self, key: str, **values: object) -> str:
        """The text of ``key`` with ``values`` in its places. Raises KeyError naming the key and the language."""
        entry = self.entry(key)
        if isinstance(entry, Mapping):
            entry = self._plural(key, entry, values.get("n"))
        if not values:
            return str(entry)
        try:
            return str(entry).format_map({name: self._shown(value) for name, value in values.items()})
        except KeyError as error:
            raise KeyError(f"text {key!r} in language {self.language!r} needs a value for {error}") from error

    def has(self, key: str) -> bool:
        """Whether there is such a key."""
        try:
            self.entry(key)
        except KeyError:
            return False
        return True

    def get(self, key: str, default: str) -> str:
        """The text of ``key``, or ``default``: for words that a story may bring along, such as a type of its own."""
        return self(key) if self.has(key) else default

    def entry(self, key: str) -> Any:
        """What stands under ``key``: a text, a list or a table. Raises KeyError naming the key and the language."""
        found: Any = self.catalogue
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise KeyError(f"no text {key!r} in language {self.language!r}")
            found = found[part]
        return found

    def _plural(self, key: str, forms: Mapping[str, Any], n: object) -> Any:
        if not isinstance(n, int) or "other" not in forms:
            raise KeyError(
                f"text {key!r} in language {self.language!r} is a table: name one of {', '.join(forms)} or give n"
            )
        from babel import Locale  # not needed before the first plural

        form = Locale.parse(self.language).plural_form(n)
        return forms.get(form, forms["other"])

    def _shown(self, value: object) -> object:
        if isinstance(value, int) and not isinstance(value, bool):
            from components.events.date_words import number_words

            return number_words(value, self.language)
        return value


@lru_cache(maxsize=64)
def load_words(package_dir: Path, language: str, name: str = "") -> Words:
    """The catalogue ``wording/<language>.toml`` of a folder, or ``wording/<name>_<language>.toml``."""
    file = (
        Path(package_dir) / "wording" / f"{name}_{language}.toml"
        if name
        else Path(package_dir) / "wording" / f"{language}.toml"
    )
    with file.open("rb") as stream:
        return Words(tomllib.load(stream), language)


def terms(language: str) -> Words:
    """The words of the field: types, statuses, stances, roles and so on."""
    return load_words(Path(__file__).parent, language)
