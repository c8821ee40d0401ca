"""Carrying a plan out: keys first, nothing half done, and doing it again finishes it."""

import pytest
from msgspec.structs import replace
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, OTHER, Chats, Home, Keyring, Settings

from traybridge.core.config import Config
from traybridge.core.errors import BadInput, KeyringProblem
from traybridge.core.saved_chat import SavedChat, SavedMessage
from traybridge.migrate import token_manager, token_manager_db
from traybridge.migrate.apply import apply
from traybridge.migrate.findings import Findings, OldConversation
from traybridge.migrate.flow import preview


def _findings(home: Home):
    home.key_file()
    home.config(
        {"name": "OpenRouter", "api_key_encrypted": home.wrapped(OPENROUTER)},
        {"name": "Hugging Face", "api_key": HUGGINGFACE},
        {"name": "Exo Local", "base_url": "http://localhost:8000", "type": "local", "api_key": "local-no-key-required"},
    )
    return token_manager.read(home / ".token_manager_config.json", {}) + token_manager_db.read(home.database(), {})


async def test_everything_arrives(home: Home):
    keyring, settings, chats = Keyring(), Settings(), Chats()
    planned = await preview(_findings(home), settings.current(), keyring)
    applied = await apply(planned, settings, keyring, chats)
    assert keyring.revealed() == {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE}
    assert [row.id for row in settings.config.providers] == ["exo", "openrouter", "huggingface"]
    assert chats.questions == ["Capital of France?", "Grüße?"]
    assert (sorted(applied.keys), applied.config_changed, applied.conversations) == (
        ["huggingface", "openrouter"],
        True,
        2,
    )


async def test_the_second_time_writes_nothing(home: Home):
    keyring, settings, chats = Keyring(), Settings(), Chats()
    findings = _findings(home)
    await apply(await preview(findings, settings.current(), keyring), settings, keyring, chats)
    keyring.writes.clear()
    applied = await apply(await preview(findings, settings.current(), keyring), settings, keyring, chats)
    assert (applied.keys, applied.config_changed, applied.conversations) == ((), False, 0)
    assert keyring.writes == []
    assert settings.edits == 1


async def test_a_key_in_a_chat_is_not_kept_and_the_chat_is_the_same_one_after_the_scrub(home: Home):
    """Whether the key was typed into the chat in full before, or was taken out of the old file since."""
    keyring, settings, chats = Keyring(), Settings(), Chats()
    findings = _findings(home)
    for said in (f"Is {OPENROUTER} mine?", "Is  mine?"):
        found = findings + Findings(conversations=(OldConversation("m", said, f"{HUGGINGFACE}"),))
        await apply(await preview(found, settings.current(), keyring), settings, keyring, chats)
    assert chats.questions == ["Capital of France?", "Grüße?", "Is  mine?"]
    assert HUGGINGFACE not in str(chats.chats)


@pytest.mark.parametrize("calls", range(6))
async def test_a_keyring_that_locks_half_way_leaves_nothing_half_done_and_the_next_try_finishes(home: Home, calls):
    """No provider is listed before every key was read back; what had arrived is not written twice."""
    keyring, settings, chats = Keyring(), Settings(), Chats()
    findings = _findings(home)
    before = home.files()
    planned = await preview(findings, settings.current(), keyring)
    keyring.calls_left = calls
    with pytest.raises(KeyringProblem):
        await apply(planned, settings, keyring, chats)
    assert settings.config == Config()
    assert not chats.chats
    assert home.files() == before
    arrived = set(keyring.keys)
    keyring.calls_left = 10_000
    keyring.writes.clear()
    await apply(await preview(findings, settings.current(), keyring), settings, keyring, chats)
    assert keyring.revealed() == {"openrouter": OPENROUTER, "huggingface": HUGGINGFACE}
    assert not arrived & set(keyring.writes)
    assert len(settings.config.providers) == 3
    assert len(chats.chats) == 2


async def test_a_keyring_that_forgets_is_noticed(home: Home):
    keyring, settings = Keyring(), Settings()
    keyring.forgets = True
    planned = await preview(_findings(home), settings.current(), keyring)
    with pytest.raises(KeyringProblem) as caught:
        await apply(planned, settings, keyring)
    assert "did not keep the key of openrouter" in caught.value.title
    assert settings.edits == 0


async def test_settings_that_changed_meanwhile_are_respected_or_the_plan_is_refused(home: Home):
    """A window that was moved does not matter; a provider that was added does."""
    keyring, settings, findings = Keyring(), Settings(), _findings(home)
    planned = await preview(findings, settings.current(), keyring)
    settings.config = replace(settings.config, desktop=replace(settings.config.desktop, popup_width=500))
    await apply(planned, settings, keyring)
    assert settings.config.desktop.popup_width == 500
    assert len(settings.config.providers) == 3
    later = Settings()
    planned = await preview(findings, later.current(), Keyring())
    later.config = settings.config
    with pytest.raises(BadInput, match="changed"):
        await apply(planned, later, Keyring())


async def test_a_replaced_key_replaces(home: Home):
    keyring, settings = Keyring(openrouter=OTHER), Settings()
    findings = _findings(home)
    await apply(await preview(findings, settings.current(), keyring), settings, keyring)
    assert keyring.revealed()["openrouter"] == OTHER
    await apply(await preview(findings, settings.current(), keyring, replace_keys=True), settings, keyring)
    assert keyring.revealed()["openrouter"] == OPENROUTER


async def test_whole_chats_go_in_too(home: Home):
    chats = Chats()
    planned = await preview(_findings(home), Config(), Keyring())
    object.__setattr__(planned, "chats", (SavedChat("1", (SavedMessage("user", "hi"),)),))
    applied = await apply(planned, Settings(), Keyring(), chats)
    assert applied.conversations == 3
    assert chats.questions == ["Capital of France?", "Grüße?", "hi"]
