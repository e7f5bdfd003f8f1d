"""whowhen: who says what happened, and since when."""
