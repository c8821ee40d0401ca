"""Draw every component of desktop/widgets in all its states, as `make screenshots` does: one sheet a scheme.

`python -m scripts.component_sheet FOLDER` writes components-light.png and components-dark.png (1.5 pixels a point, as
the design's sheets), and with `--all` the same in German words, from the right, and at 200 %.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1.5")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from traybridge.desktop.widgets.badge import Badge
from traybridge.desktop.widgets.bar import Bar, BarPart, Ring
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, CardRow
from traybridge.desktop.widgets.chip import Chip
from traybridge.desktop.widgets.choice import Choice
from traybridge.desktop.widgets.control import Control
from traybridge.desktop.widgets.dot import Dot
from traybridge.desktop.widgets.focus_ring import Ringed
from traybridge.desktop.widgets.icon_button import IconButton
from traybridge.desktop.widgets.icons import names
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.note_box import NoteBox
from traybridge.desktop.widgets.number_input import NumberInput
from traybridge.desktop.widgets.painting import round_box
from traybridge.desktop.widgets.row_list import ListRow, RowList
from traybridge.desktop.widgets.section import Folded, SectionHead
from traybridge.desktop.widgets.segmented import Segmented
from traybridge.desktop.widgets.sizes import MEMORY_BAR
from traybridge.desktop.widgets.switch import Switch
from traybridge.desktop.widgets.text_input import SecretInput, Sign, TextInput
from traybridge.desktop.widgets.theme import Appearance, theme
from traybridge.desktop.widgets.type_scale import TypeName

WIDTH = 1100
STATES = ("rest", "hover", "pressed", "focus", "disabled")
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"


def main(arguments: Sequence[str]) -> None:
    app = QApplication.instance() or QApplication(["components"])
    assert isinstance(app, QApplication)
    folder = Path(next((one for one in arguments if not one.startswith("-")), "docs/images"))
    folder.mkdir(parents=True, exist_ok=True)
    schemes: tuple[Appearance, ...] = ("light", "dark")
    for scheme in schemes:
        theme().set_appearance(scheme)
        save(Sheet("Load"), folder / f"components-{scheme}.png")
    if "--all" in arguments:
        theme().set_appearance("light")
        save(Sheet(LONG[:18]), folder / "components-german.png")
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        save(Sheet("טעינה"), folder / "components-from-right.png")
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme().set_text_size(2.0)
        save(Sheet("Load"), folder / "components-200.png")


def save(sheet: QWidget, target: Path) -> None:
    sheet.resize(max(WIDTH, sheet.sizeHint().width()), sheet.sizeHint().height())
    sheet.show()
    QApplication.processEvents()
    for widget in sheet.findChildren(QWidget):
        if widget.property("focused"):
            widget.show_ring() if isinstance(widget, Ringed) else widget.box.set_active(True)  # type: ignore[attr-defined]
    sheet.resize(sheet.width(), sheet.sizeHint().height())
    QApplication.processEvents()
    image = sheet.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    if not image.save(str(target), quality=0):  # type: ignore[call-overload]  # 0: the smallest file
        raise SystemExit(f"could not write {target}")
    print(f"{target}: {target.stat().st_size // 1024} kB")
    sheet.hide()
    sheet.deleteLater()


class Sheet(QWidget):
    """All of them; ``word`` stands on the buttons."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        columns = QHBoxLayout()
        columns.setSpacing(64)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, parts in ((left, self.left()), (right, self.right())):
            column.setSpacing(8)
            for head, part in parts:
                if head:
                    column.addSpacing(14)
                    column.addWidget(Label(head, "note"))
                column.addWidget(part)
            column.addStretch()
            columns.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 28, 28, 28)
        whole.addWidget(Label("Components", "title"))
        whole.addLayout(columns)
        whole.addSpacing(14)
        whole.addWidget(Label("Icons, 20-px grid, 1.5-px strokes", "note"))
        whole.addWidget(icons())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour("surface"))

    def left(self) -> Sequence[tuple[str, QWidget]]:
        return (
            ("Surfaces and lines", swatches(
                "surface page side sunken raised hover pressed selected line line_strong edge")),
            ("Ink, accent, who, state", swatches(
                "text muted faint accent accent_soft local_fill local_soft cloud_fill cloud_soft "
                "warn warn_soft bad bad_soft")),
            ("Type", typography()),
            ("Dots say whose and how", dots()),
            ("Row list", rows()),
            ("Bars and rings", bars()),
        )  # fmt: skip

    def right(self) -> Sequence[tuple[str, QWidget]]:
        return (
            ("Button", self.buttons()),
            ("Icon button 28, radius 7", self.icon_buttons()),
            ("Field 30, radius 7", fields()),
            ("Number, choice, segments", self.choices()),
            ("Switch 34 x 20, badges, chips", self.switches()),
            ("Card", self.card()),
            ("Notes", notes()),
            ("Sections", sections()),
        )

    def buttons(self) -> QWidget:
        kinds: Sequence[dict[str, object]] = (
            {}, {"kind": "primary"}, {"kind": "quiet"}, {"small": True}, {"icon": "plus"})  # fmt: skip
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for row, options in enumerate(kinds):
            for column, state in enumerate(STATES):
                button = Button(self._word, **options)  # type: ignore[arg-type]
                grid.addWidget(in_state(button, state), row, column, Qt.AlignmentFlag.AlignCenter)
        for column, state in enumerate(STATES):
            grid.addWidget(Label(state, "cap", wraps=False), len(kinds), column, Qt.AlignmentFlag.AlignCenter)
        grid.setColumnStretch(len(STATES), 1)
        return held(grid)

    def icon_buttons(self) -> QWidget:
        toggled = IconButton("lock", "Local only", checkable=True)
        toggled.setChecked(True)
        return line(*(in_state(IconButton("copy", "Copy"), state) for state in STATES), toggled)

    def choices(self) -> QWidget:
        model = Choice("Model", [(1, "Llama 3.3 70B"), (2, "Qwen3 30B A3B")])
        nobody = Choice("Ask only", [(1, "Nobody")])
        nobody.disable("Only one can be asked")
        segments = Segmented("Period", [("day", "Day"), ("week", "Week"), ("month", "Month")])
        return stacked(
            line(model, in_state(Choice("Model", [(1, self._word)]), "focus"), nobody),
            line(
                NumberInput("At most", 0, 999, value=5, decimals=2, prefix="$"),
                NumberInput("Wait", 0, 90, value=30, unit="s"),
                segments,
            ),
        )  # fmt: skip

    def switches(self) -> QWidget:
        on, off, gone = Switch("on"), Switch("off"), Switch("disabled")
        on.setChecked(True)
        gone.disable("Exo has to be reached first")
        ring = Switch("focus")
        return line(
            on, off, gone, in_state(ring, "focus"), Badge("Ready", "local"), Badge("Free", "cloud"), Badge("128k"),
            Chip("Local only", "lock"),
        )  # fmt: skip

    def card(self) -> QWidget:
        card = Card()
        on, off = Switch("Failover"), Switch("Local only")
        on.setChecked(True)
        card.add(CardRow("Failover", "When one cannot answer, the next is asked. Two answers are never mixed.", on))
        card.add(CardRow("Local only", "Nothing leaves your network. Beats every other setting.", off))
        card.add(CardRow("Llama 3.3 70B", "", Button(self._word, small=True)))
        return card


