"""Keys by the providers of the settings in force, and who hears when one has changed."""

from collections.abc import Iterable

import pytest
from tests.core.fakes import FakeProvider, MemorySecrets, answer, row

from traybridge.core.active_config import ActiveConfig
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import NotFound
from traybridge.core.health import HealthBoard
from traybridge.core.keyring import KeyRing
from traybridge.core.provider_keys import ProviderKeys
from traybridge.core.secret import Secret
from traybridge.core.signal import Signal

KEY = Secret("sk-made-up-0123456789")
OPEN = ProviderConfig(id="open", kind="openai", base_url="http://cloud.example/v1")


class Keys:
    """The keys of two providers; ``told`` and ``looked_at`` collect ids."""

    def __init__(self, *providers: ProviderConfig, **stored: str) -> None:
        self.secrets = MemorySecrets(**stored)
        self.settings = ActiveConfig(Config(providers=providers or (row("a"), OPEN)), None, lambda _old, _new: None)
        self.told: list[str] = []
        self.looked_at: list[str] = []
        changed: Signal[str] = Signal()
        changed.connect(self.told.append)
        ring = KeyRing(self.secrets)
        self.keys = ProviderKeys(ring, self.settings, HealthBoard(), changed, self._look_at)

    def _look_at(self, due: Iterable[str]) -> None:
        self.looked_at += due


async def test_keys_are_read_once_unless_somebody_asks_for_it_again():
    known = Keys(a=KEY.reveal())
    await known.keys.load(again=False)
    assert (known.told, known.looked_at) == ([""], ["a"])
    read = list(known.secrets.read)
    await known.keys.load(again=False)
    assert known.secrets.read == read
    known.secrets.keys["open"] = KEY
    await known.keys.load(again=True)
    assert (known.told, known.looked_at) == (["", ""], ["a", "open"])


async def test_a_key_is_set_for_the_address_that_its_provider_has_now():
    known = Keys()
    assert await known.keys.set("open", KEY, session_only_ok=False) is None
    assert known.keys.origin("open") == "http://cloud.example:80"
    noted = known.settings.config.provider("open")
    assert noted is not None
    assert noted.key_origin == "http://cloud.example:80"
    assert (known.told, known.looked_at) == (["open"], ["open"])
    assert await known.keys.delete("open")
    assert not await known.keys.delete("open")
    assert known.told == ["open"] * 3
    with pytest.raises(NotFound):
        await known.keys.set("nobody", KEY, session_only_ok=False)


async def test_a_key_that_would_go_unencrypted_is_warned_of_when_it_is_tried():
    known, provider = Keys(), FakeProvider(answer())
    assert "unencrypted" in (await known.keys.check("open", provider, KEY)).hint
    assert "unencrypted" not in (await known.keys.check("a", provider, KEY)).hint


async def test_of_a_key_that_nobody_stored_no_origin_is_known():
    known = Keys()
    assert (known.keys.origin("a"), known.keys.origin("nobody")) == ("", "")
