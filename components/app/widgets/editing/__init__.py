"""Changing a story from its page: forms for rows, saving them, and the dialogs that hold both."""
