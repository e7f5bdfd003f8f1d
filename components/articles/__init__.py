"""From a text to proposed events (a later issue fills this folder)."""
