"""Look at the keyring again as long as a wanted key is missing: it comes late at login, or is unlocked elsewhere."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from itertools import count
from typing import Any, Protocol

from traybridge.core.signal import Signal
from traybridge.core.tasks import TaskOwner

AGAIN_SECONDS = (2.0, 5.0, 15.0, 30.0, 60.0, 300.0)
"""Between two looks without a sign; the last one from then on."""
SETTLE_SECONDS = 0.3
"""A keyring that just came is not ready for its first question at once, and it gives several signs."""


class KeyHolder(Protocol):
    """What the Bridge tells of its keys."""

    keys_changed: Signal[str]

    @property
    def waits_for_keyring(self) -> bool: ...

    async def load_keys(self) -> None: ...


Pause = Callable[[float], Awaitable[None]]
Watch = Callable[[Callable[[], None]], Coroutine[Any, Any, None]]
"""Calls back at each sign of the keyring, until cancelled."""


async def watch_keyring(
    bridge: KeyHolder,
    tasks: TaskOwner,
    *,
    watch: Watch,
    may_look: Callable[[], bool],
    pause: Pause = asyncio.sleep,
) -> None:
    """Run until cancelled. ``may_look`` is False for a keyring that would ask the person each time (macOS)."""
    changed = asyncio.Event()
    disconnect = bridge.keys_changed.connect(lambda _provider: changed.set())
    try:
        while True:
            while not bridge.waits_for_keyring:
                changed.clear()
                await changed.wait()
            sign = asyncio.Event()
            signs = tasks.start(watch(sign.set), "signs of the keyring")
            try:
                await _look_until_it_is_there(bridge, tasks, sign, may_look, pause)
            finally:
                signs.cancel()
    finally:
        disconnect()


async def _look_until_it_is_there(
    bridge: KeyHolder, tasks: TaskOwner, sign: asyncio.Event, may_look: Callable[[], bool], pause: Pause
) -> None:
    for step in count():
        if not bridge.waits_for_keyring:
            return
        seconds = AGAIN_SECONDS[min(step, len(AGAIN_SECONDS) - 1)]
        either = [tasks.start(sign.wait(), "a sign of the keyring"), tasks.start(_rest(pause, seconds), "next look")]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in either:
                task.cancel()
        if sign.is_set():
            await pause(SETTLE_SECONDS)
            sign.clear()
        if may_look():
            await bridge.load_keys()


async def _rest(pause: Pause, seconds: float) -> None:
    await pause(seconds)
