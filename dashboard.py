"""The server: the page of ``components/app/main.py`` with our routes and headers. ``app`` is an ASGI application.

A host that knows no ``st.App`` runs this file as a script for each reader: then it is the page, without routes.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.app.gate.messages import Messages
from components.app.gate.middleware import Gate
from components.app.limiting.requests import Guesses, Limited
from components.app.running.requests import Requests
from components.app.running.runs import failed
from components.app.running.stopping import lifespan
from components.app.server import Headers, base_path, is_open, routes
from components.app.settings import start
from components.app.signing_in import SigningIn

if get_script_run_ctx(suppress_warning=True) is None:
    start()
    app = st.App(
        Path(__file__).parent / "components" / "app" / "main.py",
        routes=routes(),
        middleware=[
            Middleware(Requests, base=base_path()),
            Middleware(Headers),
            Middleware(Guesses),
            Middleware(Gate, base=base_path(), is_open=is_open()),
            Middleware(Limited, base=base_path()),
            Middleware(Messages, base=base_path()),
            Middleware(SigningIn),
        ],
        lifespan=lifespan,
        on_script_error=failed,
    )
else:
    from components.app.main import main

    main()
