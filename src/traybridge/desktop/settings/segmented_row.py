"""A setting that is one of a few, all in view."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from traybridge.core.config import Config
from traybridge.core.errors import TrayBridgeError
from traybridge.desktop.error_text import words_of
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.setting_rows import Read, Write
from traybridge.desktop.widgets.cards import CardRow
from traybridge.desktop.widgets.segmented import Segmented


class SegmentedRow(CardRow):
    """``choices`` are the values with what people read."""

    def __init__(
        self,
        context: PageContext,
        title: str,
        note: str,
        choices: Sequence[tuple[str, str]],
        read: Read,
        write: Write,
        parent: QWidget | None = None,
    ) -> None:
        self.segments = Segmented(title, choices)
        super().__init__(title, note, self.segments, parent)
        self._context = context
        self._read = read
        self._write = write
        self.segments.setAccessibleDescription(note)
        self.segments.chosen.connect(self._chosen)
        self.follow(context.bridge.config)

    def follow(self, config: Config) -> None:
        self.segments.choose(self._read(config))

    def _chosen(self, value: str) -> None:
        self._context.change(lambda config: self._write(config, value), self, self._refused, lambda: self.error.say(""))

    def _refused(self, error: TrayBridgeError) -> None:
        self.error.say(words_of(error))
        self.follow(self._context.bridge.config)
