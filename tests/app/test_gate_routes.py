"""Who is signed out sees nothing of any story: by no route, no socket, no guess. A new route is tried by itself."""

import datetime
import re
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection

from components.stores.base import Draft
from components.stores.folder_instance import FolderInstance
from components.stores.folder_store import FolderStore
from components.tokens import new_token
from tests.app.gate_people import COOKIE_SECRET, USER, claims, signed
from tests.app.gate_site import NAME, Secret, Site, closed_site, heard, rerun, told

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
STREAM = "/_stcore/stream"
EVENT = "woodward-trump-putin-calls-2024-10-08"
DAY = 24 * 3600
FEW = 2  # messages, of those whom the gate takes for nobody at all


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with closed_site(tmp_path_factory.mktemp("gate")) as one:
        yield one


@pytest.fixture(scope="module")
def secret() -> Secret:
    """What no answer may hold."""
    return Secret()


@pytest.fixture(scope="module")
def instance(site: Site) -> FolderInstance:
    return FolderInstance(site.stories)


def token(
    instance: FolderInstance, label: str, days: int = 9, before: int = 0, revoked: bool = False
) -> dict[str, str]:
    """The header of a token made ``before`` so many days."""
    made = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=before)
    word, one = new_token(label, "Chief", days, made)
    instance.keep_token(one)
    if revoked:
        instance.revoke_token(one.id, "Chief")
    return {"Authorization": f"Bearer {word}"}


def signed_out(site: Site) -> dict[str, str]:
    """A cookie that was good until its owner signed out."""
    cookie = site.cookie("chief@example.org")
    assert site.ask("/api/stories", headers=cookie).status == 200
    site.ask("/auth/logout", headers=cookie)
    return cookie


def nobodies(site: Site, instance: FolderInstance) -> Mapping[str, Mapping[str, str]]:
    """Requests of those who may not read, by what they lack."""
    forged = signed(claims(origin=site.address), time.time() - 60, secret=COOKIE_SECRET[::-1])
    return {
        "nothing": {},
        "an old session": site.cookie(age=12 * 3600 + 1),
        "another's signature": {"Cookie": f"{USER}={forged}"},
        "no role": site.cookie("someone@elsewhere.net"),
        "no verified address": site.cookie(email_verified=False),
        "signed out": signed_out(site),
        "no such token": {"Authorization": f"Bearer whowhen_{'x' * 43}"},
        "an expired token": token(instance, "old", 1, before=2),
        "a revoked token": token(instance, "revoked", revoked=True),
    }


WHO = (
    "nothing",
    "an old session",
    "another's signature",
    "no role",
    "no verified address",
    "signed out",
    "no such token",
    "an expired token",
    "a revoked token",
)


@pytest.fixture(scope="module")
def people(site: Site, instance: FolderInstance) -> Mapping[str, Mapping[str, str]]:
    found = nobodies(site, instance)
    assert tuple(found) == WHO
    return found


def elements(socket: ClientConnection, message: BackMsg) -> tuple[list[Any], str]:
    """The elements and blocks that a run brings, and the id of the session."""
    came, session = [], ""
    for one, _ in heard(socket, message):
        if one.WhichOneof("type") == "delta":
            came.append(one.delta.new_element if one.delta.HasField("new_element") else one.delta.add_block)
        elif one.WhichOneof("type") == "new_session":
            session = one.new_session.initialize.session_id
    return came, session


