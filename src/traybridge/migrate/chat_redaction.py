"""Takes keys that somebody typed or pasted out of imported chats (pure)."""

from collections.abc import Iterable
from dataclasses import replace

from traybridge.core.saved_chat import SavedChat
from traybridge.core.secret import Secret
from traybridge.migrate.findings import OldConversation
from traybridge.migrate.redact_text import Eraser


class Censor:
    """Take known keys out of chats as the scrub does, so that a scrubbed file still holds the same chats."""

    def __init__(self, keys: Iterable[Secret]) -> None:
        self._eraser = Eraser([key.reveal() for key in keys], ())

    def conversation(self, one: OldConversation) -> OldConversation:
        return replace(one, user=self._eraser.value(one.user), assistant=self._eraser.value(one.assistant))

    def chat(self, one: SavedChat) -> SavedChat:
        messages = tuple(replace(message, text=self._eraser.value(message.text)) for message in one.messages)
        return replace(one, messages=messages, title=self._eraser.value(one.title))
