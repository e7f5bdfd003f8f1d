"""Texts that would take a date long to read are refused at once."""

import pytest

from components.events.dates import bounds
from components.events.errors import DateError


@pytest.mark.parametrize("text", ["Y1E9999999", "Y-17E999999999", "Y1E99999999/Y2E99999999", "Y3E0000999S3"])
def test_a_year_of_millions_of_digits_is_refused_without_working_it_out(text: str) -> None:
    with pytest.raises(DateError, match="the year lies beyond 9999"):
        bounds(text)


@pytest.mark.parametrize(
    "text", ["[" * 100, "(" * 100, "{" + "2024," * 19, "~" * 100, "2004-06-(01)~/" * 7, "Y" + "9" * 99]
)
def test_what_only_looks_like_a_date_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        bounds(text[:100])


def test_a_year_with_a_small_exponent_is_still_read() -> None:
    assert bounds("Y17E2").precision == "year"
