"""schemathesis asks the API everything that its own document allows, and much that it does not."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import settings
from hypothesis import strategies as st

from components.app import stories
from tests.app.api_asking import APP, CALL, MINE, add, event, library, save

DATES = ("2024-05-13", "2024-05", "2024", "-0430", "2024-05-13?", "2024-05/2024-06")
VALUES = {
    "story-name": [MINE],
    "event-id": [CALL, "other"],
    "actor-id": ["gazette"],
    "event-type": ["call", "meeting"],
    "place": ["FR"],
    "edtf": DATES,
    "revision": ["1", "2"],
}
for name, values in VALUES.items():
    schemathesis.openapi.format(name, st.sampled_from(values))
SCHEMA = schemathesis.openapi.from_asgi("/api/openapi.json", APP)


@pytest.fixture(scope="module", autouse=True)
def _mine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = library(tmp_path_factory.mktemp("schema"))
    add(folder, event("other", when="2024-06", country="FR"))
    save(folder, events=[{"event_id": "other", "title_en": "Renamed since"}])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WHOWHEN_STORIES", str(folder))
        found = stories.load(MINE)
        assert "gazette" in set(found.actors["actor_id"])
        yield


@SCHEMA.parametrize()
@settings(max_examples=3, derandomize=True, database=None)
def test_every_request_is_answered_as_the_document_says(case: schemathesis.Case) -> None:
    case.call_and_validate()
