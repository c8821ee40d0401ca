"""Each provider's key as surfaces ask for it: read, set, deleted and tried; whoever goes by keys hears of a change."""

from collections.abc import Callable, Iterable, Sequence

from traybridge.core.active_config import ActiveConfig
from traybridge.core.errors import KeyringProblem
from traybridge.core.health import HealthBoard
from traybridge.core.i18n import joined
from traybridge.core.key_warning import unencrypted_key
from traybridge.core.keyring import KeyRing
from traybridge.core.ports import KeyCheck, Provider
from traybridge.core.secret import Secret
from traybridge.core.signal import Signal


class ProviderKeys:
    """The keyring, by the providers of the settings in force.

    ``changed`` gets the id of the provider, "" for the keyring as a whole; ``look_at`` the ids of those who may
    answer otherwise now.
    """

    def __init__(
        self,
        ring: KeyRing,
        settings: ActiveConfig,
        board: HealthBoard,
        changed: Signal[str],
        look_at: Callable[[Iterable[str]], None],
    ) -> None:
        self._ring = ring
        self._settings = settings
        self._board = board
        self._changed = changed
        self._look_at = look_at

    async def load(self, *, again: bool) -> None:
        """Read the keys of all providers; ``again`` False: only if nobody has read them yet."""
        if not again and self._ring.loaded.is_set():
            return
        changed = await self._ring.load_changes(self._accounts, again=again)
        for provider_id in changed:
            self._board.key_changed(provider_id)
        self._look_at(changed)
        self._changed.emit("")

    def _accounts(self) -> Sequence[str]:
        return [provider.id for provider in self._settings.providers if provider.takes_key]

    async def set(self, provider_id: str, secret: Secret, *, session_only_ok: bool) -> KeyringProblem | None:
        """Store a key and the origin that it is for, here and in the settings (Bridge.set_key)."""
        problem = await self._ring.set_for(
            self._settings.known(provider_id),
            secret,
            lambda here: self._settings.change(lambda config: config.with_key_origin(provider_id, here)),
            session_only_ok=session_only_ok,
        )
        self._tell(provider_id)
        self._look_at([provider_id])
        return problem

    async def delete(self, provider_id: str) -> bool:
        """Delete a key; True when there was one. Raises KeyringProblem."""
        there = await self._ring.delete(provider_id)
        self._tell(provider_id)
        return there

    def _tell(self, provider_id: str) -> None:
        self._board.key_changed(provider_id)
        self._changed.emit(provider_id)

    async def check(self, provider_id: str, provider: Provider, secret: Secret | None) -> KeyCheck:
        """Try a key for nothing, None: the stored one; a key that would go unencrypted is warned of beside."""
        check = await provider.check_key(secret)
        config = self._settings.provider(provider_id)
        warning = unencrypted_key(config) if config is not None else ""
        return KeyCheck(check.ok, check.detail, joined(" ", (part for part in (check.hint, warning) if part)))

    def origin(self, provider_id: str) -> str:
        """The origin that the stored key was given for; "" where there is none, or nobody knows."""
        provider, found = self._settings.config.provider(provider_id), self._ring.stored(provider_id)
        return (found.given_for if found else "") or (provider.key_origin if provider else "")
