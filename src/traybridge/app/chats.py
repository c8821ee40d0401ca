"""Conversations from older tools and other machines, put into our own storage (migrate.found.ConversationSink)."""

from collections.abc import Sequence

from traybridge.migrate.findings import SavedChat, SavedMessage
from traybridge.storage.conversations import KeptChat, KeptMessage, SqliteConversations

IMPORTED = "import"


class ImportedChats:
    """Where imported chats go, and where an export takes all of them from."""

    def __init__(self, conversations: SqliteConversations) -> None:
        self._conversations = conversations

    async def add_chats(self, chats: Sequence[SavedChat]) -> int:
        return await self._conversations.add([_kept(chat) for chat in chats])

    async def count_new(self, chats: Sequence[SavedChat]) -> int:
        """How many of these are not here yet."""
        known = await self._conversations.fingerprints() if chats else frozenset()
        return len({chat.id for chat in chats} - known)

    async def all(self) -> list[SavedChat]:
        return [_saved(chat) for chat in await self._conversations.all()]


def _kept(chat: SavedChat) -> KeptChat:
    messages = tuple(
        KeptMessage(one.role, one.text, one.provider, one.model, one.tokens, one.created_at) for one in chat.messages
    )
    return KeptChat(chat.id, messages, chat.title, chat.created_at, IMPORTED)


def _saved(chat: KeptChat) -> SavedChat:
    messages = tuple(
        SavedMessage(one.role, one.content, one.model, one.provider, one.tokens, one.at) for one in chat.messages
    )
    return SavedChat(chat.fingerprint, messages, chat.title, chat.at)
