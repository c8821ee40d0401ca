"""Exo: machines, models and their loading, and the doctor with steps that can be copied."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from tests.core.fakes import catalogue
from tests.desktop.rooms import Host, Room, button, press, seen, use, write
from tests.desktop.settings.looking import open_page

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.errors import ModelUnavailable, Unreachable
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.core.probe import Reading
from traybridge.desktop.actions import Actions
from traybridge.desktop.settings.pages.exo import Exo, open_words
from traybridge.desktop.settings.window import SettingsWindow

GIB = 2**30
LLAMA = "mlx-community/Llama-3.2-3B"
STUDIO = Node("1", "Mac Studio", "Apple M4 Max", 41 * GIB, 64 * GIB, 0.2)
BOOK = Node("2", "MacBook", "Apple M3", 9 * GIB, 36 * GIB, 0.4)


def reading(*models: LoadedModel, nodes: tuple[Node, ...] = (STUDIO, BOOK)) -> Reading:
    ready = any(model.answers for model in models)
    return Reading(0.004, cluster=Cluster(ClusterState.READY if ready else ClusterState.LOADING, "1.x", nodes, models))


def cluster(*models: LoadedModel) -> Host:
    host = Host()
    host.reading = reading(*models)
    host.catalogue = catalogue(LLAMA, "mlx-community/Qwen3-0.6B", "mlx-community/Gemma-4B")
    return host


async def open_exo(room: Room) -> Exo:
    await room.bridge.start()
    await room.bridge.refresh()
    return await open_page(room, "exo", Exo)


def test_machines_and_models_are_named_with_what_they_hold(qapp: QApplication):
    host = cluster(LoadedModel(LLAMA, ModelState.READY, nodes=("Mac Studio", "MacBook"), size=2 * GIB))

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        words = seen(page)
        for wanted in (
            "2 nodes, Llama 3.2 3B ready",
            "Mac Studio",
            "Apple M4 Max",
            "41 of 64 GB",
            "Llama 3.2 3B",
            "Ready",
            "Mac Studio, MacBook · 2.0 GB",
            "System and other programs",
        ):
            assert wanted in words
        bar = page._machines["1"].bar
        assert bar.value() == 641
        assert bar.accessibleName() == "Memory of Mac Studio: 64% taken"
        assert bar.accessibleDescription() == ("Llama 3.2 3B, about 1.3 GB\nthe system and other programs, 39.7 GB")
        assert page.warning.isVisible()

    use(qapp, scene, hosts={"exo": host})


def test_a_model_is_loaded_and_its_progress_is_seen_in_place(qapp: QApplication):
    host = cluster()

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        assert "No model is loaded" in seen(page)
        await room.until(lambda: len(page.loader.rows) == 3)
        write(page.loader.wanted.line, LLAMA, enter=False)
        assert list(page.loader.rows) == [LLAMA], "those on disk are narrowed down"
        press(page.loader.wanted.line, Qt.Key.Key_Return)
        await room.until(lambda: host.calls == [("load", LLAMA)])
        host.reading = reading(LoadedModel(LLAMA, ModelState.LOADING, 0.4))
        await room.bridge.refresh(["exo"])
        await room.until(lambda: "Loading 40%" in seen(page))
        row = page._models[LLAMA]
        assert row.ring.value() == 400
        host.reading = reading(LoadedModel(LLAMA, ModelState.LOADING, 0.8))
        await room.bridge.refresh(["exo"])
        await room.until(lambda: row.ring.value() == 800)
        assert page._models[LLAMA] is row, "the row stays, so that its button can be clicked"
        assert row.act.text() == "Cancel"
        host.reading = reading(LoadedModel(LLAMA, ModelState.READY))
        await room.bridge.refresh(["exo"])
        await room.until(lambda: row.act.text() == "Unload")
        assert not row.ring.isVisible()
        assert LLAMA not in page.loader.rows, "what is placed is no longer offered"

    use(qapp, scene, hosts={"exo": host})


def test_what_lies_on_disk_is_loaded_by_its_own_button(qapp: QApplication):
    host = cluster()

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        await room.until(lambda: len(page.loader.rows) == 3)
        press(button(page, "Load Gemma 4B"), Qt.Key.Key_Space)
        await room.until(lambda: host.calls == [("load", "mlx-community/Gemma-4B")])

    use(qapp, scene, hosts={"exo": host})


def test_an_exo_that_is_reached_through_the_internet_is_warned_of():
    near, far = open_words("http://127.0.0.1:52415"), open_words("http://exo.example.com:52415")
    assert "not encrypted" not in near
    assert far.startswith(near)
    assert "not encrypted" in far


def test_what_does_not_fit_says_why_and_stays_in_the_field(qapp: QApplication):
    host = cluster()
    host.refusal = ModelUnavailable("big cannot be loaded: it needs 400 GB", "Add a node, or choose a smaller model.")

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        wanted = page.loader.wanted
        write(wanted.line, "big")
        await room.until(lambda: wanted.message.words.text().startswith("big cannot be loaded"))
        assert wanted.message.words.text() == (
            "big cannot be loaded: it needs 400 GB. Add a node, or choose a smaller model."
        )
        assert wanted.text == "big"
        assert page.loader.load.isEnabled()

    use(qapp, scene, hosts={"exo": host})


def test_unloading_is_one_key_and_is_told_to_whoever_watches_for_losses(qapp: QApplication):
    host = cluster(LoadedModel(LLAMA, ModelState.READY))

    async def scene(room: Room) -> None:
        await room.bridge.start()
        await room.bridge.refresh()
        actions = Actions(room.bridge, room.services.monotonic)
        room.window = SettingsWindow(room.services, actions)
        page = await open_page(room, "exo", Exo)
        press(page._models[LLAMA].act, Qt.Key.Key_Space)
        await room.until(lambda: host.calls == [("unload", LLAMA)])
        assert actions.excused == {"exo"}

    use(qapp, scene, hosts={"exo": host})


def test_a_failed_model_says_exos_own_words(qapp: QApplication):
    host = cluster(LoadedModel(LLAMA, ModelState.FAILED, error="Insufficient memory on Mac Studio"))

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        assert "Insufficient memory on Mac Studio" in seen(page._models[LLAMA])

    use(qapp, scene, hosts={"exo": host})


def test_the_doctor_says_what_is_wrong_and_its_next_step_can_be_copied(qapp: QApplication):
    finding = Finding("stale", "Node Book was not seen for 9 s", "Look whether it sleeps.", Level.PROBLEM, "ping book")
    fine = Finding("exo_fine", "Exo is well", level=Level.FINE)
    asked: list[str] = []

    async def examine(provider_id: str) -> list[Finding]:
        asked.append(provider_id)
        return [finding, fine]

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        page.doctor.check.click()
        await room.until(lambda: len(page.doctor.findings) == 2)
        assert asked == ["exo"]
        assert "Look whether it sleeps." in seen(page.doctor)
        button(page.doctor, "Copy: Node Book was not seen for 9 s").click()
        assert QGuiApplication.clipboard().text() == "ping book"

    use(qapp, scene, hosts={"exo": cluster()}, examine=examine)


def test_a_model_that_is_placed_twice_is_one_row_that_stays(qapp: QApplication):
    host = cluster(LoadedModel(LLAMA, ModelState.LOADING, 0.5), LoadedModel(LLAMA, ModelState.READY))

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        row = page._models[LLAMA]
        assert row.act.text() == "Unload"
        await room.bridge.refresh(["exo"])
        await room.settle()
        assert page._models[LLAMA] is row

    use(qapp, scene, hosts={"exo": host})


def test_an_exo_of_before_takes_no_orders(qapp: QApplication):
    host = Host()
    models = (LoadedModel("llama-3.2-3b", ModelState.READY),)
    host.reading = Reading(0.01, cluster=Cluster(ClusterState.READY, "0.x", (STUDIO,), models))

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        assert "llama 3.2 3B" in seen(page)
        assert not page._models["llama-3.2-3b"].act.isVisible()
        assert not page.loader.load.isEnabled()
        assert page.loader.load.toolTip() == "Exo 0.x loads a model when it is asked: just ask it"

    use(qapp, scene, hosts={"exo": host})


def test_the_keyboard_goes_from_top_to_bottom_also_through_what_came_later(qapp: QApplication):
    async def examine(_provider_id: str) -> list[Finding]:
        return [Finding("stale", "Node Book was not seen for 9 s", "Look whether it sleeps.", Level.PROBLEM)]

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        page.doctor.check.click()
        await room.until(lambda: page.doctor.findings and page.loader.rows)
        await room.settle()
        page.page.setFocus()
        order = []
        for _ in range(9):
            focus = QApplication.focusWidget()
            assert focus is not None
            order.append(focus.accessibleName() or focus.text())  # type: ignore[attr-defined]
            press(focus, Qt.Key.Key_Tab)
        assert order == [
            "Open Exo's own page",
            "Unload Llama 3.2 3B",
            "Load Qwen3 0.6B",
            "Load Gemma 4B",
            "Model to load",
            "Load this model",
            "Check the cluster",
            "Copy: Node Book was not seen for 9 s",
            "Address and time limits",
        ]

    use(qapp, scene, hosts={"exo": cluster(LoadedModel(LLAMA, ModelState.READY))}, examine=examine)


def test_an_examination_is_not_begun_twice(qapp: QApplication):
    gate = asyncio.Event()
    begun: list[str] = []

    async def examine(provider_id: str) -> list[Finding]:
        begun.append(provider_id)
        await gate.wait()
        return []

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        page.doctor.check.click()
        await room.settle()
        assert not page.doctor.check.isEnabled()
        page.doctor.check.click()
        gate.set()
        await room.until(page.doctor.check.isEnabled)
        assert begun == ["exo"]

    use(qapp, scene, hosts={"exo": cluster()}, examine=examine)


def test_an_exo_that_is_off_says_so_and_what_to_do(qapp: QApplication):
    host = Host()
    host.reading = Unreachable("Nothing answers at 127.0.0.1:52415", refused=True)

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        assert "Nothing answers at 127.0.0.1:52415" in seen(page)
        assert "Start Exo on each of them, in the same network." in seen(page)
        assert not page.loader.load.isEnabled()

    use(qapp, scene, hosts={"exo": host})


def test_without_a_cluster_in_the_list_the_next_step_is_adding_one(qapp: QApplication):
    async def scene(room: Room) -> None:
        page = await open_page(room, "exo", Exo)
        assert "There is no Exo cluster in your list" in seen(page)
        button(page, "Add Exo").click()
        await room.settle()
        assert not page.isVisible()

    row = ProviderConfig(id="a", base_url="http://127.0.0.1:9/v1")
    use(qapp, scene, config=Config(providers=(row,)))


def test_two_clusters_are_chosen_by_name(qapp: QApplication):
    rows = tuple(
        ProviderConfig(id=name, kind="exo", name=name, base_url=f"http://127.0.0.1:{port}")
        for name, port in (("attic", 9), ("cellar", 10))
    )
    cellar = Host()
    cellar.reading = reading(LoadedModel("b", ModelState.READY), nodes=(BOOK,))

    async def scene(room: Room) -> None:
        page = await open_exo(room)
        assert page.which.isVisible()
        assert "Mac Studio" in seen(page)
        page.which.setCurrentIndex(1)
        page.which.activated.emit(1)
        await room.until(lambda: "MacBook" in seen(page) and "Mac Studio" not in seen(page))

    use(
        qapp,
        scene,
        config=Config(providers=rows),
        hosts={"attic": cluster(LoadedModel(LLAMA, ModelState.READY)), "cellar": cellar},
    )
