"""Conversations are kept whole, once, in their order."""

from pathlib import Path

import pytest

from traybridge.core.errors import TrayBridgeError
from traybridge.storage.conversations import KeptChat, KeptMessage, SqliteConversations
from traybridge.storage.database import Database

CHAT = KeptChat(
    "f1",
    (
        KeptMessage("user", "Capital of France?", at=1_700_000_000.0),
        KeptMessage("assistant", "Paris ✓", "openrouter", "openai/gpt-4o", 12, 1_700_000_001.5),
    ),
    title="France",
    at=1_700_000_000.0,
    source="token_manager.db",
)


@pytest.fixture
async def conversations(tmp_path: Path):
    database = Database(tmp_path / "traybridge.db")
    yield SqliteConversations(database)
    await database.aclose()


async def test_a_chat_comes_back_as_it_was(conversations: SqliteConversations):
    assert await conversations.add([CHAT]) == 1
    assert await conversations.all() == [CHAT]


async def test_adding_the_same_again_adds_nothing(conversations: SqliteConversations):
    other = KeptChat("f2", (KeptMessage("user", "Hi"),))
    assert await conversations.add([CHAT, other, CHAT]) == 2
    assert await conversations.add([CHAT]) == 0
    assert [chat.fingerprint for chat in await conversations.all()] == ["f2", "f1"]
    assert len((await conversations.all())[1].messages) == 2
    assert await conversations.fingerprints() == {"f1", "f2"}


async def test_unknown_times_stay_unknown(conversations: SqliteConversations):
    await conversations.add([KeptChat("f", (KeptMessage("user", "Hi"),))])
    [chat] = await conversations.all()
    assert (chat.at, chat.messages[0].at) == (None, None)


async def test_what_cannot_be_kept_leaves_nothing_behind(conversations: SqliteConversations):
    broken = KeptChat("bad", (KeptMessage("user", None),))  # type: ignore[arg-type]
    with pytest.raises(TrayBridgeError):
        await conversations.add([CHAT, broken])
    assert await conversations.all() == []


async def test_wiping_takes_the_messages_too(conversations: SqliteConversations):
    await conversations.add([CHAT])
    assert await conversations.wipe() == 1
    await conversations.add([CHAT])
    assert await conversations.all() == [CHAT]
