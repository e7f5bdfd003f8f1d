"""The pages: one module each, called by ``main.py``."""
