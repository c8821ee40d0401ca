import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from traybridge.system.power.macos_wake import watch_workspace


class Center:
    """A notification center that keeps who listens."""

    def __init__(self) -> None:
        self.observers: dict[object, tuple[str, Callable[[Any], object]]] = {}

    def addObserverForName_object_queue_usingBlock_(  # noqa: N802
        self, name: str, source: object, queue: object, block: Callable[[Any], object]
    ) -> object:
        observer = object()
        self.observers[observer] = (name, block)
        return observer

    def removeObserver_(self, observer: object) -> None:  # noqa: N802
        del self.observers[observer]


async def test_waking_up_is_told_and_nobody_listens_afterwards() -> None:
    center = Center()
    heard: asyncio.Queue[str] = asyncio.Queue()
    watching = asyncio.create_task(watch_workspace(heard.put_nowait, center=center))  # noqa: TID251
    await asyncio.sleep(0)
    ((name, block),) = center.observers.values()
    assert name == "NSWorkspaceDidWakeNotification"
    assert await asyncio.to_thread(block, object()) is None, "PyObjC aborts the process for a value from a void block"
    assert await heard.get() == "wake"
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching
    assert not center.observers
