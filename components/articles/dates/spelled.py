"""Years written out in words: "nineteen ninety-six", "two thousand and eighteen"."""

import re
from collections.abc import Mapping

_THOUSAND, _HUNDRED = "thousand", "hundred"


def year(text: str, numbers: Mapping[str, int]) -> int:
    """The year that words name: thousands and hundreds said as such, else a century and its year."""
    total = 0
    pending = 0
    century = _THOUSAND not in text
    for word in re.findall(r"[a-z]+", text):
        if word == _THOUSAND:
            total, pending = total + pending * 1000, 0
        elif word == _HUNDRED:
            total, pending = total + pending * 100, 0
        elif word in numbers:
            if century:
                total, century = numbers[word] * 100, False
            else:
                pending += numbers[word]
    return total + pending
