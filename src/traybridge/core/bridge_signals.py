"""What the core tells its surfaces: one signal for each kind of change."""

from traybridge.core.config import Config
from traybridge.core.provenance import Attempt, Provenance
from traybridge.core.signal import Signal


class BridgeSignals:
    """What a Bridge tells; each outlives every change of the config.

    ``health_changed`` (provider id, "" once all have been looked at after the start), ``config_changed`` (the new
    config), ``attempted`` (each attempt), ``finished`` (the provenance of each request that ended), ``activity``
    (number of requests running), ``keys_changed`` (provider id, "" for the keyring as a whole).
    """

    def __init__(self, health_changed: Signal[str]) -> None:
        self.health_changed = health_changed
        self.config_changed: Signal[Config] = Signal()
        self.attempted: Signal[Attempt] = Signal()
        self.finished: Signal[Provenance] = Signal()
        self.activity: Signal[int] = Signal()
        self.keys_changed: Signal[str] = Signal()