@contextmanager
def download(site: Site) -> Iterator[tuple[str, str]]:
    """The address of a file that an open page of somebody offers, and the id of that session: both as good as known."""
    with site.socket(STREAM, site.cookie()) as socket:
        drawn, session = elements(socket, rerun(f"story={NAME}"))
        menus = [one.id for one in drawn if getattr(one, "id", "").endswith(("-pop-download", "-pop-more"))]
        opened = rerun(f"story={NAME}")
        for menu in menus:
            opened.rerun_script.widget_states.widgets.add(id=menu, bool_value=True)
        offered = [one.download_button for one in elements(socket, opened)[0] if _is(one, "download_button")]
        assert offered, "the page offers files to download"
        ask = BackMsg()
        asked = ask.backend_operation_request
        asked.request_id, asked.session_id = "one", session
        asked.deferred_file.file_id = offered[0].deferred_file_id
        media = re.search(rb"/media/[0-9a-z]+\.csv", told(socket, ask, "backend_operation_response", 20))
        assert media
        answer = site.ask(media[0].decode(), headers=site.cookie())
        assert answer.status == 200
        assert EVENT.encode() in answer.body
        assert site.ask(media[0].decode()).status == 401  # while it is there: Streamlit may drop it after a while
        yield media[0].decode(), session


def _is(element: Any, kind: str) -> bool:
    return isinstance(element, Element) and element.WhichOneof("type") == kind


@pytest.fixture(scope="module")
def paths(site: Site, instance: FolderInstance) -> Iterator[tuple[str, ...]]:
    """All paths of the application, with real names in them as far as there are some, and some that are guessed."""
    with download(site) as (media, session):
        yield _filled(site, instance, media, session)


def _filled(site: Site, instance: FolderInstance, media: str, session: str) -> tuple[str, ...]:
    code = instance.keep_link(f"story={NAME}&event={EVENT}", "Ann").code
    names = {"story": NAME, "event_id": EVENT, "session_id": session, "code": code}
    here = []
    for path, kind in site.routes:
        if kind != "WebSocketRoute":
            whole = re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: names.get(found[1], "guess"), path)
            here += [whole or "/", f"{whole}/guess", f"{whole}?story={NAME}&event={EVENT}"]
    guesses = ("/?page=history", "/events.csv", f"/{NAME}", f"/data/{NAME}/events.csv", "/%2e%2e/data", "//api/stories")
    api = (
        f"/api/stories/{NAME}/events?format=csv",
        "/API/stories",
        "/api//stories",
        "/./api/stories",
        f"/s/{code}.png",
    )
    return (*dict.fromkeys((*here, media, media.upper(), *guesses, *api)),)


@pytest.mark.parametrize("who", WHO)
def test_signed_out_requests_see_nothing_by_any_route(
    who: str, site: Site, people: Mapping[str, Mapping[str, str]], paths: tuple[str, ...], secret: Secret
) -> None:
    assert len(paths) > 60
    leaks = []
    for path in paths:
        asked = path.encode()  # what an address says comes back in that of a redirect
        for method in METHODS if who == "nothing" else ("GET",):
            for accept in ({}, BROWSER) if method == "GET" and who == "nothing" else ({},):
                answer = site.ask(path, method, {**people[who], **accept})
                if answer.status >= 500 or any(
                    word not in asked for word in (*secret.findall(answer.body), *secret.findall(answer.head))
                ):
                    leaks.append((method, path, answer.status))
    assert leaks == []


OPEN = re.compile(
    r"/|/auth/log(in|out)|/oauth2callback|/_stcore/(health|host-config)|/healthz|/readyz|/metrics"
    r"|/whowhen/(plotly-[\d.]+\.min|[0-9a-f]{12}/\w+)\.(js|css)"
)


def test_every_route_that_is_not_on_the_short_list_is_closed(site: Site, paths: tuple[str, ...]) -> None:
    answers = {path: site.ask(path) for path in paths}
    shut = {path: one for path, one in answers.items() if not OPEN.fullmatch(path.partition("?")[0])}
    assert {one.status for one in shut.values()} - {400} == {401}, {p: a.status for p, a in shut.items()}
    alike = {(one.status, one.body, one.headers.get("www-authenticate")) for one in shut.values() if one.status == 401}
    assert len(alike) == 1
    led = {
        (one.status, one.headers["location"]) for one in (site.ask(p, headers=BROWSER) for p in ("/no", "/media/x.csv"))
    }
    assert led == {(303, "/")}


