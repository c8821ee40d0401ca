"""Examine providers for the doctor: a cluster by its own examination, everybody else by look, key and plan."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

from traybridge.core.bridge import Bridge
from traybridge.core.chat import ChatRequest, Message, RequestPolicy
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.planning import ProviderFacts, plan
from traybridge.core.ports import KeyCheck
from traybridge.core.presentation import diagnosis
from traybridge.core.presentation.diagnosis import Finding
from traybridge.core.presentation.status import describe
from traybridge.core.provenance import Skip

KEY_SECONDS = 10.0
EXAMINE_SECONDS = 15.0
ASK_SECONDS = 30.0

AboutFinding = tuple[str, Finding]
"""What a finding is about, and the finding."""
PortOwner = Callable[[int], str]
"""Names the program that listens on a port of this machine, "" = not known. Blocks for a moment."""


@runtime_checkable
class Examined(Protocol):
    """A provider that examines itself."""

    async def examine(self, *, platform: str, ask: bool = False) -> list[Finding]: ...


async def examine_providers(
    bridge: Bridge, *, platform: str, port_owner: PortOwner, only: str | None = None, ask: bool = False
) -> list[AboutFinding]:
    """Everything worth saying about each provider, or ``only`` that one; they have been looked at before.

    ``ask``: clusters are also asked for one word, which nobody else is.
    """
    facts = [one for one in bridge.facts() if only in {None, one.provider.id}]
    each = await asyncio.gather(*(_examine(bridge, one, platform, port_owner, ask=ask) for one in facts))
    return [(one.provider.id, finding) for one, found in zip(facts, each, strict=True) for finding in found]


async def _examine(
    bridge: Bridge, facts: ProviderFacts, platform: str, port_owner: PortOwner, *, ask: bool
) -> Sequence[Finding]:
    config = facts.provider
    provider = bridge.provider(config.id)
    if not (config.enabled and isinstance(provider, Examined)):
        return await _by_look_and_key(bridge, facts)
    try:
        async with asyncio.timeout(EXAMINE_SECONDS + (ASK_SECONDS if ask else 0)):
            return await _name_listener(config, await provider.examine(platform=platform, ask=ask), port_owner)
    except TimeoutError:
        return [diagnosis.unexamined(config, None)]
    except TrayBridgeError as error:
        return [diagnosis.unexamined(config, error)]


async def _by_look_and_key(bridge: Bridge, facts: ProviderFacts) -> Sequence[Finding]:
    config, health = facts.provider, facts.health
    skip = _skip(bridge, facts)
    status = describe(facts, bridge.now(), skip)
    reached = status.usable or (skip is not None and skip.code == "no_model")
    key = await _key(bridge, config) if reached else None
    found = diagnosis.provider_finding(
        status,
        config,
        error=health.probe_error or health.error,
        key=key,
        skip=skip,
        said=health.reading.detail if health.reading else "",
    )
    return [found, *(diagnosis.unencrypted_finding(config) if bridge.key_hint(config.id) is not None else ())]


async def _name_listener(config: ProviderConfig, found: Sequence[Finding], port_owner: PortOwner) -> Sequence[Finding]:
    """Say which program holds a port of this machine where a cluster should answer."""
    port = urlsplit(config.base_url).port
    if port is None or not any(one.code in diagnosis.LISTENER_CODES and one.command for one in found):
        return found
    return diagnosis.name_listener(found, await asyncio.to_thread(port_owner, port))


async def _key(bridge: Bridge, config: ProviderConfig) -> KeyCheck | None:
    if not config.takes_key or bridge.key_hint(config.id) is None:
        return None
    try:
        async with asyncio.timeout(KEY_SECONDS):
            return await bridge.check_key(config.id)
    except TimeoutError:
        return KeyCheck(None, msg("not checked: no answer"))


def _skip(bridge: Bridge, facts: ProviderFacts) -> Skip | None:
    """Why a question would not go there if nobody else were asked."""
    request = ChatRequest((Message("user", "?"),), policy=RequestPolicy(facts.provider.id))
    return next(iter(plan(request, bridge.config, [facts], bridge.now()).skipped), None)
