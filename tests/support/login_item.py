"""A system's launch at login in memory."""

import threading

from traybridge.core.errors import TrayBridgeError


class MemoryLoginItem:
    """``refusal`` is raised where it is switched on; ``slow`` holds whoever asks for its state."""

    def __init__(self, *, on: bool = False) -> None:
        self.on = on
        self.reads = 0
        self.refusal: TrayBridgeError | None = None
        self.slow: threading.Event | None = None

    def state(self) -> bool:
        self.reads += 1
        if self.slow is not None:
            self.slow.wait(10)
        return self.on

    def enable(self) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.on = True

    def disable(self) -> None:
        self.on = False

    def repair(self) -> bool:
        return False
