"""The list of models: Auto first, each provider's own, and any name that is typed."""

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from traybridge.core.presentation.status import ProviderStatus
from traybridge.desktop.chat.model_picker import ModelPicker, meant, picker_rows


def provider(name: str, *models: str, enabled: bool = True) -> ProviderStatus:
    return ProviderStatus(name, name.title(), "openai", enabled, "ok", "", enabled, models=models)


EXO = provider("exo", "mlx-community/Llama-3.3-70B-Instruct-4bit")
CLOUD = provider("cloud", "vendor/big", "vendor/small")


@pytest.mark.usefixtures("qapp")
def test_auto_comes_first_then_each_provider_with_its_models():
    rows = picker_rows([EXO, provider("off", "m", enabled=False), CLOUD, provider("empty")], "cloud/vendor/big")
    assert [(row.key, row.title, row.head, row.marked) for row in rows] == [
        ("auto", "Auto", False, False),
        ("provider:exo", "Exo", True, False),
        ("exo/mlx-community/Llama-3.3-70B-Instruct-4bit", "Llama 3.3 70B", False, False),
        ("provider:cloud", "Cloud", True, False),
        ("cloud/vendor/big", "big", False, True),
        ("cloud/vendor/small", "small", False, False),
    ]
    assert rows[2].tip == "mlx-community/Llama-3.3-70B-Instruct-4bit"


@pytest.mark.usefixtures("qapp")
def test_two_models_of_one_short_name_have_their_full_names():
    rows = picker_rows([provider("exo", "a/Llama-3.3-70B-4bit", "a/Llama-3.3-70B-8bit")], "auto")
    assert [row.title for row in rows][2:] == ["a/Llama-3.3-70B-4bit", "a/Llama-3.3-70B-8bit"]


@pytest.mark.usefixtures("qapp")
def test_what_is_typed_finds_and_can_be_asked_for_itself():
    assert [row.key for row in picker_rows([EXO, CLOUD], "auto", " SMALL ")] == [
        "provider:cloud",
        "cloud/vendor/small",
        "SMALL",
    ]
    whole = picker_rows([EXO, CLOUD], "auto", "vendor/small")
    assert [row.key for row in whole] == ["provider:cloud", "cloud/vendor/small"], "it is one of them"
    unknown = picker_rows([EXO], "auto", "some/model")
    assert [(row.key, row.title) for row in unknown] == [("some/model", "Use “some/model”")]


@pytest.mark.usefixtures("qapp")
def test_a_chosen_name_that_nobody_has_stays_in_the_list():
    rows = picker_rows([EXO], "some/model")
    assert [(row.key, row.marked) for row in rows][:2] == [("auto", False), ("some/model", True)]


class Italian(QTranslator):
    """A language in which Auto has another name."""

    def translate(self, _context: str, source: str, _about: str | None = None, _count: int = -1) -> str:
        return "Automatico" if source == "Auto" else ""

    def isEmpty(self) -> bool:  # noqa: N802  Qt's name
        return False


def test_auto_is_known_by_its_name_in_each_language(qapp: QApplication):
    speaker = Italian(qapp)
    qapp.installTranslator(speaker)
    try:
        assert [meant(text) for text in ("", "auto", "Auto", "Automatico", " automatico", "x")] == ["auto"] * 5 + ["x"]
    finally:
        qapp.removeTranslator(speaker)


def test_arrows_move_enter_takes_and_escape_leaves_all_as_it_was(qapp: QApplication):
    around = QWidget()
    around.show()
    picker = ModelPicker(around)
    taken: list[str] = []
    picker.picked.connect(taken.append)
    picker.open_for(around, [EXO, CLOUD], "auto")
    line = picker.field.line
    QTest.keyClicks(line, "half")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert (picker.isVisible(), taken) == (False, [])
    picker.open_for(around, [EXO, CLOUD], "auto")
    assert (picker.field.text, picker.list.current) == ("", "auto"), "what was given up is gone"
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert taken == ["exo/mlx-community/Llama-3.3-70B-Instruct-4bit"]
    assert not picker.isVisible()
    qapp.processEvents()
