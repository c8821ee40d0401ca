"""Python imports this before anything else: the process becomes a Mac's (tests/platforms/simulated_mac.py)."""

from tests.platforms import simulated_mac

simulated_mac.begin()
