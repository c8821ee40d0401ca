"""Exo: the machines, what they hold and load, what can be loaded, and what is wrong."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from traybridge.core.addresses import is_in_the_open
from traybridge.core.cluster import Cluster, LoadedModel, Node
from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.presentation.describe import cluster_words
from traybridge.core.presentation.status import ProviderStatus, snapshot_of
from traybridge.desktop.cluster_text import LOADS
from traybridge.desktop.error_text import begun
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.settings.findings import ClusterCheck
from traybridge.desktop.settings.machine_rows import MachineRow, MemoryLegend
from traybridge.desktop.settings.model_loader import ModelLoader
from traybridge.desktop.settings.model_rows import ModelRow, placed
from traybridge.desktop.settings.page import ScrolledPage, add_section, order_tabs
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import Card, CardRow
from traybridge.desktop.widgets.choice import Choice
from traybridge.desktop.widgets.dot import Dot
from traybridge.desktop.widgets.foreign_text import one_line
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.note_box import NoteBox
from traybridge.desktop.widgets.section import Folded, SectionHead
from traybridge.desktop.widgets.sizes import BETWEEN


def open_words(address: str) -> str:
    """What everybody should know about an Exo that answers: it has no authentication, and speaks http (exo.md)."""
    words = tr(
        "Whoever reaches it can use it and read the questions asked. In a network you do not trust, block its port in "
        "the firewall for others than its nodes."
    )
    unencrypted = tr("The way to it is not encrypted: whoever is on it reads questions and answers.")
    return f"{words} {unencrypted}" if is_in_the_open(address) else words


class Exo(ScrolledPage):
    """One cluster at a time; rows are changed in place while it loads."""

    title = msg("Exo")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._machines: dict[str, MachineRow] = {}
        self._models: dict[str, ModelRow] = {}
        self._head()
        self._empty()
        self.body = QWidget(self)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        self.column.addWidget(self.body)
        self.nodes = add_section(column, tr("Machines"))
        self.legend = MemoryLegend()
        self.models = add_section(column, tr("Models"))
        self.no_model = CardRow(tr("No model is loaded"), tr("Meanwhile the next provider in your order answers."))
        self.models.add(self.no_model)
        self.loader = ModelLoader(context, self.models, self)
        column.addWidget(self.loader)
        self.warning = NoteBox("warn", parent=self)
        self.warning.action.setAccessibleName(tr("Exo has no password."))
        column.addWidget(self.warning)
        self.doctor = ClusterCheck(context, lambda: self.current, self)
        self._rare(column)
        for part in (self.loader, self.doctor):
            part.rows_changed.connect(lambda: order_tabs(self))
        self.follow()

    def head_control(self) -> QWidget:
        self.page = Button(tr("Open Exo's own page"), icon="link-out", icon_last=True)
        self.page.clicked.connect(lambda: self.context.actions.open_dashboard(self.current))
        return self.page

    def _head(self) -> None:
        self.head.setContentsMargins(0, 0, 0, 0)
        self.which = Choice(tr("Cluster"), parent=self)
        self.which.chosen.connect(lambda _id: self._chosen())
        self.dot = Dot(self)
        self.state = Label("", "control", "muted", self)
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        row.addWidget(self.dot)
        row.addWidget(self.state, 1)
        row.addWidget(self.which)
        self.column.addLayout(row)

    def _empty(self) -> None:
        button = Button(tr("Add Exo"), "primary")
        button.clicked.connect(lambda: self.context.go("providers/add"))
        self.empty = Card(self)
        self.empty.add(CardRow(tr("There is no Exo cluster in your list"), tr("Add one by its address."), button))
        self.column.addWidget(self.empty)

    def _rare(self, column: QVBoxLayout) -> None:
        """The checks, and where the rest of the cluster's settings is."""
        column.addWidget(SectionHead(tr("Checks")))
        column.addWidget(self.doctor)
        change = Button(tr("Change…"))
        change.setAccessibleName(tr("Change the address"))
        change.clicked.connect(lambda: self.context.go(f"providers/{self.current}"))
        self.address = CardRow("", tr("Its address, its place in your order, and its time limits."), change)
        card = Card(self)
        card.add(self.address)
        self.rare = Folded(tr("Address and time limits"), card, self)
        self.rare.toggled.connect(lambda _open: order_tabs(self))
        column.addWidget(self.rare)

    # ------------------------------------------------------------ following

    @property
    def current(self) -> str:
        """The id of the cluster that is shown, "" when there is none."""
        return str(self.which.value or "")

    def follow(self) -> None:
        snapshot = snapshot_of(self.context.bridge)
        self._offer([one for one in snapshot.providers if one.traits.is_cluster])
        status = snapshot.provider(self.current)
        for widget in (self.body, self.state, self.dot, self.page):
            widget.setVisible(status is not None)
        self.empty.setVisible(status is None)
        if status is None:
            return
        words = cluster_words(status) if status.enabled else msg("switched off")
        self.state.setText(begun(words))
        self.dot.show_state("local" if status.usable else "needs" if status.attention else "off", tr(words))
        row = self.context.bridge.config.provider(status.id)
        address = row.base_url if row else ""
        self.address.title.setText(address)
        cluster = status.cluster or Cluster()
        self.warning.say(
            open_words(address) if cluster.nodes else "", lead=tr("Exo has no password.") if cluster.nodes else ""
        )
        models = placed(cluster.models)
        self._show_machines(cluster.nodes, models)
        self._show_models(status, models, orders=cluster.dialect == LOADS)
        old = cluster.dialect not in {None, LOADS}
        self.loader.provider_id = status.id
        self.loader.follow(
            [model.id for model in models],
            loads=cluster.dialect == LOADS and bool(cluster.nodes),
            reason=tr("Exo 0.x loads a model when it is asked: just ask it") if old else tr("No machine is seen"),
        )

    def _offer(self, clusters: Sequence[ProviderStatus]) -> None:
        wanted = [(one.id, one_line(one.label)) for one in clusters]
        before = self.current
        self.which.set_options(wanted)
        if before not in dict(wanted) and wanted:
            self.which.choose(wanted[0][0])
        self.which.setVisible(len(wanted) > 1)

    def _show_machines(self, nodes: Sequence[Node], models: Sequence[LoadedModel]) -> None:
        if self.nodes.empty or list(self._machines) != [node.id for node in nodes]:
            self.nodes.clear()
            self._machines = {node.id: MachineRow(node) for node in nodes}
            for row in self._machines.values():
                self.nodes.add(row)
            self.legend = MemoryLegend()
            self.nodes.add(self.legend)
            if not nodes:
                self.nodes.add(CardRow(tr("No machine is seen"), tr("Start Exo on each of them, in the same network.")))
        for node in nodes:
            self._machines[node.id].follow(node, models, nodes)
        self.legend.follow(models, nodes)

    def _show_models(self, status: ProviderStatus, models: Sequence[LoadedModel], *, orders: bool) -> None:
        if list(self._models) != [model.id for model in models]:
            for row in self._models.values():
                self.models.remove(row)
            self._models = {model.id: ModelRow(self.context, status.id, model) for model in models}
            for at, row in enumerate(self._models.values()):
                self.models.add(row, at=at + 1)
            order_tabs(self)
        self.models.show_row(self.no_model, not models)
        for model in models:
            self._models[model.id].follow(model)
            self._models[model.id].act.setVisible(orders)

    def shown(self) -> None:
        self.context.start(self._read_disk(), self, self._no_disk, "models on disk")

    async def _read_disk(self) -> None:
        """What could be loaded without a download."""
        catalogues = await self.context.bridge.models()
        if isValid(self):
            self.loader.offer(catalogues[self.current].ids if self.current in catalogues else ())

    def _no_disk(self, error: TrayBridgeError) -> None:
        """The state above says already what is wrong with the cluster."""

    # ------------------------------------------------------------ doing

    def _chosen(self) -> None:
        self.doctor.forget()
        self.loader.offer(())
        self.follow()
        self.shown()
