"""The models of a cluster: each once, with one button that says what it does."""

import pytest
from PySide6.QtWidgets import QApplication
from tests.desktop.rooms import Room, use

from traybridge.core.cluster import LoadedModel, ModelState
from traybridge.desktop.page_context import context_of
from traybridge.desktop.settings.model_rows import DiskRow, ModelRow, placed


def test_a_model_that_is_placed_twice_is_one_and_the_answering_one_counts():
    loading, ready = LoadedModel("a", ModelState.LOADING, 0.5), LoadedModel("a", ModelState.READY)
    other = LoadedModel("b", ModelState.FAILED)
    assert placed([loading, other, ready]) == [ready, other]
    assert placed([ready, loading]) == [ready]


@pytest.mark.parametrize(
    ("model", "words", "ring", "badge"),
    [
        (LoadedModel("a", ModelState.READY), "Unload", False, "Ready"),
        (LoadedModel("a", ModelState.BUSY), "Unload", False, "Busy"),
        (LoadedModel("a", ModelState.DOWNLOADING, 0.1), "Cancel", True, ""),
        (LoadedModel("a", ModelState.LOADING), "Cancel", True, ""),
        (LoadedModel("a", ModelState.FAILED), "Unload", False, ""),
        (LoadedModel("a", ModelState.FAILED, error="no room"), "Unload", False, ""),
    ],
)
def test_each_state_has_its_one_button(qapp: QApplication, model: LoadedModel, words: str, ring: bool, badge: str):
    async def scene(room: Room) -> None:
        row = ModelRow(context_of(room.services, lambda _page: None), "exo", model)
        room.window = row
        row.show()
        assert row.act.text() == words
        assert row.ring.isVisible() is ring
        assert (row.badge.text() if row.badge.isVisible() else "") == badge
        assert row.error.text() == (model.error or "")

    use(qapp, scene)


def test_a_model_on_disk_is_loaded_by_its_whole_id(qapp: QApplication):
    asked: list[str] = []
    row = DiskRow("mlx/Llama", asked.append)
    row.act.click()
    assert asked == ["mlx/Llama"]
    assert row.act.accessibleName() == "Load Llama"
