"""A machine of a cluster: what is known of its memory, and since when it is missing."""

from PySide6.QtWidgets import QApplication
from tests.desktop.rooms import Room, seen, use

from traybridge.core.cluster import LoadedModel, ModelState, Node
from traybridge.desktop.settings.machine_rows import MachineRow, MemoryLegend

GIB = 1024**3
STUDIO = Node("1", "Mac Studio", "M3 Ultra", 60 * GIB, 96 * GIB, 0.2)
LLAMA = LoadedModel("mlx/Llama", ModelState.READY, nodes=("Mac Studio",), size=40 * GIB)
LOADING = LoadedModel("mlx/Qwen", ModelState.LOADING, 0.5, nodes=("Mac Studio",), size=8 * GIB)


def test_what_is_as_it_should_be_is_names_and_a_bar(qapp: QApplication):
    async def scene(room: Room) -> None:
        row = MachineRow(STUDIO)
        room.window = row
        row.show()
        row.follow(STUDIO, [LLAMA], [STUDIO])
        assert seen(row) == ["Mac Studio", "M3 Ultra", "60 of 96 GB"]
        assert row.bar.toolTip() == "Llama, about 40.0 GB\nthe system and other programs, 20.0 GB"

    use(qapp, scene)


def test_memory_that_nobody_knows_is_no_bar_and_who_is_missing_is_said(qapp: QApplication):
    async def scene(room: Room) -> None:
        gone = Node("1", "Mac Studio", memory_total=96 * GIB, last_seen=12.0, stale=True)
        row = MachineRow(gone)
        room.window = row
        row.show()
        assert seen(row) == ["Mac Studio", "96 GB", "Not seen for 12 s"]
        assert not row.bar.isVisible()

    use(qapp, scene)


def test_the_legend_names_only_colours_that_are_there(qapp: QApplication):
    async def scene(room: Room) -> None:
        legend = MemoryLegend()
        room.window = legend
        legend.follow([LLAMA], [STUDIO])
        assert seen(legend) == ["Models", "System and other programs"]
        legend.follow([LLAMA, LOADING], [STUDIO])
        assert seen(legend) == ["Models", "Loading", "System and other programs"]
        legend.follow([], [Node("1", "Mac Studio")])
        assert not legend.isVisible()

    use(qapp, scene)
