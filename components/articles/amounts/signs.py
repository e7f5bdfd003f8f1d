"""Signs and codes of money around a number: "US$ 5", "5 €", "EUR 1000", "30 MUSD"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from components.articles.amounts.currencies import Money, currencies
from components.articles.amounts.lexicon import LANGUAGES, raw, read


@dataclass(frozen=True)
class Sign:
    """``text[start:end]`` is a sign or code of money; ``scale`` is what a letter in it multiplies by ("MEUR")."""

    start: int
    end: int
    money: Money
    scale: float = 1.0
    bare: bool = False


@dataclass(frozen=True)
class Signs:
    """How signs and codes are found before and after a number of a language."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    codes: Mapping[str, Money]
    letters: Mapping[tuple[str, str], str]
    signs: Mapping[str, str]
    short: Mapping[str, Money]
    scales: Mapping[str, float]

    def ending_at(self, text: str, end: int) -> Sign | None:
        """The sign or code right before the number that begins at ``end``."""
        match = self.before.search(text, max(0, end - 14), end)
        return self._read(match) if match else None

    def beginning_at(self, text: str, start: int) -> Sign | None:
        """The sign or code at ``start``, behind a number."""
        match = self.after.match(text, start)
        return self._read(match) if match else None

    def _read(self, match: re.Match[str]) -> Sign:
        scale = self.scales[match["scale"]] if match["scale"] else 1.0
        return Sign(match.start(), match.end(), self._money(match), scale, bool(match["sign"] and not _letters(match)))

    def _money(self, match: re.Match[str]) -> Money:
        if match["sign"]:
            code = self.letters.get((match["sign"], _letters(match)), self.signs[match["sign"]])
            return Money(code, part=not code)
        if match["code"]:
            return self.codes[match["code"]]
        return self.short[match["short"]]


def _letters(match: re.Match[str]) -> str:
    return next((match[name].lower() for name in ("letters", "after") if match.groupdict().get(name)), "")


@lru_cache(maxsize=len(LANGUAGES))
def signs(language: str) -> Signs:
    """The signs and codes of a language."""
    data = read("currencies.toml")
    codes = _codes(language, data)
    sign = f"(?P<sign>{_any(data['signs'])})"
    scales = {form: float(number) for number, forms in raw(language)["short_scales"].items() for form in forms}
    big = {form: number for form, number in scales.items() if form in {"k", "K", "M", "Md", "Mds", "B", "G"}}
    code = f"(?P<scale>{_any(big)})??(?P<code>{_any(codes)})"
    left = rf"(?:(?<!\w){_letters_before(data)}\s?)?{sign}"
    right = rf"(?:{_letters_before(data)})?{sign}(?!\d)(?:{_letters_after(data)})?"
    short_before = rf"(?<!\w)(?P<short>{_any(data['before'])})"
    return Signs(
        before=re.compile(rf"(?:{left}|(?<!\w){code}|{short_before})\s{{0,2}}\Z"),
        after=re.compile(rf"(?:{right}|{code}(?!\w)|(?P<short>{_any(data['after'])})(?!\w))"),
        codes=codes,
        letters={(mark, word): code for mark, table in data["letters"].items() for word, code in table.items()},
        signs=data["signs"],
        short={form: Money(code) for form, code in {**data["before"], **data["after"]}.items()},
        scales=big,
    )


def _codes(language: str, data: Mapping[str, Any]) -> dict[str, Money]:
    shy = set(data["shy_codes"])
    known = {code: code for code in [*currencies(language).codes, *data["historic"]]} | data["codes"]
    codes = {code: Money(meaning, shy=code in shy) for code, meaning in known.items()}
    return codes | {small: codes[small.upper()] for small in data["small_codes"]}


def _letters_before(data: Mapping[str, Any]) -> str:
    loose, strict = _loose_and_strict(data)
    single = "".join(sorted(word for word in strict if len(word) == 1))
    return rf"(?P<letters>(?i:{_any(loose)})|{_any(word for word in strict if word[1:])}|[{single}](?!\s))"


def _letters_after(data: Mapping[str, Any]) -> str:
    loose, strict = _loose_and_strict(data)
    return rf"\s?(?P<after>(?i:{_any(loose)})|{_any(word for word in strict if word[1:])})(?!\w)"


def _loose_and_strict(data: Mapping[str, Any]) -> tuple[list[str], set[str]]:
    loose = data["loose"]["letters"]
    return loose, {word.upper() for table in data["letters"].values() for word in table} - {w.upper() for w in loose}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
