"""The server: the page of ``components/app/main.py`` with our routes and headers. ``app`` is an ASGI application."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.app.server import Headers, routes
from components.app.settings import start
from components.app.signing_in import SigningIn

start()
app = st.App(
    Path(__file__).parent / "components" / "app" / "main.py",
    routes=routes(),
    middleware=[Middleware(Headers), Middleware(SigningIn)],
)
