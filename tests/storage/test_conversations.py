"""Conversations are kept whole, once, in their order."""

from pathlib import Path

import pytest

from traybridge.core.errors import TrayBridgeError
from traybridge.core.saved_chat import SavedChat, SavedMessage
from traybridge.storage.conversations import SqliteConversations
from traybridge.storage.database import Database

CHAT = SavedChat(
    "f1",
    (
        SavedMessage("user", "Capital of France?", created_at=1_700_000_000.0),
        SavedMessage("assistant", "Paris ✓", "openai/gpt-4o", "openrouter", 12, 1_700_000_001.5),
    ),
    title="France",
    created_at=1_700_000_000.0,
)


@pytest.fixture
async def conversations(tmp_path: Path):
    database = Database(tmp_path / "traybridge.db")
    yield SqliteConversations(database)
    await database.aclose()


async def test_a_chat_comes_back_as_it_was(conversations: SqliteConversations):
    assert await conversations.add_chats([CHAT]) == 1
    assert await conversations.all() == [CHAT]


async def test_adding_the_same_again_adds_nothing(conversations: SqliteConversations):
    other = SavedChat("f2", (SavedMessage("user", "Hi"),))
    assert await conversations.add_chats([CHAT, other, CHAT]) == 2
    assert await conversations.add_chats([CHAT]) == 0
    assert [chat.id for chat in await conversations.all()] == ["f2", "f1"]
    assert len((await conversations.all())[1].messages) == 2
    assert await conversations.count_new([CHAT, SavedChat("f3", ()), SavedChat("f3", ()), other]) == 1
    assert await conversations.count_new([]) == 0


async def test_unknown_times_stay_unknown(conversations: SqliteConversations):
    await conversations.add_chats([SavedChat("f", (SavedMessage("user", "Hi"),))])
    [chat] = await conversations.all()
    assert (chat.created_at, chat.messages[0].created_at) == (None, None)


async def test_what_cannot_be_kept_leaves_nothing_behind(conversations: SqliteConversations):
    broken = SavedChat("bad", (SavedMessage("user", None),))  # type: ignore[arg-type]
    with pytest.raises(TrayBridgeError):
        await conversations.add_chats([CHAT, broken])
    assert await conversations.all() == []


async def test_wiping_takes_the_messages_too(conversations: SqliteConversations):
    await conversations.add_chats([CHAT])
    assert await conversations.wipe() == 1
    await conversations.add_chats([CHAT])
    assert await conversations.all() == [CHAT]
