"""The script Streamlit runs for each reader: pick the story the address names, and show it or its defects."""

from pathlib import Path

import streamlit as st

from components.app import stories
from components.app.memory import settle
from components.app.pages import defects, story
from components.app.state import query
from components.events.errors import StoryError
from components.stores.folder import stories_folder


def main() -> None:
    """One run of the page. The navigation is ours: Streamlit would take every file of ``pages/`` for a page."""
    icon = str(Path(__file__).with_name("icon.svg"))
    st.set_page_config(page_title="whowhen", page_icon=icon, layout="wide", initial_sidebar_state="collapsed")
    st.navigation([st.Page(story_page, title="whowhen", default=True)], position="hidden").run()


def story_page() -> None:
    """The page of a story, or of its defects."""
    names = stories.names()
    if not names:
        defects.no_stories(stories_folder())
        return
    asked = query().get("story", [""])[-1]
    name = (
        asked
        if asked in names
        else next((one for one in names if not isinstance(stories.load(one), StoryError)), names[0])
    )
    loaded = stories.load(name)
    if isinstance(loaded, StoryError):
        defects.show_defects(name, loaded, names)
    elif query().get("page", [""])[-1] == "read":
        from components.app.pages import article  # not needed for a first look at the story

        article.show_article(loaded, names, missing=asked if asked and asked != name else "")
    else:
        story.show_story(loaded, names, missing=asked if asked and asked != name else "")
        settle(loaded.revision)


main()
