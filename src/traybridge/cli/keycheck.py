"""What a free look at a provider's stored key shows."""

import asyncio
from typing import TYPE_CHECKING, Any

from traybridge.core.config import ProviderConfig
from traybridge.core.ports import KeyCheck

if TYPE_CHECKING:
    from traybridge.core.bridge import Bridge

SECONDS = 15.0


async def look_at_key(bridge: "Bridge", row: ProviderConfig) -> dict[str, Any]:
    """Try the stored key of a provider; where there is none, say whether one is needed."""
    found = await _check(bridge, row)
    return {"ok": found.ok, "detail": found.detail, "hint": found.hint}


async def _check(bridge: "Bridge", row: ProviderConfig) -> KeyCheck:
    if not row.takes_key:
        return KeyCheck(None, "needs none")
    if bridge.key_hint(row.id) is None:
        if not row.needs_key:
            return KeyCheck(None, "none, and none is needed")
        return KeyCheck(False, "no key", f"Enter one: traybridge keys set {row.id}")
    try:
        async with asyncio.timeout(SECONDS):
            return await bridge.check_key(row.id)
    except TimeoutError:
        return KeyCheck(None, f"no answer within {SECONDS:g} s", "Try again later.")
