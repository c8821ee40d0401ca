"""Exo clusters: both dialects, state, readiness, loading and unloading, diagnosis."""
