"""A typed, synchronous signal: who listens is called in the order of connecting."""

from collections.abc import Callable
from typing import Generic, TypeVar

P = TypeVar("P")


class Signal(Generic[P]):
    """Call every listener with one payload.

    Listeners are called at once, in the emitter's turn; a listener that raises stops the emission, because a
    listener of ours that raises is a defect to be seen, not weather.
    """

    __slots__ = ("_listeners",)

    def __init__(self) -> None:
        self._listeners: list[Callable[[P], object]] = []

    def connect(self, listener: Callable[[P], object]) -> Callable[[], None]:
        """Add a listener; the result, called once or more, takes it away again."""
        self._listeners.append(listener)

        def disconnect() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return disconnect

    def emit(self, payload: P) -> None:
        for listener in tuple(self._listeners):
            listener(payload)
