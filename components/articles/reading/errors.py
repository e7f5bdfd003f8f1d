"""Why an article could not be read. Each error says what was read, what is wrong with it, the value, the remedy."""

from components.events.errors import WhowhenError

SHOWN = 120


class ReadingError(WhowhenError):
    """An article that cannot be read.

    ``source`` is the file, the address or "the text"; ``value`` is what is wrong with it as it was found ("" where
    nothing can be quoted).
    """

    def __init__(self, source: str, problem: str, value: str, remedy: str) -> None:
        quoted = f" “{shown(value)}”" if value else ""
        super().__init__(f"{shown(source) or 'the text'}: {problem}{quoted}; {remedy}")
        self.source, self.problem, self.value, self.remedy = source, problem, value, remedy


class NoTextError(ReadingError):
    """There is no text in it: empty, binary, or markup without words.

    ``cause`` tells why in a word, for who says it in another language: one of ``NO_TEXT``, "" where none fits.
    """

    def __init__(self, source: str, problem: str, value: str, remedy: str, cause: str = "") -> None:
        super().__init__(source, problem, value, remedy)
        self.cause = cause


NO_TEXT = (
    "empty",  # nothing at all
    "signs",  # digits and signs, no word
    "pictures",  # pictures, links or markup, no word
    "scripts",  # a page that scripts would write
    "article",  # a page with words and no article
    "page",  # a page that cannot be read
    "pdf",
    "office",
    "image",
    "media",
    "archive",
    "program",
    "binary",
    "encoding",
)


class TooLargeError(ReadingError):
    """It is larger than any article."""


class LanguageError(ReadingError):
    """Its language is neither French nor English, or cannot be told."""


class PublishedError(ReadingError):
    """The day of publication that was given is none."""


class FetchError(ReadingError):
    """The address cannot be fetched, or must not be.

    ``cause`` tells why in a word, for who says it in another language: address, scheme, user, port, private, slow,
    certificate, unreachable, redirects, status or kind.
    """

    def __init__(self, source: str, problem: str, value: str, remedy: str, cause: str = "unreachable") -> None:
        super().__init__(source, problem, value, remedy)
        self.cause = cause


def shown(value: str) -> str:
    """``value`` on one line and on the screen, whatever it holds."""
    line = "".join(char if char.isprintable() else " " for char in value[: SHOWN + 1])
    return f"{line[:SHOWN]}…" if len(value) > SHOWN else line
