"""The only folder that knows Streamlit: the page, its parts, the server around it."""
