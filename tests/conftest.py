"""Settings of all tests."""

from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("whowhen", parent=settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("whowhen")