def swatches(roles: str) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    for at, role in enumerate(roles.split()):
        grid.addWidget(Swatch(role), at // 5 * 2, at % 5)
        grid.addWidget(Label(role.replace("_", "-"), "cap", "text", wraps=False), at // 5 * 2 + 1, at % 5)
    return held(grid)


class Swatch(QWidget):
    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedHeight(34)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            round_box(painter, self.rect(), 7, theme().colour(self._role), theme().colour("line"))


def typography() -> QWidget:
    samples: Sequence[tuple[TypeName, str]] = (
        ("title", "Title 20/26 semibold"),
        ("figure", "1,204 figure 22/28"),
        ("subheading", "Heading in an answer 16/22 semibold"),
        ("reading", "Reading text 15/23: answers, questions, composer"),
        ("row", "Row title and button 13/18 medium"),
        ("control", "Controls 13/18"),
        ("note", "Note 12/16, muted"),
        ("cap", "Group head, badge 11/16 medium"),
        ("code", "Code 13/20 JetBrains Mono, SF Mono, Cascadia"),
    )
    return stacked(*(Label(words, style) for style, words in samples), gap=0)


def dots() -> QWidget:
    parts: list[QWidget] = []
    for state, words in (
        ("local", "your machines"), ("cloud", "cloud"), ("starter", "starter"), ("off", "off"), ("needs", "needs you"),
    ):  # fmt: skip
        parts.append(line(Dot(state, words), Label(words, wraps=False), gap=6))  # type: ignore[arg-type]
    return line(*parts, gap=14)


def rows() -> QWidget:
    listed = RowList("Providers", handles=True)
    listed.set_rows(
        [
            ListRow("exo", "Exo", "2 Macs, Llama 3.3 70B", dot="local", number=1),
            ListRow("openrouter", "OpenRouter", "342 models, $0.42 of $5", dot="cloud", number=2),
            ListRow("hf", "Hugging Face", "Key rejected", dot="needs", number=3, note_role="bad"),
            ListRow("ollama", "Ollama", "Off", dot="off", number=4, quiet=True),
        ]
    )
    listed.select("openrouter")
    listed.setFixedHeight(listed.height_of_all())
    pages = RowList("Pages")
    pages.set_rows(
        [
            ListRow("head", "Today", head=True),
            ListRow("general", "General", icon="sliders"),
            ListRow("providers", "Providers", icon="stack", end_icon="warn"),
            ListRow("model", "Llama 3.3 70B", end="128k", marked=True),
        ]
    )
    pages.select("providers")
    pages.setFixedHeight(pages.height_of_all())
    return line(listed, pages)


def bars() -> QWidget:
    memory = Bar("Memory", height=MEMORY_BAR, mirrors=False)
    memory.show_parts([BarPart(0.28, words="Llama"), BarPart(0.12, pale=True), BarPart(0.17, "faint")])
    spent = Bar("Spent")
    spent.show_share(0.08, "cloud_fill")
    ring = Ring("Loading")
    ring.show_share(0.62)
    return stacked(memory, line(ring, spent))


def fields() -> QWidget:
    empty = TextInput("Key", placeholder="Paste the key, sk-or-...")
    typed = TextInput("Key", text="sk-or-v1-8c", code=True)
    typed.setProperty("focused", True)
    wrong = TextInput("Key", text="hf_abc", code=True)
    wrong.show_error("Too short: a Hugging Face key has 37 characters.")
    stored = SecretInput("Key")
    stored.show_stored("sk-or-••••••••••••9c1f")
    gone = TextInput("Key", text="In the keyring")
    gone.disable("The keyring is locked")
    return stacked(empty, typed, wrong, stored, gone)


def notes() -> QWidget:
    return stacked(
        NoteBox("cloud", "Exo cannot: Mac Studio left.", lead="OpenRouter answers."),
        NoteBox("warn", "Not saved: the disk is full.", action="Open the folder"),
        NoteBox("bad", "The key was rejected."),
    )


def sections() -> QWidget:
    folded = Folded("How long to wait", Label("Inside"), note="Exo 5 s, cloud 30 s")
    opened = Folded("Address, headers and time limits", Label("http://127.0.0.1:52415", "code"))
    opened.open()
    return stacked(SectionHead("What may happen", first=True), folded, opened, gap=0)


def icons() -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    for at, name in enumerate(names()):
        grid.addWidget(Sign(name, "muted", size=20), at // 28, at % 28)
    return held(grid)


def in_state(control: QWidget, state: str) -> QWidget:
    if state == "hover":
        control.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    elif state == "pressed" and isinstance(control, Control):
        control.setDown(True)
    elif state == "focus":
        control.setProperty("focused", True)  # a ring needs the window
    elif state == "disabled" and isinstance(control, Control):
        control.disable("Exo has to be reached first")
    return control


def line(*widgets: QWidget, gap: int = 12) -> QWidget:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    if not any(isinstance(widget, Bar | RowList) for widget in widgets):
        row.addStretch()
    return held(row)


def stacked(*widgets: QWidget, gap: int = 8) -> QWidget:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for widget in widgets:
        column.addWidget(widget)
    return held(column)


def held(layout: QGridLayout | QHBoxLayout | QVBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    return holder


if __name__ == "__main__":
    main(sys.argv[1:])
