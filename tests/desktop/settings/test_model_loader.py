"""Loading a model: those on disk are narrowed down by what is typed, and nothing is asked for twice."""

from PySide6.QtWidgets import QApplication
from tests.desktop.rooms import Host, Room, use, write

from traybridge.desktop.page_context import context_of
from traybridge.desktop.settings.model_loader import MOST_ROWS, ModelLoader
from traybridge.desktop.widgets.cards import Card

IDS = [f"mlx/Model-{at}" for at in range(12)]


def loader_in(room: Room) -> ModelLoader:
    loader = ModelLoader(context_of(room.services, lambda _page: None), Card())
    loader.provider_id = "exo"
    loader.follow([IDS[0]], loads=True, reason="")
    loader.offer(IDS)
    room.window = loader
    loader.show()
    return loader


def test_only_so_many_are_shown_until_something_is_typed(qapp: QApplication):
    async def scene(room: Room) -> None:
        loader = loader_in(room)
        assert list(loader.rows) == IDS[1 : MOST_ROWS + 1], "what is placed is not offered"
        write(loader.wanted.line, "model-11", enter=False)
        assert list(loader.rows) == [IDS[11]]

    use(qapp, scene)


def test_a_cluster_that_takes_no_orders_offers_none(qapp: QApplication):
    async def scene(room: Room) -> None:
        loader = loader_in(room)
        loader.follow([], loads=False, reason="Exo is off")
        assert loader.rows == {}
        assert loader.load.toolTip() == "Exo is off"

    use(qapp, scene)


def test_two_clicks_are_one_order(qapp: QApplication):
    host = Host()

    async def scene(room: Room) -> None:
        loader = loader_in(room)
        row = loader.rows[IDS[1]]
        row.act.click()
        row.act.click()
        await room.until(lambda: host.calls and not loader.asking)
        await room.settle()
        assert host.calls == [("load", IDS[1])]

    use(qapp, scene, hosts={"exo": host})
