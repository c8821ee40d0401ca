"""No text makes a document open a file: a pipe that nobody writes into would hang the program for ever."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QTextBrowser

from traybridge.desktop.widgets.inert_document import InertDocument


@pytest.mark.parametrize(
    "html",
    [
        '<img src="{path}">', '<img src="file://{path}">', '<link rel="stylesheet" href="{path}">x',
        '<body background="{path}">x', '<p style="list-style-image: url({path})">x', '<img src="data:image/png,x">',
        '<table background="{path}"><tr><td>x</table>',
    ],
)  # fmt: skip
def test_html_opens_nothing(qapp: QApplication, tmp_path: Path, html: str):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    view = QTextBrowser()
    view.setDocument(InertDocument(view))
    view.document().setHtml(html.format(path=pipe))
    view.show()
    assert not view.grab().isNull()


def test_markdown_opens_nothing(qapp: QApplication, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    view = QTextBrowser()
    view.setDocument(InertDocument(view))
    view.document().setMarkdown(f"![x]({pipe}) ![y](file://{pipe})", QTextDocument.MarkdownFeature.MarkdownNoHTML)
    view.show()
    assert not view.grab().isNull()
