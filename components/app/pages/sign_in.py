"""What stands in place of every page where reading needs a sign-in, until somebody is there who may read."""

import streamlit as st

from components.app import who
from components.app.dom import Node, el, link
from components.app.widgets.account import account_words, leave, way_out, ways_in
from components.app.widgets.plain import languages, plain, reader_language
from components.events.words import Words


def show() -> None:
    """Draw it. It looks at no story; the address stays, so that the reader comes back to what it asks for."""
    words, person = account_words(reader_language()), who.person()
    leave()
    with st.container(key="closed", width=520, gap="medium"):
        plain(_tree(words, person), "closed-head")
        if st.context.is_embedded:
            return  # a frame in the page of another gets no cookie
        if person.signed_in:
            way_out(words)
        else:
            ways_in(words, "primary")


def _tree(words: Words, person: who.Person) -> Node:
    if st.context.is_embedded:
        told = [el("p", words("reading.embedded")), el("p", link(words("reading.open"), str(st.context.url)))]
    elif person.signed_in:
        told = [el("p", words(f"reading.{person.no_entry}", email=person.email), dir="auto")]
    else:
        told = [el("p", words("reading.sign_in"))]
    head = el("div", el("span", "whowhen", css="ww-muted"), languages(), css="ww-plain-head")
    return el("main", head, el("h1", words("reading.title")), *told, css="ww-defects ww-plain")
