"""A pretend Exo cluster: recordings of real Exo nodes, played back with their timing."""
