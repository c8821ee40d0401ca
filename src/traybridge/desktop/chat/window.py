"""The chat window itself: header, transcript, composer; it hides instead of ending."""

import asyncio
import math
import time
from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QCursor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from traybridge.core.bridge import Bridge
from traybridge.core.chat import ChatEvent, Chunk, Progress, RequestPolicy
from traybridge.core.conversation import Conversation, Turn, TurnState, answer
from traybridge.core.models import AUTO
from traybridge.core.presentation.explain import plan_request
from traybridge.core.presentation.route_stops import route_stops
from traybridge.core.presentation.status import Snapshot, snapshot_of
from traybridge.core.presentation.who_answers import is_answering, who_answers
from traybridge.core.tasks import TaskOwner
from traybridge.desktop.chat.chat_menu import ChatMenu
from traybridge.desktop.chat.composer_box import HALO, LOCK_KEYS, ComposerBox
from traybridge.desktop.chat.empty_state import EmptyState
from traybridge.desktop.chat.floating_frame import FloatingFrame
from traybridge.desktop.chat.header import Header
from traybridge.desktop.chat.icon_click import click_does
from traybridge.desktop.chat.link_target import LinkTarget
from traybridge.desktop.chat.placement import Box, beside, centred, clamped, fitting
from traybridge.desktop.chat.turn_view import TurnView
from traybridge.desktop.glyph.pictures import app_icon
from traybridge.desktop.glyph.state import tray_state
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.scroll_area import ScrollArea
from traybridge.desktop.widgets.sizes import BETWEEN, INSIDE, POPOVER_SIDE

TINY_EXPLAINED = 3
"""Under how many of its answers the starter model is explained."""
REMEMBER_MS = 800
TURN_ABOVE, BETWEEN_TURNS = 6, 18
FRAME_KNOWN_MS = (0, 150, 500)
"""When to look whether the frame is on the screen too; nothing tells when the window manager has drawn it."""


