"""Charts: a Story in, a plotly Figure out. Nothing of Streamlit."""
