"""The stories of the folder ``WHOWHEN_STORIES`` names, loaded once for all readers and again when a file changes."""

from functools import lru_cache
from pathlib import Path

from components.events.errors import StoryError
from components.events.story import Story
from components.stores.folder import list_stories, read_story, stories_folder, story_revision


def names() -> list[str]:
    """Names of the stories there are, sound or not."""
    return list_stories(stories_folder())


def load(name: str) -> Story | StoryError:
    """The story ``name``, or its defects."""
    path = stories_folder() / name
    return _load(path, story_revision(path))


@lru_cache(maxsize=16)
def _load(path: Path, _revision: str) -> Story | StoryError:
    try:
        return read_story(path)
    except StoryError as error:
        return error
