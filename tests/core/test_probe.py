"""A reading that differs in nothing but its latency is no news."""

from traybridge.core.probe import Reading


def test_only_the_latency_does_not_count():
    assert Reading(0.1) == Reading(0.2)
    assert Reading(0.1) != Reading(0.1, key_ok=True)
    assert Reading(0.1) != Reading(0.1, detail="2 models")
