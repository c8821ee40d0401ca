"""The thread that waits for Windows' completions, over a source of the test's own; the real one runs under Wine."""

import queue
import threading
from typing import Any

from traybridge.desktop.windows_loop import CompletionWatcher


class Source:
    """Completions come through a queue; each wait is counted."""

    def __init__(self) -> None:
        self.waiting: queue.Queue[list[Any]] = queue.Queue()
        self.waits = 0

    def select(self, timeout: float | None = None) -> list[Any]:
        self.waits += 1
        try:
            return self.waiting.get(timeout=timeout)
        except queue.Empty:
            return []

    def wake(self) -> None:
        self.waiting.put([])


def test_what_completes_is_handed_on_and_the_thread_sleeps_in_between() -> None:
    source, seen, came = Source(), [], threading.Event()

    def emit(events: list[Any]) -> None:
        seen.append(events)
        came.set()

    watcher = CompletionWatcher(source, emit, source.wake)
    watcher.start()
    source.waiting.put(["read"])
    assert came.wait(10)
    watcher.stop()
    assert seen == [["read"]]
    assert source.waits <= 3, "one for the event, one that the end woke"


def test_the_end_does_not_wait_for_the_next_event() -> None:
    source = Source()
    watcher = CompletionWatcher(source, lambda _events: None, source.wake)
    watcher.start()
    watcher.stop()
    assert not watcher._thread.is_alive()
    source.waiting.put(["late"])
    assert source.waiting.qsize() == 1, "nobody takes it"
