"""For all tests: no example of hypothesis has a deadline, because a busy machine is no fault of the code."""

from hypothesis import settings

settings.register_profile("calm", settings(), deadline=None)
settings.load_profile("calm")
