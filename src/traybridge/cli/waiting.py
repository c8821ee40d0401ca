"""One line on the terminal that says what is being waited for, and goes when the answer begins."""

from collections.abc import Callable

from traybridge.cli.terminal import Terminal
from traybridge.core.chat import Progress
from traybridge.core.foreign_text import one_line
from traybridge.core.presentation.describe import queue_words


def words(progress: Progress, label: Callable[[str], str]) -> str:
    """Say what moves: "Exo is reading 40%…"."""
    name = label(progress.provider)
    share = f" {progress.done / progress.total:.0%}" if progress.total else ""
    match progress.kind:
        case "loading":
            return f"{name} is loading the model{share}…"
        case "prefill" if progress.done == 0 and progress.total:
            return f"{name} is reading {progress.total:.0f} tokens…"
        case "prefill":
            return f"{name} is reading{share}…"
        case "queued" if progress.done:
            return f"Waiting: {queue_words(name, round(progress.done))}…"
        case "waiting":
            return f"{name}: {progress.text}. Asking again in {progress.total:.0f} s…"
        case _:
            return f"Asking {name}…"


class Waiting:
    """Show one changing line on a terminal that can redraw it; nothing at all where stderr is a file."""

    def __init__(self, terminal: Terminal) -> None:
        self._stream = terminal.stderr if terminal.redraws else None
        self._shown = ""

    def show(self, text: str) -> None:
        if self._stream is not None and text != self._shown:
            self._shown = one_line(text, 100)
            self._write(f"\r\x1b[2K{self._shown}")

    def clear(self) -> None:
        if self._shown:
            self._shown = ""
            self._write("\r\x1b[2K")

    def _write(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(text)
            self._stream.flush()
