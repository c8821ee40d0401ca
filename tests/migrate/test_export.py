"""Moving out, and in again on another machine."""

import json

import pytest
from msgspec.structs import replace
from tests.migrate.conftest import OTHER, Chats, Home, Keyring, Settings

from traybridge.core.config import Config, DesktopConfig, GatewayConfig, ProviderConfig, RoutingConfig, from_preset
from traybridge.core.presets import PRESETS
from traybridge.core.saved_chat import SavedChat, SavedMessage
from traybridge.migrate.apply import apply
from traybridge.migrate.export import export, read
from traybridge.migrate.flow import gather, preview

ROW = {row.id: from_preset(row) for row in PRESETS if row.id != "custom"}
MINE = Config(
    routing=RoutingConfig(pin="work", free_only=True),
    gateway=GatewayConfig(port=12000, allowed_origins=("http://a",)),
    providers=(
        replace(ROW["openrouter"], id="work", monthly_cap=5.0, headers={"X-Title": "mine"}),
        replace(ROW["openrouter"], id="openrouter", enabled=False),
        replace(ROW["exo"], base_url="http://mac.local:52415"),
        ProviderConfig(id="embedded", kind="embedded", enabled=False),
    ),
    aliases={"best": ("work:openai/gpt-4o",), "v1.5": ("exo:a",)},
    desktop=DesktopConfig(language="de", welcomed=True),
)
CHATS = (
    SavedChat("1", (SavedMessage("user", "Grüße 😀"), SavedMessage("assistant", "hi", "m", "work", 3, 2.5)), "T", 1.0),
    SavedChat("2", ()),
)


async def _moved_in(home: Home, settings: Settings, chats: Chats) -> None:
    bundle = home / "bundle.json"
    findings = await gather(home=home.path, folder=home.path, environment={}, path=bundle)
    planned = await preview(findings, settings.current(), Keyring())
    await apply(planned, settings, Keyring(), chats)


async def test_a_fresh_machine_is_as_the_old_one_was(home: Home):
    home.write("bundle.json", export(MINE, CHATS, at=0))
    settings, chats = Settings(), Chats()
    await _moved_in(home, settings, chats)
    assert settings.config == replace(MINE, desktop=replace(MINE.desktop, welcomed=False))
    assert tuple(chats.chats.values()) == CHATS
    await _moved_in(home, settings, chats)
    assert settings.edits == 1
    assert len(chats.chats) == 2


async def test_a_machine_with_settings_of_its_own_keeps_them(home: Home):
    home.write("bundle.json", export(MINE, CHATS, at=0))
    own = Config(
        gateway=GatewayConfig(port=13000),
        providers=(ProviderConfig(id="work", base_url="https://mine.example.com/v1"), ROW["exo"]),
    )
    settings = Settings(own)
    await _moved_in(home, settings, Chats())
    config = settings.config
    assert config.gateway == GatewayConfig(port=13000, allowed_origins=("http://a",))
    assert config.providers[0] == own.providers[0]
    assert [row.id for row in config.providers] == ["work", "exo", "exo-2", "work-2", "openrouter", "embedded"]
    assert config.aliases == {"best": ("work-2:openai/gpt-4o",), "v1.5": ("exo-2:a",)}
    assert config.routing.pin == "work-2"
    before = settings.config
    await _moved_in(home, settings, Chats())
    assert settings.config == before


async def test_an_export_of_a_fresh_machine_changes_nothing(home: Home):
    home.write("bundle.json", export(Config(), (), at=0))
    settings = Settings()
    await _moved_in(home, settings, Chats())
    assert settings.config == Config()


def test_no_secret_is_in_it():
    """A hand-made config may hold a key in a header; it does not travel."""
    row = replace(ROW["openrouter"], headers={"Authorization": f"Bearer {OTHER}", "X-A": "b"})
    data = export(Config(providers=(row,)), (), at=1e9)
    assert OTHER.encode() not in data
    document = json.loads(data)
    assert document["config"]["providers"][0]["headers"] == {"X-A": "b"}
    assert document["traybridge_export"] == 1
    assert document["created_at"] == "2001-09-09T01:46:40+00:00"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({}, "no export"),
        ([1], "no export"),
        ({"traybridge_export": "1"}, "no export"),
        ({"traybridge_export": True}, "no export"),
        ({"traybridge_export": 2}, "newer TrayBridge"),
        ({"traybridge_export": 1, "config": {"providers": [{"id": 3}]}}, "providers[0]"),
        ({"traybridge_export": 1, "config": {"providers": [{"id": "a", "base_url": "ftp://x"}, "x"]}}, "providers[0]"),
        ({"traybridge_export": 1, "chats": [{"id": 1}, 7, {"id": "a", "messages": []}]}, "2 chats"),
        ("{", "not valid JSON"),
    ],
)
def test_a_damaged_bundle_gives_what_is_whole_and_names_the_rest(home: Home, document, words):
    findings = read(home.write("bundle.json", document), {})
    assert words in findings.problems[0].text
    assert not findings.found
    if "chats" in words:
        assert [chat.id for chat in findings.chats] == ["a"]