class ChatWindow(FloatingFrame):
    """Ask and read. ``remember`` gets the size and the pin when the person changed one; ``closed`` = the X button."""

    closed = Signal()

    def __init__(
        self,
        bridge: Bridge,
        tasks: TaskOwner,
        *,
        remember: Callable[[int, int, bool], None],
        open_settings: Callable[[str], None] | None = None,
        local_only: Callable[[bool], None] | None = None,
        quit_: Callable[[], None] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        switch_on: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._tasks = tasks
        self._remember = remember
        self._local_only = local_only
        self._open_settings, self._switch_on = open_settings, switch_on
        self.menu = ChatMenu(self, open_settings=open_settings, local_only=local_only, quit_=quit_)
        self._conversation = Conversation()
        self._views: list[TurnView] = []
        self._turn: Turn | None = None
        self._task: asyncio.Task[None] | None = None
        self._tiny_seen = 0
        self._asked = self._speaking = ""
        self._watching = False
        self.setWindowTitle("TrayBridge")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(self._smallest)
        desktop = bridge.config.desktop
        self.resize(desktop.popup_width, desktop.popup_height)
        self._build()
        self.menu.on_top.setChecked(desktop.popup_pinned)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, desktop.popup_pinned)
        self.menu.on_top.toggled.connect(self._pinned)
        self._watch_itself(monotonic)
        self._take_keys()

    def _watch_itself(self, monotonic: Callable[[], float]) -> None:
        self._size_settled = QTimer(self)
        self._size_settled.setSingleShot(True)
        self._size_settled.setInterval(REMEMBER_MS)
        self._size_settled.timeout.connect(self._tell_size)
        self._monotonic = monotonic
        self._shown_at = self._left_at = -math.inf
        self.left.connect(self._hide_unless_kept)
        self.header.dragged.connect(self._move_along)

    def _take_keys(self) -> None:
        for keys, run in (
            (QKeySequence.StandardKey.Close, self.close),
            (QKeySequence("Ctrl+."), self.stop),
            (QKeySequence("Ctrl+L"), self.composer.setFocus),
            (QKeySequence(LOCK_KEYS), self.box.toggle_lock),
            (QKeySequence("F6"), self._next_part),
            (QKeySequence("Shift+F6"), partial(self._next_part, back=True)),
        ):
            QShortcut(keys, self).activated.connect(run)

    def _build(self) -> None:
        self.body.addWidget(self._header())
        self.body.addWidget(self._transcript(), 1)
        self.body.addLayout(self._footer())

    def _header(self) -> Header:
        self.header = Header(self)
        self.model = self.header.model
        self.fresh = self.header.fresh
        self.fresh.clicked.connect(self.new_chat)
        self.model.changed.connect(lambda _model: self.show_snapshot(snapshot_of(self._bridge)))
        self.header.menu_wanted.connect(self.menu.open_at)
        return self.header

    def _transcript(self) -> ScrollArea:
        inside = QWidget(self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(POPOVER_SIDE, TURN_ABOVE, POPOVER_SIDE, 0)
        self._column.setSpacing(BETWEEN_TURNS)
        self.blank = QWidget(inside)
        blank = QVBoxLayout(self.blank)
        blank.setContentsMargins(0, 0, 0, 0)
        self.empty = EmptyState(self.blank)
        self.empty.begun.connect(self._write)
        self.empty.opened.connect(self._open_provider)
        blank.addWidget(self.empty)
        self.greeting: QWidget | None = None
        self._column.addWidget(self.blank, 1)
        self._column.addStretch(0)
        self.pages = ScrollArea(inside, self)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.link_target = LinkTarget(self.pages)
        bar = self.pages.verticalScrollBar()
        self._at_end = True
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._grown)
        return self.pages

    def _scrolled(self, value: int) -> None:
        """Somebody who scrolled up is left in peace. Qt's bar is asked for each time, as widgets/scroll_area does."""
        self.header.show_scrolled(scrolled=value > 0)
        self._at_end = value == self.pages.verticalScrollBar().maximum()

    def _grown(self, _low: int, high: int) -> None:
        """Follow the answer while the end is in view."""
        if self._at_end and self._views:
            self.pages.verticalScrollBar().setValue(high)

    def _footer(self) -> QVBoxLayout:
        self.box = ComposerBox(self, can_lock=self._local_only is not None)
        self.composer = self.box.editor
        self.send = self.box.send
        self.box.sent.connect(self.ask)
        self.box.stopped.connect(self.stop)
        self.box.lock_wanted.connect(self._lock)
        around = QVBoxLayout()
        around.setContentsMargins(INSIDE - HALO, BETWEEN - HALO, INSIDE - HALO, INSIDE - HALO)
        around.addWidget(self.box)
        return around

    def _lock(self, on: bool) -> None:
        if self._local_only is not None:
            self._local_only(on)

    # ------------------------------------------------------------ asking

    @property
    def turns(self) -> tuple[TurnView, ...]:
        """What the window shows, oldest first."""
        return tuple(self._views)

    def snapshot(self) -> Snapshot:
        """The bridge's state now."""
        return snapshot_of(self._bridge)

    @property
    def answering(self) -> bool:
        """True until nothing more of the answer is expected; what it cost may come later."""
        ended = self._turn is None or self._turn.ending is not None
        return self._task is not None and not self._task.done() and not ended

    def ask(self, text: str) -> None:
        """Ask in this conversation; while an answer is running the text stays in the composer."""
        if self.answering:
            return
        self.composer.clear()
        self._begin(Turn(text, model=self.model.chosen))

    def _begin(self, turn: Turn, policy: RequestPolicy | None = None) -> None:
        self.blank.hide()
        self._turn = turn
        self._conversation.turns.append(turn)
        view = TurnView(
            turn,
            providers=lambda: snapshot_of(self._bridge).providers,
            again=self._again,
            go_on=self._go_on,
            ask=self._ask_provider,
            explain_tiny=self._tiny_seen < TINY_EXPLAINED,
            previous=self._views[-1] if self._views else None,
            open_settings=self._open_settings,
            switch_on=self._switch_on,
            parent=self.pages.widget(),
        )
        view.answer.pointed_at.connect(self.link_target.show_target)
        self._views.append(view)
        self._at_end = True
        self._column.insertWidget(self._column.count() - 1, view, 0, Qt.AlignmentFlag.AlignTop)
        events = self._bridge.chat(self._conversation.request(turn, policy))
        self._task = self._tasks.start(answer(turn, events, partial(self._take, view)), "chat in the window")
        self._task.add_done_callback(lambda _task: self._done(turn))
        self._show_buttons()

    def _take(self, view: TurnView, event: ChatEvent | None) -> None:
        """What comes after the end of an answer finds its view gone when a new conversation has begun."""
        if not isValid(view):
            return
        view.take(event)
        if isinstance(event, Progress) and event.provider:
            self._asked = event.provider
        if isinstance(event, Chunk) and (event.ended or event.has_content):
            self._show_buttons()
            self._show_speaker("" if event.ended else self._asked)

    def _show_speaker(self, provider: str) -> None:
        """Say in the head whose words are coming."""
        if provider != self._speaking:
            self._speaking = provider
            self._show_who(snapshot_of(self._bridge))

    def _done(self, turn: Turn) -> None:
        if not isValid(self):
            return
        self._show_speaker("")
        if turn.provenance is not None and turn.provenance.tiny:
            self._tiny_seen += 1
        self._show_buttons()

    def _again(self, turn: Turn, provider: str) -> None:
        if not self.answering:
            model = turn.model if provider else self.model.chosen
            self._begin(Turn(turn.question, model=model), RequestPolicy(provider=provider or None))

    def _ask_provider(self, turn: Turn, provider: str) -> None:
        """Ask the same question of one provider alone; whoever is waited for is waited for no longer."""
        if not isValid(self):
            return
        if self.answering and turn is self._turn and turn.state is TurnState.WAITING and self._task is not None:
            self._task.add_done_callback(lambda _task: self._ask_provider(turn, provider))
            self.stop()
        elif not self.answering:
            self._begin(Turn(turn.question), RequestPolicy(provider=provider))

    def _go_on(self, turn: Turn, provider: str) -> None:
        """Ask for the rest of a broken answer in a turn of its own: two answers are never spliced."""
        if not self.answering and turn.state is TurnState.INTERRUPTED:
            rest = Turn(
                tr("Continue exactly where your last answer broke off."), model=AUTO if provider else self.model.chosen
            )
            self._begin(rest, RequestPolicy(provider=provider or None))

    def stop(self) -> None:
        """Stop the running answer; what has come stays."""
        if self._task is not None and self.answering:
            self._task.cancel()

    def _show_buttons(self) -> None:
        self.box.show_answering(answering=self.answering)
        self.fresh.setEnabled(bool(self._views))

    def new_chat(self) -> None:
        """Begin again with an empty conversation."""
        self.stop()
        self._conversation = Conversation()
        for view in self._views:
            self._column.removeWidget(view)
            view.deleteLater()
        self._views = []
        self.show_snapshot(snapshot_of(self._bridge))
        self._show_buttons()
        self.composer.setFocus()

    # ------------------------------------------------------------ showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Follow the bridge: what models there are, and who would answer an empty window's first question."""
        self.model.show_models(snapshot.providers)
        self.menu.follow(snapshot)
        self._show_who(snapshot)
        self.box.show_lock(on=snapshot.local_only)
        blank = not self._views
        self.blank.setVisible(blank)

    def _show_who(self, snapshot: Snapshot) -> None:
        """Say in the head who would answer now, or who does."""
        model = self.model.chosen
        plan = self._bridge.plan(plan_request(self._bridge.config, model, None, local_only=False))
        who = who_answers(snapshot, plan, model)
        line, sentence = tr(who.line), tr(who.sentence)
        if self._speaking:
            line = sentence = tr(is_answering(self._bridge.label(self._speaking)))
        state = tray_state(snapshot)
        self.model.show_who(state, line, sentence)
        if not self._views:
            lines = "\n".join((*(tr(one) for one in who.lines), *_troubles(snapshot)))
            self.empty.show_state(state, tr(who.title), lines, route_stops(snapshot, self._bridge.pin))

    def _write(self, text: str) -> None:
        """Begin a question with a text, for the person to end and to send."""
        self.composer.setPlainText(text)
        self.composer.moveCursor(QTextCursor.MoveOperation.End)
        self.composer.setFocus()

    def _open_provider(self, provider: str) -> None:
        if self._open_settings is not None:
            self._open_settings(f"providers/{provider}" if provider else "providers")

    def greet(self, greeting: QWidget | None) -> None:
        """Show something in the empty window instead of its two lines; None brings them back."""
        if self.greeting is not None:
            self.greeting.hide()
            self.greeting.deleteLater()
        self.greeting = greeting
        layout = self.blank.layout()
        if greeting is not None and layout is not None:
            layout.addWidget(greeting)
        self.empty.setVisible(greeting is None)

    def open_at(self, anchor: QPoint | None, *, place: bool) -> None:
        """Show the window and give it the keyboard: at ``anchor`` (the icon), centred where that is not known.

        ``place``: the desktop lets us place windows, and this is not the first one that it ever shows of us.
        """
        if not self.isVisible():
            self.set_floating(place)
            self._shown_at = self._monotonic()
        if not self.isVisible() and place:
            screen = QGuiApplication.screenAt(anchor or QCursor.pos()) or QGuiApplication.primaryScreen()
            free = screen.availableGeometry()
            box = Box(free.x(), free.y(), free.width(), free.height())
            size = fitting((self.sheet_size.width(), self.sheet_size.height()), box)
            self.resize_sheet(QSize(*size))
            spot = beside((anchor.x(), anchor.y()), size, box) if anchor is not None else centred(size, box)
            self.move(QPoint(*spot) - QPoint(self.shadow_room, self.shadow_room))
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.composer.setFocus()
        if place:
            for later in FRAME_KNOWN_MS:
                QTimer.singleShot(later, self, self._keep_inside)

    def _keep_inside(self) -> None:
        """The window manager's frame is known only some time after the window shows; it must be whole there too."""
        room = self.shadow_room
        frame, free = self.frameGeometry().adjusted(room, room, -room, -room), self.screen().availableGeometry()
        box = Box(free.x(), free.y(), free.width(), free.height())
        spot = clamped((frame.x(), frame.y()), (frame.width(), frame.height()), box)
        if self.isVisible() and spot != (frame.x(), frame.y()):
            self.move(spot[0] - room, spot[1] - room)

    def click_on_icon(self) -> Literal["show", "hide", "nothing"]:
        """What a click on the tray's icon does now."""
        now = self._monotonic()
        return click_does(
            visible=self.isVisible() and not self.isMinimized(),
            in_front=self.floats or self.isActiveWindow(),
            shown_ago=now - self._shown_at,
            left_ago=now - self._left_at,
        )

    def _hide_unless_kept(self) -> None:
        """The keyboard went to another program: hide, but not from under somebody who is in the middle of something.

        Whoever is greeted fetches a key elsewhere; an input method has windows of its own. An answer that runs goes on.
        """
        if self.menu.on_top.isChecked() or self.greeting is not None or self.composer.composing:
            return
        self._left_at = self._monotonic()
        self.hide()

    def _move_along(self) -> None:
        """A sheet that is kept on top has no title bar to be moved by."""
        if self.floats and self.menu.on_top.isChecked():
            self.windowHandle().startSystemMove()

    def _next_part(self, *, back: bool = False) -> None:
        """The keyboard goes from the head to the transcript, to the composer, and around."""
        inside = self.pages.findChildren(QWidget)
        tab = Qt.FocusPolicy.TabFocus
        first = next((one for one in inside if one.isVisible() and one.focusPolicy() & tab and one.isEnabled()), None)
        parts = [part for part in (self.model, first, self.composer) if part is not None]
        holders: tuple[QWidget, ...] = (self.header, self.pages, self.box)
        now = self.focusWidget()
        at = next((at for at, one in enumerate(holders) if one.isAncestorOf(now)), len(holders) - 1)
        if first is None and at == len(holders) - 1:
            at = len(parts) - 1
        parts[(at + (-1 if back else 1)) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _pinned(self, on: bool) -> None:
        visible = self.isVisible()
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        if visible:
            self.show()
        self._tell_size()

    def _tell_size(self) -> None:
        self._remember(self.sheet_size.width(), self.sheet_size.height(), self.menu.on_top.isChecked())

    # ------------------------------------------------------------ Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        if event.key() == Qt.Key.Key_Escape:
            if self.answering:
                self.stop()
            else:
                self.hide()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().isValid() and self.isVisible():
            self._size_settled.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._watch(True)
        self.show_snapshot(snapshot_of(self._bridge))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._watch(False)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing hides. A refused close would keep the whole program from quitting while two windows are open."""
        super().closeEvent(event)
        self.closed.emit()

    def _watch(self, watching: bool) -> None:
        """While the window is open the bridge looks at the cluster every second."""
        if watching != self._watching:
            self._watching = watching
            self._bridge.watched(watching)


def _troubles(snapshot: Snapshot) -> list[str]:
    """What is wrong with this machine, and the next step where nobody can answer: an empty window is no dead end."""
    lines = [tr(trouble) for trouble in (snapshot.keyring, snapshot.settings, snapshot.history) if trouble]
    if snapshot.state == "offline":
        lacks_key = any(one.enabled and one.health == "no_key" for one in snapshot.providers)
        lines.append(
            tr("Start Exo, or enter a key in the settings.")
            if lacks_key
            else tr("The settings say what can be done: Diagnostics.")
        )
    return lines
