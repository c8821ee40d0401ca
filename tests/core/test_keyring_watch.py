"""A keyring that comes late, or is unlocked elsewhere, over a fake of the bridge and a clock that only waits."""

import asyncio
from collections.abc import Callable

from traybridge.core.keyring_watch import AGAIN_SECONDS, watch_keyring
from traybridge.core.signal import Signal
from traybridge.core.tasks import TaskOwner


class Bridge:
    """Wants keys until the look that brings them."""

    def __init__(self, brings: int) -> None:
        self.keys_changed: Signal[str] = Signal()
        self.looks = 0
        self._brings = brings
        self.done = asyncio.Event()

    @property
    def waits_for_keyring(self) -> bool:
        return self.looks < self._brings

    async def load_keys(self) -> None:
        self.looks += 1
        self.keys_changed.emit("")
        if not self.waits_for_keyring:
            self.done.set()

    def want(self, looks: int) -> None:
        self._brings += looks
        self.done.clear()
        self.keys_changed.emit("a")


class Pauses:
    """Waits no time and remembers how long it should have been; ``hold`` makes it wait for ever."""

    def __init__(self, *, hold: bool = False) -> None:
        self.asked: list[float] = []
        self._hold = hold

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        if self._hold and seconds > 1:
            await asyncio.Event().wait()
        await asyncio.sleep(0)


async def _silent(_changed: Callable[[], None]) -> None:
    return


async def test_it_looks_at_growing_intervals_until_the_key_is_there() -> None:
    bridge, pauses = Bridge(brings=8), Pauses()
    async with TaskOwner("test", lambda _name, _error: None) as tasks:
        tasks.start(watch_keyring(bridge, tasks, may_look=lambda: True, watch=_silent, pause=pauses), "watch")
        await bridge.done.wait()
        await asyncio.sleep(0.01)
        assert bridge.looks == 8, "and then no more"
        assert pauses.asked[:8] == [*AGAIN_SECONDS, AGAIN_SECONDS[-1], AGAIN_SECONDS[-1]]
        bridge.want(1)
        await bridge.done.wait()
        assert pauses.asked[8] == AGAIN_SECONDS[0], "a new wish begins anew"


async def test_a_sign_is_followed_at_once() -> None:
    bridge, pauses = Bridge(brings=1), Pauses(hold=True)

    async def sign(changed: Callable[[], None]) -> None:
        changed()

    async with TaskOwner("test", lambda _name, _error: None) as tasks:
        tasks.start(watch_keyring(bridge, tasks, may_look=lambda: True, watch=sign, pause=pauses), "watch")
        async with asyncio.timeout(10):
            await bridge.done.wait()
    assert bridge.looks == 1


async def test_a_keyring_that_would_ask_the_person_is_left_alone() -> None:
    bridge, pauses = Bridge(brings=1), Pauses()
    async with TaskOwner("test", lambda _name, _error: None) as tasks:
        tasks.start(watch_keyring(bridge, tasks, may_look=lambda: False, watch=_silent, pause=pauses), "watch")
        for _ in range(100):
            await asyncio.sleep(0)
        assert len(pauses.asked) > 3, "it goes on waiting for somebody to unlock it"
    assert bridge.looks == 0


async def test_where_nothing_is_wanted_nothing_happens() -> None:
    bridge, pauses = Bridge(brings=0), Pauses()
    async with TaskOwner("test", lambda _name, _error: None) as tasks:
        tasks.start(watch_keyring(bridge, tasks, may_look=lambda: True, watch=_silent, pause=pauses), "watch")
        await asyncio.sleep(0.01)
    assert (bridge.looks, pauses.asked) == (0, [])
