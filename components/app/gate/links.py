"""A short link that a reader followed before signing in: ``Gate`` keeps its code in the address of the page."""

from urllib.parse import parse_qs

import streamlit as st

from components.app.trouble import note
from components.stores.base import StoreError
from components.stores.instance import is_code
from components.stores.opening import open_instance

CODE = "s"


def follow() -> None:
    """Make the view of the link the address, if there is such a link.

    While links cannot be reached the code stays, for the run in which they can.
    """
    code = st.query_params.get(CODE, "")
    if not code:
        return
    try:
        found = open_instance().link(code) if is_code(code) else None
    except StoreError as error:
        note(str(error))
        return
    if found is None:
        del st.query_params[CODE]
    else:
        st.query_params.from_dict(parse_qs(found.query, keep_blank_values=True))
