"""Amounts of money in text: ``find_amounts`` finds them and reads each as a number and an ISO 4217 currency.

``numerals`` reads the numbers of a text, in digits and in words; ``currencies`` knows how money is called and written;
``finder`` joins a number to the money that touches it. No I/O but the loading of the lexicons.
"""

from components.articles.amounts.finder import find_amounts

__all__ = ["find_amounts"]
