"""SIGINT and SIGTERM end the program in order: everything is closed, the exit code is 0."""

import asyncio
import signal
import sys


def end_at_sigterm() -> None:
    """End with 0 in the first moment too, before there is a loop that listens to signals."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))


def stop_at_signals(stop: asyncio.Event) -> None:
    """Set ``stop`` at SIGINT (Ctrl-C) and SIGTERM, from now on. Call it on the running loop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # no loop has it on Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
