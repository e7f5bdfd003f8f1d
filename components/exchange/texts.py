"""Texts of a story in formats that do not allow every character."""

import re

# Not allowed in XML 1.0 (2.2) nor, as far as it is there, in a text of iCalendar (RFC 5545, 3.1).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")


def plain(text: str) -> str:
    """``text`` with line feeds as its only breaks, and with the replacement character for what may not be there."""
    return _FORBIDDEN.sub("\ufffd", _BREAKS.sub("\n", text))