def test_who_may_read_finds_the_story_by_the_same_routes(
    site: Site, instance: FolderInstance, paths: tuple[str, ...], secret: Secret
) -> None:
    for headers in (site.cookie(), site.cookie("reader@elsewhere.net"), token(instance, "good")):
        found = {path: site.ask(path, headers=headers) for path in paths}
        seen = {path for path, one in found.items() if secret.findall(one.body)}
        for part in ("/api/stories", f"/api/stories/{NAME}/events.ics", f"/api/stories/{NAME}/changes.atom"):
            assert part in seen
        assert {one.status for path, one in found.items() if re.fullmatch(r"/s/[a-z2-7]{10}(\.png)?", path)} == {200}
        for path in seen:
            assert found[path].headers["cache-control"].split(",")[0] in ("private", "no-store"), path
            assert "Authorization" in found[path].headers["vary"]
            assert "Cookie" in found[path].headers["vary"]


def messages() -> Iterator[tuple[str, BackMsg]]:
    """What a page can say, each with the kind of its answer."""
    for query in (
        "", f"story={NAME}", f"event={EVENT}", "page=read", "page=history", "page=edit", "page=admin",
        f"story={NAME}&rev=1", "embed=true", "s=guess", "q=Trump&lang=fr", "story=guess",
    ):  # fmt: skip
        yield "script_finished", rerun(query)
    yield "script_finished", rerun("", state="$$ID-guess-download-events")
    for state in ("", "$$ID-guess-sign-in"):
        yield "", rerun("", "guess", state)  # there is no such part: nothing runs
    for one in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields:
        message = BackMsg()
        if one.name == "file_urls_request":
            message.file_urls_request.request_id = "one"
            message.file_urls_request.file_names.append("a.txt")
        elif one.name == "backend_operation_request":
            message.backend_operation_request.request_id = "one"
            message.backend_operation_request.deferred_file.file_id = "guess"
        elif one.message_type is not None:
            getattr(message, one.name).SetInParent()
        else:
            setattr(message, one.name, True)
        yield "", message
    yield "script_finished", rerun(f"story={NAME}")  # by then all that was said before is answered


@pytest.mark.parametrize("who", WHO)
def test_a_signed_out_page_is_told_nothing_whatever_it_says(
    who: str, site: Site, people: Mapping[str, Mapping[str, str]], secret: Secret
) -> None:
    came = b""
    with site.socket(STREAM, people[who]) as socket:
        for ends, message in list(messages())[: None if who == "nothing" else FEW]:
            if ends:
                came += told(socket, message, ends)
            else:
                socket.send(message.SerializeToString())
    assert b"closed-head" in came
    assert secret.findall(came) == []


def test_an_open_page_hears_nothing_more_when_its_sign_in_is_over(site: Site, secret: Secret) -> None:
    for left in (2, 10, 40):  # seconds of twelve hours: a machine that is busy needs more until the page is drawn
        with site.socket(STREAM, site.cookie(age=12 * 3600 - left)) as socket:
            if not secret.findall(told(socket, rerun(f"story={NAME}"))):
                continue
            assert secret.findall(told(socket, BackMsg(app_heartbeat=True), "nothing")) == []
            assert socket.close_code == 1008
            return
    pytest.fail("the page was never drawn in time")


def test_a_reader_is_shown_the_story_by_the_same_words(site: Site, secret: Secret) -> None:
    with site.socket(STREAM, site.cookie("reader@elsewhere.net")) as socket:
        assert len(secret.findall(told(socket, rerun("")))) > 100


