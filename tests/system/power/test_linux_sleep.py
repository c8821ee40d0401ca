"""Against a real bus of our own, with somebody on it who has logind's name."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_signal
from tests.system.desktop_session import private_bus

from traybridge.system.power.linux_sleep import watch_logind


class Manager(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Manager")

    @dbus_signal()
    def PrepareForSleep(self, begins: bool) -> "b":  # type: ignore[name-defined]  # noqa: N802, F821
        return begins


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    with private_bus(tmp_path / "bus") as address:
        yield address


async def logind(address: str, name: str = "org.freedesktop.login1") -> tuple[MessageBus, Manager]:
    connection = await MessageBus(bus_address=address).connect()
    manager = Manager()
    connection.export("/org/freedesktop/login1", manager)
    await connection.request_name(name)
    return connection, manager


async def test_waking_up_is_told_and_going_to_sleep_is_not(bus: str) -> None:
    connection, manager = await logind(bus)
    heard: asyncio.Queue[str] = asyncio.Queue()
    listening = asyncio.Event()
    watching = asyncio.create_task(  # noqa: TID251
        watch_logind(heard.put_nowait, bus=bus, listening=listening.set)
    )
    async with asyncio.timeout(20):
        await listening.wait()
        for begins in (True, False, True, False):
            manager.PrepareForSleep(begins)
        assert [await heard.get(), await heard.get()] == ["wake", "wake"]
    assert heard.empty()
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching
    connection.disconnect()


async def test_somebody_elses_signal_does_not_count(tmp_path: Path) -> None:
    heard: list[str] = []
    listening, gone = asyncio.Event(), asyncio.Event()

    async def pause(seconds: float) -> None:
        gone.set()  # the bus is gone, and everything that came over it has been read
        await asyncio.Event().wait()

    with private_bus(tmp_path / "bus") as address:
        watching = asyncio.create_task(  # noqa: TID251
            watch_logind(heard.append, bus=address, pause=pause, listening=listening.set)
        )
        async with asyncio.timeout(20):
            await listening.wait()
            for name, times in (("org.example.impostor", 3), ("org.freedesktop.login1", 1)):
                connection, manager = await logind(address, name)
                for _ in range(times):
                    manager.PrepareForSleep(False)
                await connection.request_name(f"{name}.done")  # the bus has passed the signals on by now
                connection.disconnect()
    async with asyncio.timeout(20):
        await gone.wait()
    assert heard == ["wake"]
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching


async def test_no_bus_ends_it_without_a_word(tmp_path: Path) -> None:
    for address in (f"unix:path={tmp_path}/nobody", "nonsense", "tcp:host=127.0.0.1,port=1"):
        await watch_logind(pytest.fail, bus=address)


async def test_a_bus_that_comes_back_is_listened_to_again(tmp_path: Path) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    listening, gone, back = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def pause(seconds: float) -> None:
        gone.set()
        await back.wait()

    with private_bus(tmp_path / "bus") as address:
        watching = asyncio.create_task(  # noqa: TID251
            watch_logind(heard.put_nowait, bus=address, pause=pause, listening=listening.set)
        )
        await listening.wait()
    async with asyncio.timeout(20):
        await gone.wait()
        with private_bus(tmp_path / "bus") as address:
            listening.clear()
            back.set()
            await listening.wait()
            connection, manager = await logind(address)
            manager.PrepareForSleep(False)
            assert await heard.get() == "wake"
            watching.cancel()
            with pytest.raises(asyncio.CancelledError):
                await watching
            connection.disconnect()
