"""Why an archive could not be read at all. What is wrong with one article is listed and ends nothing."""

from components.events.errors import WhowhenError


class ArchiveError(WhowhenError):
    """No archive, no place for the story, or no cluster. The message says what to do."""
