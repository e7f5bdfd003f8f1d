"""Who gets in where WHOWHEN_READING=login: a person by the cookie that Streamlit signs, a program by a token.

``reader`` tells who sent a request, ``middleware.Gate`` closes every route but a short list to those it does not know.
The page itself asks ``who.may_read`` in each run: a WebSocket that Streamlit accepted says nothing about who is there.
"""

from components.app.gate.reading import READER, Reader, may_read, reader

__all__ = ["READER", "Reader", "may_read", "reader"]
