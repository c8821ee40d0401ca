"""The boxes around code: where they are, what their button copies, and how they are reached."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.widgets.on_screen import appearance, has_colour, picture, window

from traybridge.desktop.chat.answer import AnswerView
from traybridge.desktop.chat.code_boxes import code_places, code_text
from traybridge.desktop.chat.markdown import markdown_document
from traybridge.desktop.widgets.icon_button import IconButton

pytestmark = pytest.mark.usefixtures("qapp")

LONG = "x = " + "1 + " * 800
TWO = f"One:\n\n```python\na = 1\n\n{LONG}\n```\n\nTwo:\n\n    indented\n\n- item\n\n  ```sh\n  ls <dir>\n  ```\n"


def shown(text: str) -> AnswerView:
    view = AnswerView()
    view.add(text)
    view.finish()
    return view


def copies(view: AnswerView) -> list[IconButton]:
    return view.findChildren(IconButton)


def test_code_is_found_with_its_language_and_copied_as_it_was_written() -> None:
    owner = QApplication.instance()
    assert owner is not None
    document = markdown_document(TWO, owner)
    places = list(code_places(document))
    assert [language for _first, _last, language in places] == ["python", "", "sh"]
    assert [code_text(document, first, last) for first, last, _language in places] == [
        f"a = 1\n\n{LONG}",
        "indented",
        "ls <dir>",
    ]


def test_the_button_copies_its_own_code_by_mouse_and_by_keyboard() -> None:
    view = shown(TWO)
    with window(view):
        first, _second, third = copies(view)
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == f"a = 1\n\n{LONG}"
        assert first.accessibleName() == "Copied"
        third.setFocus(Qt.FocusReason.TabFocusReason)
        assert third.ringed
        QTest.keyClick(third, Qt.Key.Key_Return)
        assert QGuiApplication.clipboard().text() == "ls <dir>"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_box_is_painted_and_its_button_stands_in_its_head(scheme: str) -> None:
    with appearance("dark" if scheme == "dark" else "light"):
        view = shown("```python\na = 1\n```")
        with window(view):
            assert has_colour(picture(view), "sunken")
            (button,) = copies(view)
            assert 0 <= button.y() < button.geometry().bottom() < view.height() / 2 + button.height()
            assert button.geometry().right() < view.viewport().width()
            view.resize(200, view.height())
            assert button.geometry().right() < 200, "it follows a narrower window"


def test_another_answer_leaves_no_button_behind() -> None:
    view = shown("```\na\n```")
    view.show_markdown("no code")
    QApplication.sendPostedEvents(None, 52)  # deferred deletes
    assert copies(view) == []
