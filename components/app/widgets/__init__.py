"""The parts of a page: each draws one place of it from a scene."""
