"""The picture of a shared view, drawn once for all who ask."""

from functools import lru_cache
from pathlib import Path
from threading import Lock

import streamlit
from cachetools import LRUCache, cached

from components.app.api.values import Body
from components.app.scene import Scene
from components.app.sharing.shared import Shared
from components.app.widgets.charts import timeline_view
from components.app.widgets.known_popover import today
from components.charts.preview import SIZE, Preview, preview_png
from components.charts.raster_text import Faces
from components.charts.view import TimelineView
from components.stores.opening import place

PNG = "image/png"
_ROOM = 16_000_000  # bytes of pictures that are kept; one has 30 to 100 kB


def picture(shared: Shared) -> Body:
    """The picture of a shared view as it is today."""
    return _picture((place(), shared.scene.whole.name, shared.token, shared.scene.view, today()), shared)


@cached(LRUCache(_ROOM, getsizeof=lambda body: len(body.content)), key=lambda key, _: key, lock=Lock())
def _picture(_key: object, shared: Shared) -> Body:
    preview = Preview(shared.title, shared.sentence, _timeline(shared.scene), faces())
    return Body(preview_png(preview), PNG)


def _timeline(scene: Scene) -> TimelineView:
    """The timeline as the page would draw it. Its event is marked only where the link names one."""
    return timeline_view(
        scene.shown,
        scene.known,
        scene.whole,
        SIZE[0],
        scene.view.window,
        scene.lanes,
        scene.event if scene.view.selection.event else None,
        scene.view.selection.known_on,
        today(),
        scene.theme.scheme,
        scene.language,
    )


@lru_cache(maxsize=1)
def faces() -> Faces:
    """Source Sans (SIL Open Font License 1.1), which Streamlit brings along for the page."""
    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    return Faces(next(media.glob("SourceSansVF-Upright*.woff2")), next(media.glob("SourceSansVF-Italic*.woff2")))
