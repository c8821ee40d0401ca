"""Providers: who is asked, in which order, and everything about each of them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import msg
from traybridge.core.presentation.status import snapshot_of
from traybridge.desktop.error_text import words_of
from traybridge.desktop.forms.provider_edits import Removal, in_order, removal, restored, with_row, without
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import Edit, PageContext
from traybridge.desktop.settings.add_provider import AddProvider
from traybridge.desktop.settings.page import Page
from traybridge.desktop.settings.provider_form import ProviderForm
from traybridge.desktop.settings.provider_list import Legend, ProviderList
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.direction import margins
from traybridge.desktop.widgets.ground import Ground
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.section import PageHead
from traybridge.desktop.widgets.sizes import BETWEEN, PAGE_TOP
from traybridge.desktop.widgets.theme import theme
from traybridge.desktop.widgets.undo_bar import UndoBar

LIST_WIDTH = 244
"""Pixels, unless what stands under the list needs more."""
SIDE, LIST_SIDE = 18, 12


class ProvidersPage(Page):
    """The list, and beside it the form of the chosen one or the search for a new one."""

    title = msg("Providers")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._forms: dict[str, ProviderForm] = {}
        self.list = ProviderList(self)
        self.list.chosen.connect(self._show_form)
        self.list.ordered.connect(self._order)
        self.list.switched.connect(self._switch)
        self.list.removed.connect(self._remove)
        self.list.opened.connect(self._show_form)
        self.add = Button(tr("Add provider"), "plain", self, icon="plus")
        self.add.clicked.connect(self.begin_adding)
        self.error = Label("", "note", "bad", self)
        self.error.hide()
        self.undo = UndoBar(self)
        self.undo.wanted.connect(self._restore)
        self.undo.over.connect(self._close_way_back)
        self.stack = QStackedWidget(self)
        self.picker = AddProvider(context, self)
        self.picker.opened.connect(self._added)
        self.picker.cancelled.connect(self._stop_adding)
        self.stack.addWidget(self.picker)
        self._lay_out()
        self.follow()
        if self.list.ids:
            self.list.choose(self.list.ids[0])

    def _lay_out(self) -> None:
        held = Ground("page", self, edge=True)
        side = QVBoxLayout(held)
        side.setContentsMargins(0, PAGE_TOP, 0, SIDE)
        side.setSpacing(0)
        side.addLayout(_indented(PageHead(tr(self.title), tr("Asked from top to bottom."), parent=held), SIDE))
        side.addLayout(_indented(self.list, LIST_SIDE), 1)
        side.addSpacing(BETWEEN)
        side.addLayout(_indented(self.error, SIDE))
        under = _indented(self.add, SIDE)
        under.setAlignment(self.add, Qt.AlignmentFlag.AlignLeading)
        side.addLayout(under)
        side.addStretch(0)
        side.addSpacing(BETWEEN)
        legend = _indented(Legend(held), SIDE)
        side.addLayout(legend)
        held.setFixedWidth(max(theme().px(LIST_WIDTH), under.sizeHint().width(), legend.sizeHint().width()))
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(held)
        top.addWidget(self.stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top, 1)
        whole.addWidget(self.undo)

    # ------------------------------------------------------------ following

    def follow(self) -> None:
        facts = self.context.bridge.facts()
        providers = snapshot_of(self.context.bridge, facts).providers
        gone = self._forms.keys() - {one.id for one in providers}
        for provider_id in tuple(gone):
            form = self._forms.pop(provider_id)
            self.stack.removeWidget(form)
            form.deleteLater()
        self.list.follow(providers, {one.provider.id: one for one in facts})
        if gone and self.stack.currentWidget() is not self.picker:
            self._show_form(self.list.current)
        if self.stack.currentWidget() is self.picker:
            self.picker.follow()
        elif self.list.current in self._forms:
            self._forms[self.list.current].follow()

    def open_part(self, part: str) -> None:
        """A provider's id shows its form; "add" the search."""
        if part == "add":
            self.begin_adding()
        else:
            self.list.choose(part)
            self._show_form(self.list.current)
            self.form.begin()

    @property
    def form(self) -> ProviderForm:
        """The form of the chosen provider; it is built when it is first wanted."""
        return self._form(self.list.current)

    def _form(self, provider_id: str) -> ProviderForm:
        if provider_id not in self._forms:
            form = ProviderForm(self.context, provider_id)
            form.removed.connect(self._remove)
            self._forms[provider_id] = form
            self.stack.addWidget(form)
        return self._forms[provider_id]

    def _show_form(self, provider_id: str) -> None:
        if self.context.bridge.config.provider(provider_id) is None:
            return
        form = self._form(provider_id)
        self.stack.setCurrentWidget(form)
        self.follow()

    # ------------------------------------------------------------ changing

    def _order(self, ids: list[str]) -> None:
        self._change(lambda config: in_order(config, ids))

    def _switch(self, provider_id: str, on: bool) -> None:
        self._change(lambda config: with_row(config, provider_id, enabled=on))

    def _change(self, edit: Edit, done: Callable[[], None] | None = None) -> None:
        self.error.say("")
        self.context.change(edit, self, self._refused, done)

    def _refused(self, error: TrayBridgeError) -> None:
        """What could not be changed goes back to what is in force."""
        self.error.say(words_of(error))
        self.follow()

    def begin_adding(self) -> None:
        self.stack.setCurrentWidget(self.picker)
        self.picker.begin()

    def _stop_adding(self) -> None:
        self._show_form(self.list.current)
        self.list.setFocus()

    def _added(self, provider_id: str) -> None:
        self.follow()
        self.list.choose(provider_id)
        self._show_form(provider_id)
        self.form.begin()

    def _remove(self, provider_id: str) -> None:
        try:
            gone = removal(self.context.bridge.config, provider_id)
        except TrayBridgeError as error:
            self._refused(error)
            return
        words = tr("{provider} is removed.", provider=gone.row.label)
        if gone.row.takes_key:
            words = f"{words} {tr('Its key is deleted too, unless you undo this.')}"
        self._change(lambda config: without(config, gone), lambda: self.undo.offer(gone, words, self.list))

    def _restore(self, gone: Removal) -> None:
        self._change(lambda config: restored(config, gone), lambda: self._added(gone.row.id))

    def _close_way_back(self, gone: Removal) -> None:
        self.context.start(self._forget_key(gone), self, self._refused, "delete a key")

    async def _forget_key(self, gone: Removal) -> None:
        """The key goes when the removal cannot be undone any more, unless somebody added the provider again."""
        bridge = self.context.bridge
        if bridge.config.provider(gone.row.id) is None and bridge.key_hint(gone.row.id) is not None:
            await bridge.delete_key(gone.row.id)

    def hidden(self) -> None:
        self.undo.end()

    async def finish(self) -> None:
        if isinstance(gone := self.undo.take(), Removal):
            await self._forget_key(gone)


def _indented(widget: QWidget, side: int) -> QHBoxLayout:
    """A widget with room on both sides."""
    row = QHBoxLayout()
    row.setContentsMargins(margins(side, 0, side, 0))
    row.addWidget(widget)
    return row
