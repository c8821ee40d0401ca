"""Wait for Windows' I/O completions in a thread that sleeps until there are some (qasync looks 100 times a second)."""

import threading
from collections.abc import Callable
from typing import Any, Protocol

_NOBODYS = 1
"""The address of no operation, which a wake-up gives; with 0 (NULL) _overlapped raises OSError and the thread dies."""
WAIT_SECONDS = 1.0
"""A wait that ends without an event is begun again; it bounds a wake-up that was lost."""


class CompletionSource(Protocol):
    """qasync's proactor: gives the events that completed, waiting up to so many seconds for the first."""

    def select(self, timeout: float | None = None) -> list[Any]: ...


class CompletionWatcher:
    """One thread that hands completed events to ``emit``; ``wake`` ends its wait from another thread."""

    def __init__(
        self, source: CompletionSource, emit: Callable[[list[Any]], object], wake: Callable[[], object]
    ) -> None:
        self._source = source
        self._emit = emit
        self._wake = wake
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="traybridge.iocp", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it: nothing is emitted afterwards."""
        self._stopping = True
        self._wake()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping:
            if events := self._source.select(WAIT_SECONDS):
                self._emit(events)


def watcher_for(loop: Any) -> CompletionWatcher:
    """Make the watcher of a qasync loop on Windows; it takes the place of the loop's own poller."""
    import _overlapped  # type: ignore[import-not-found,unused-ignore]  # Windows only

    proactor = loop._proactor  # noqa: SLF001  asyncio's and qasync's own names
    emit = loop._ProactorEventLoop__event_signal.emit  # noqa: SLF001
    return CompletionWatcher(
        proactor,
        emit,
        lambda: _overlapped.PostQueuedCompletionStatus(proactor._iocp, 0, 0, _NOBODYS),  # noqa: SLF001
    )
