"""Exo: the machines, what they hold and load, what can be loaded, and what is wrong."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from traybridge.core.cluster import Cluster, LoadedModel, Node, activity
from traybridge.core.errors import TrayBridgeError
from traybridge.core.formatting import gigabytes
from traybridge.core.i18n import msg
from traybridge.core.presentation.describe import cluster_words, short
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.core.presentation.status import ProviderStatus, snapshot_of
from traybridge.desktop.cluster_text import LOADS, node_words
from traybridge.desktop.error_text import begun, words_of
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.page import ScrolledPage, add_section, order_tabs
from traybridge.desktop.widgets.buttons import push
from traybridge.desktop.widgets.cards import Card, CardRow, inset
from traybridge.desktop.widgets.dot import Dot
from traybridge.desktop.widgets.fields import leave_wheel_to_page
from traybridge.desktop.widgets.foreign_text import one_line, tooltip_text
from traybridge.desktop.widgets.labels import TextLabel
from traybridge.desktop.widgets.system_palette import CONTROL_PX, GRID, text_font

BAR_WIDTH = 140
LEVELS = {Level.FINE: msg("fine"), Level.NOTE: msg("note"), Level.PROBLEM: msg("problem")}


class Exo(ScrolledPage):
    """One cluster at a time; rows are changed in place while it loads."""

    title = msg("Exo")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asking = False
        self._nodes: dict[str, NodeRow] = {}
        self._models: dict[str, ModelRow] = {}
        self._empty()
        self.body = QWidget(self)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.column.addWidget(self.body)
        column.addWidget(self._head())
        self.nodes = add_section(column, tr("Machines"))
        self.models = add_section(column, tr("Models"))
        self.loader = add_section(column, tr("Load a model"), tr("Meanwhile the next provider in your order answers."))
        self._loader()
        self.doctor = Doctor(context, self)
        add_section(column, tr("Checks")).add(self.doctor)
        self.follow()

    def _empty(self) -> None:
        button = push(tr("Add Exo"))
        button.clicked.connect(lambda: self.context.go("providers/add"))
        self.empty = Card(self)
        self.empty.add(CardRow(tr("There is no Exo cluster in your list"), tr("Add one by its address."), button))
        self.column.addWidget(self.empty)

    def _head(self) -> Card:
        self.which = QComboBox(self)
        self.which.setMinimumHeight(CONTROL_PX)
        leave_wheel_to_page(self.which)
        self.which.setAccessibleName(tr("Cluster"))
        self.which.activated.connect(lambda _at: self._chosen())
        self.dot = Dot(self)
        self.state = TextLabel("", "text", self)
        self.page = push(tr("Open Exo's own page"), self)
        self.page.clicked.connect(self._open_page)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.dot)
        row.addWidget(self.state, 1)
        row.addWidget(self.which)
        row.addWidget(self.page)
        card = Card(self)
        card.add(inset(row, card))
        return card

    def _loader(self) -> None:
        self.wanted = QComboBox(self)
        self.wanted.setEditable(True)
        leave_wheel_to_page(self.wanted)
        self.wanted.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.wanted.setMinimumHeight(CONTROL_PX)
        self.wanted.setFont(text_font(QApplication.font()))
        self.wanted.setAccessibleName(tr("Model to load"))
        self.wanted.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        edit = QLineEdit()
        edit.setPlaceholderText(tr("A model on disk, or any that Exo knows"))
        self.wanted.setLineEdit(edit)
        completer = QCompleter(self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.wanted.setCompleter(completer)
        self.load = push(tr("Load"), self)
        self.load.setAccessibleName(tr("Load this model"))
        self.load.clicked.connect(self._load)
        edit.returnPressed.connect(self._load)
        self.load_error = TextLabel("", "warning", self)
        self.load_error.hide()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.wanted, 1)
        row.addWidget(self.load)
        column = QVBoxLayout()
        column.setSpacing(GRID // 2)
        column.addLayout(row)
        column.addWidget(self.load_error)
        self.loader.add(inset(column, self.loader))

    # ------------------------------------------------------------ following

    @property
    def current(self) -> str:
        """The id of the cluster that is shown, "" when there is none."""
        return str(self.which.currentData() or "")

    def follow(self) -> None:
        snapshot = snapshot_of(self.context.bridge)
        clusters = [one for one in snapshot.providers if one.traits.is_cluster]
        self._offer(clusters)
        status = snapshot.provider(self.current)
        self.empty.setVisible(status is None)
        self.body.setVisible(status is not None)
        if status is None:
            return
        words = cluster_words(status) if status.enabled else msg("switched off")
        self.state.setText(begun(words))
        self.dot.show_state("good" if status.usable else "warning" if status.attention else "none", tr(words))
        cluster = status.cluster or Cluster()
        self._show_nodes(cluster.nodes)
        self._show_models(status, placed(cluster.models), orders=cluster.dialect == LOADS)
        self.load.setEnabled(cluster.dialect == LOADS and bool(cluster.nodes) and not self._asking)
        old = cluster.dialect not in {None, LOADS}
        self.load.setToolTip(tr("Exo 0.x loads a model when it is asked: just ask it") if old else "")

    def _offer(self, clusters: Sequence[ProviderStatus]) -> None:
        wanted = [(one.id, one_line(one.label)) for one in clusters]
        if wanted != [(self.which.itemData(at), self.which.itemText(at)) for at in range(self.which.count())]:
            before = self.current
            self.which.clear()
            for provider_id, label in wanted:
                self.which.addItem(one_line(label), provider_id)
            self.which.setCurrentIndex(max(0, self.which.findData(before)))
        self.which.setVisible(len(wanted) > 1)

    def _show_nodes(self, nodes: Sequence[Node]) -> None:
        if self.nodes.empty or list(self._nodes) != [node.id for node in nodes]:
            self.nodes.clear()
            self._nodes = {node.id: NodeRow(node) for node in nodes}
            for row in self._nodes.values():
                self.nodes.add(row)
            if not nodes:
                self.nodes.add(CardRow(tr("No machine is seen"), tr("Start Exo on each of them, in the same network.")))
        for node in nodes:
            self._nodes[node.id].follow(node)

    def _show_models(self, status: ProviderStatus, models: Sequence[LoadedModel], *, orders: bool) -> None:
        if self.models.empty or list(self._models) != [model.id for model in models]:
            self.models.clear()
            self._models = {model.id: ModelRow(self.context, status.id, model) for model in models}
            for row in self._models.values():
                self.models.add(row)
            if not models:
                self.models.add(CardRow(tr("No model is loaded"), tr("Load one below.")))
            order_tabs(self)
        for model in models:
            self._models[model.id].follow(model)
            self._models[model.id].act.setVisible(orders)

    def shown(self) -> None:
        self.context.start(self._read_disk(), self, self._refuse_load, "models on disk")

    async def _read_disk(self) -> None:
        """What could be loaded without a download; the text that stands in the field stays."""
        catalogues = await self.context.bridge.models()
        if not isValid(self) or self.current not in catalogues:
            return
        before = self.wanted.currentText()
        held = set(self._models)
        self.wanted.clear()
        self.wanted.addItems([one_line(model) for model in catalogues[self.current].ids if model not in held])
        completer = self.wanted.completer()
        if completer is not None:
            completer.setModel(self.wanted.model())
        self.wanted.setCurrentIndex(-1)
        self.wanted.setEditText(before)

    # ------------------------------------------------------------ doing

    def _chosen(self) -> None:
        for card in (self.nodes, self.models):
            card.clear()
        self.doctor.clear()
        self.follow()
        self.shown()

    def _load(self) -> None:
        model = self.wanted.currentText().strip()
        if not model or not self.load.isEnabled():
            return
        self.load_error.say(tr("Asking Exo…"), "note")
        self._asking = True
        self.load.setEnabled(False)
        self.context.start(self._load_model(self.current, model), self, self._refuse_load, "load a model")

    async def _load_model(self, provider_id: str, model: str) -> None:
        try:
            await self.context.actions.load(provider_id, model)
        finally:
            self._asking = False
            if isValid(self):
                self.follow()
        if isValid(self):
            self.load_error.say("")
            self.wanted.setEditText("")

    def _refuse_load(self, error: TrayBridgeError) -> None:
        self.load_error.say(words_of(error), "warning")

    def _open_page(self) -> None:
        self.context.actions.open_dashboard(self.current)


def placed(models: Sequence[LoadedModel]) -> list[LoadedModel]:
    """Each model once, the answering one of several: unloading it means all of them."""
    found: dict[str, LoadedModel] = {}
    for model in models:
        if model.id not in found or model.answers:
            found[model.id] = model
    return list(found.values())


class NodeRow(CardRow):
    """One machine: its name, its chip, how much of its memory is taken, when it was seen."""

    def __init__(self, node: Node, parent: QWidget | None = None) -> None:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(BAR_WIDTH, GRID)
        self.bar.setRange(0, 1000)
        super().__init__(node.name, "", self.bar, parent)
        self.follow(node)

    def follow(self, node: Node) -> None:
        words = node_words(node).removeprefix(f"{node.name}, ")
        text = ", ".join(part for part in (node.chip, words if words != node.name else "") if part)
        self.title.setText(node.name)
        if node.stale:
            self.note.say("")
            self.error.say(begun(text))
        else:
            self.note.say(text)
            self.error.say("")
        known = node.memory_total and node.memory_used is not None
        self.bar.setVisible(bool(known))
        if node.memory_total and node.memory_used is not None:
            self.bar.setValue(round(1000 * node.memory_used / node.memory_total))
            share = node.memory_used / node.memory_total
            self.bar.setAccessibleName(tr("Memory of {node}: {share:.0%} taken", node=node.name, share=share))


class ModelRow(CardRow):
    """One model: what it does, on which machines, how far its loading is, and the button that ends it."""

    def __init__(
        self, context: PageContext, provider_id: str, model: LoadedModel, parent: QWidget | None = None
    ) -> None:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(BAR_WIDTH, GRID)
        self.act = push(tr("Unload"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.bar)
        row.addWidget(self.act)
        super().__init__(short(model.id), "", holder, parent)
        self.title.setToolTip(tooltip_text(model.id))
        self._context = context
        self._provider_id = provider_id
        self._model = model.id
        self._refusal = ""
        self.act.clicked.connect(self._unload)
        self.follow(model)

    def follow(self, model: LoadedModel) -> None:
        """Show the model as the last look found it."""
        moving = not model.answers and not model.error
        parts = [
            tr(activity(model)),
            ", ".join(model.nodes),
            tr(gigabytes(model.size)) if model.size else "",
        ]
        words = " · ".join(part for part in parts if part)
        self.note.say(begun(words))
        self.error.say(self._refusal or tr(model.error or ""))
        self.act.setText(tr("Cancel") if moving else tr("Unload"))
        name = short(model.id)
        self.act.setAccessibleName(
            tr("Cancel loading {model}", model=name) if moving else tr("Unload {model}", model=name)
        )
        self.bar.setVisible(moving)
        if moving:
            # An unknown share is a bar that moves by itself.
            self.bar.setRange(0, 1000 if model.progress is not None else 0)
            self.bar.setValue(round(1000 * (model.progress or 0)))
            self.bar.setAccessibleName(words)

    def _unload(self) -> None:
        self._refusal = ""
        self.error.say("")
        self.act.setEnabled(False)
        self._context.start(self._unload_model(), self, self._refused, "unload a model")

    async def _unload_model(self) -> None:
        try:
            await self._context.actions.unload(self._provider_id, self._model)
        finally:
            if isValid(self):
                self.act.setEnabled(True)

    def _refused(self, error: TrayBridgeError) -> None:
        self._refusal = words_of(error)
        self.error.say(self._refusal)


class Doctor(QWidget):
    """Examine a cluster: each finding once, with its next step and a command that can be copied."""

    def __init__(self, context: PageContext, page: Exo) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self.findings: list[FindingRow] = []
        self.check = push(tr("Check"), self)
        self.check.setAccessibleName(tr("Check the cluster"))
        self.check.clicked.connect(self.run)
        self.words = TextLabel(
            tr("Looks for the known troubles of Exo. It costs nothing and changes nothing."), "note", self
        )
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.check)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2 * GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID + 4, 2 * GRID, GRID + 4)
        layout.setSpacing(2 * GRID)
        layout.addLayout(head)
        layout.addLayout(self._rows)

    def clear(self) -> None:
        """Forget what was found."""
        for row in self.findings:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.findings = []

    def run(self) -> None:
        examine = self._context.services.examine
        if examine is None:
            return
        self.check.setEnabled(False)
        self.words.say(tr("Checking…"), "note")
        self._context.start(self._run(examine, self._page.current), self, self._refused, "examine Exo")

    async def _run(self, examine: Callable[[str], Coroutine[Any, Any, Sequence[Finding]]], provider_id: str) -> None:
        try:
            findings = await examine(provider_id)
        finally:
            if isValid(self):
                self.check.setEnabled(True)
        if isValid(self) and provider_id == self._page.current:
            self.clear()
            self.findings = [FindingRow(one, self) for one in findings]
            for row in self.findings:
                self._rows.addWidget(row)
            order_tabs(self._page)
            self.words.say(tr("The most urgent first.") if len(findings) > 1 else tr("Done."), "note")

    def _refused(self, error: TrayBridgeError) -> None:
        self.words.say(words_of(error), "warning")


class FindingRow(QWidget):
    """One finding of a doctor, with its next step; all of it can be copied. ``go`` leads to where it can be taken."""

    def __init__(
        self, finding: Finding, parent: QWidget | None = None, *, go: Callable[[], None] | None = None
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        dot = Dot(self)
        level = {Level.FINE: "good", Level.NOTE: "none", Level.PROBLEM: "warning"}[finding.level]
        dot.show_state(level, tr(LEVELS[finding.level]))  # type: ignore[arg-type]
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(TextLabel(tr(finding.title), "text", self))
        if finding.hint:
            words.addWidget(TextLabel(tr(finding.hint), "note", self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if finding.level is Level.FINE:
            return
        if finding.command:
            words.addWidget(Code(finding.command, self))
        self.copy = push(tr("Copy"), self)
        self.copy.setAccessibleName(tr("Copy: {what}", what=finding.title))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(finding.command or in_full(finding)))
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        if go is not None:
            self.open = push(tr("Open…"), self)
            self.open.setAccessibleName(tr("Open the settings for: {what}", what=finding.title))
            self.open.clicked.connect(go)
            row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)


def in_full(finding: Finding) -> str:
    """All of a finding that has no command, for the clipboard."""
    return "\n".join(tr(line) for line in (finding.title, finding.hint) if line)


class Code(TextLabel):
    """A command, in the system's fixed font."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "note", parent)
        font = self.font()
        font.setFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
        self.setFont(font)
        self.setAccessibleName(tr("Command: {command}", command=text))
