"""What menu and pages have done: each thing by the one place."""

from PySide6.QtWidgets import QApplication
from tests.desktop.rooms import Host, Room, use

from traybridge.desktop.actions import EXCUSED_SECONDS, Actions


def test_loading_and_unloading_reach_the_cluster_and_an_unload_is_excused_for_a_minute(qapp: QApplication):
    host, now = Host(), [100.0]

    async def scene(room: Room) -> None:
        actions = Actions(room.bridge, lambda: now[0])
        await actions.load("exo", "llama")
        assert actions.excused == frozenset()
        await actions.unload("exo", "llama")
        assert host.calls == [("load", "llama"), ("unload", "llama")]
        assert actions.excused == {"exo"}
        now[0] += EXCUSED_SECONDS
        assert actions.excused == frozenset()

    use(qapp, scene, hosts={"exo": host})


def test_an_edit_is_in_force_at_once(qapp: QApplication):
    async def scene(room: Room) -> None:
        await Actions(room.bridge, lambda: 0.0).edit(lambda config: config.with_routing(local_only=True))
        assert room.config.routing.local_only

    use(qapp, scene)