def test_the_session_of_another_is_not_taken_up(site: Site, secret: Secret) -> None:
    with site.socket(STREAM, site.cookie()) as mine:
        _, session = elements(mine, rerun(""))
        assert session
        with site.socket(STREAM, {}, session) as other:
            assert secret.findall(told(other, rerun(""))) == []
    with site.socket(STREAM, {}, session) as later:
        assert secret.findall(told(later, rerun(""))) == []


def test_a_short_link_opens_for_whom_signed_in_and_tells_others_nothing(
    site: Site, instance: FolderInstance, secret: Secret
) -> None:
    code = instance.keep_link(f"story={NAME}&status=disputed&lang=fr", "").code
    with site.socket(STREAM, {}) as socket:
        assert secret.findall(told(socket, rerun(f"s={code}"))) == []
    with site.socket(STREAM, site.cookie("reader@elsewhere.net")) as socket:
        came = told(socket, rerun(f"s={code}"))
    assert f"story={NAME}&status=disputed&lang=fr".encode() in came  # the address that the browser shows now
    assert len(secret.findall(came)) > 10


def test_two_who_are_signed_in_see_nothing_of_each_other(site: Site) -> None:
    names = {"chief@example.org": "Chiefmark", "reader@elsewhere.net": "Readermark"}
    store = FolderStore(site.stories / NAME)
    at = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
    for email, name in names.items():
        store.keep_draft(Draft(f"{name} <{email}>", f"{name}key", f"{name}draft", "{}", at))

    def walk(email: str) -> bytes:
        asked = (f"story={NAME}&event={EVENT}", "page=history", "page=edit", "page=read", "page=admin&lang=fr")
        with site.socket(STREAM, site.cookie(email, name=names[email])) as socket:
            return b"".join(told(socket, rerun(query)) for query in asked)

    with ThreadPoolExecutor(2) as threads:
        chief, viewer = threads.map(walk, names)
    assert b"Chiefmark" in chief
    assert b"Readermark" in viewer
    assert b"Chiefmarkdraft" in chief
    assert b"Readermark" not in chief
    assert b"Chiefmark" not in viewer
    assert b"chief@example.org" not in viewer  # the page of administration, which lists it, is not theirs
    assert b"admin-tokens" in chief
    assert b"admin-tokens" not in viewer


@pytest.mark.parametrize("who", WHO)
def test_every_other_socket_is_closed(who: str, site: Site, people: Mapping[str, Mapping[str, str]]) -> None:
    sockets = [path for path, kind in site.routes if kind == "WebSocketRoute" and path != STREAM]
    assert "/whowhen/changes" in sockets
    for path in (*sockets, "/guess", "/api/stories", "/media/x"):
        with pytest.raises(InvalidStatus) as refused, site.socket(f"{path}?story={NAME}", people[who]):
            pass
        assert refused.value.response.status_code == 403


def test_a_revoked_token_reads_no_more_within_seconds(site: Site, instance: FolderInstance) -> None:
    headers = token(instance, "soon revoked")
    assert site.ask("/api/stories", headers=headers).status == 200
    instance.revoke_token(next(one.id for one in instance.tokens() if one.label == "soon revoked"), "Chief")
    deadline = time.monotonic() + 5
    while site.ask("/api/stories", headers=headers).status == 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_no_caller_can_write_into_the_sessions_of_others(site: Site, paths: tuple[str, ...]) -> None:
    upload = next(path for path in paths if path.startswith("/_stcore/upload_file/") and path.count("/") == 4)
    assert "guess/guess" not in upload
    assert site.ask(upload, "PUT").status == site.ask(upload, "DELETE").status == 401
    assert site.ask(upload, "PUT", site.cookie()).status == 403  # without the word against forgery


def test_the_cookies_of_the_page_are_kept_from_other_sites(site: Site) -> None:
    cookie = site.ask("/_stcore/health").headers["set-cookie"]
    assert "SameSite=Lax" in cookie
    gone = site.ask("/auth/logout", headers=site.cookie("new@example.org")).headers["set-cookie"]
    assert "SameSite" in gone
