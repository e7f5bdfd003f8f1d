"""The small timeline of an article on the page."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from components.app.articles import Reading
from components.app.plotly_view import plotly_view
from components.app.scene import Scene
from components.app.server import plotly_source
from components.app.state import TIMELINE
from components.app.style import tokens
from components.app.widgets.charts import plotly_locale, with_pictures
from components.charts.proposals_timeline import proposals_dict
from components.charts.proposals_view import ProposalsView
from components.charts.theme import THEMES
from components.events.story import Story


def article_chart(
    scene: Scene,
    reading: Reading,
    chosen: int | None,
    width: int,
    choose: Callable[[str], None],
    key: str = TIMELINE,
) -> int:
    """Draw the dated events of ``reading`` in ``width`` px and return the height in px; 0 when none has a date.

    ``key`` is for a second picture on the page: whichever stands first measures it.
    """
    if not ProposalsView(reading.proposals).dated:
        return 0

    def act(message: Mapping[str, Any]) -> None:
        if message.get("do") in ("event", "clear"):
            choose(str(message.get("id", "")))

    figure, height = _figure(reading, scene.whole, chosen, width, scene.theme.scheme, scene.language)
    plotly_view(
        figure,
        key=key,
        source=plotly_source(),
        locale=plotly_locale(scene.language),
        words={"fit": "", "zoom_in": "", "zoom_out": "", "locale": scene.language},
        tokens=tokens(scene.theme),
        window="",
        page=scene.page,
        on_act=act,
    )
    return height


@lru_cache(maxsize=32)
def _figure(
    reading: Reading,
    story: Story,
    chosen: int | None,
    width: int,
    scheme: str,
    language: str,
) -> tuple[str, int]:
    published = reading.article.published
    view = ProposalsView(reading.proposals, width, published, chosen, story.families, THEMES[scheme], language)
    figure = proposals_dict(view)
    return with_pictures(figure, THEMES[scheme]), int(figure["layout"]["height"])
