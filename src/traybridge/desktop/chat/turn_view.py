"""One question with its answer: the bubble, the waiting line, the text, what went wrong, where it came from."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from traybridge.core.chat import ChatEvent, Chunk, Progress
from traybridge.core.conversation import Turn, TurnState
from traybridge.core.ending import ending_words
from traybridge.core.i18n import Text
from traybridge.core.model_names import model_name
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.describe import TINY_NOTE, source_lines
from traybridge.core.presentation.route_stops import Owner, owner_of
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.presentation.waiting import SHOWN_AFTER_SECONDS, failed_so_far, waiting, way_out
from traybridge.desktop.chat.answer import AnswerView
from traybridge.desktop.chat.live_line import LiveLine
from traybridge.desktop.chat.provenance_view import ProvenanceView, label_of
from traybridge.desktop.chat.question import QuestionBubble
from traybridge.desktop.chat.waiting_view import FILLS, WaitingView
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.labels import Words, note
from traybridge.desktop.widgets.system_palette import note_font, warning

SECOND_MS = 1000
QUESTION_BELOW, PARTS_BETWEEN = 14, 10
_MAY_PASS = frozenset({Outcome.TRANSIENT, Outcome.RATE})


class TurnView(QWidget):
    """Follow a turn; ``again`` asks the same question once more, of a provider or of all ("") in their order, ``go_on``
    asks for the rest of a broken answer, ``ask`` asks one provider alone.
    """

    def __init__(
        self,
        turn: Turn,
        *,
        providers: Callable[[], tuple[ProviderStatus, ...]],
        again: Callable[[Turn, str], None],
        go_on: Callable[[Turn], None],
        ask: Callable[[Turn, str], None],
        explain_tiny: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.turn = turn
        self._providers = providers
        self._again = again
        self._go_on = go_on
        self._ask_one = ask
        self._explain_tiny = explain_tiny
        self._seconds = 0
        self._asked = self._name_of_asked = self._model = ""
        self._owner: Owner = "cloud"
        self._shown: tuple[object, ...] = ()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._kind, self._kind_began = "", 0.0
        self._build()
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND_MS)
        self._tick.timeout.connect(self._second)
        self._tick.start()
        QTimer.singleShot(round(1000 * SHOWN_AFTER_SECONDS), self, self._follow)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(QUESTION_BELOW)
        whole.addWidget(QuestionBubble(self.turn.question, self))
        self._layout = QVBoxLayout()
        self._layout.setSpacing(PARTS_BETWEEN)
        whole.addLayout(self._layout)
        self.answer = AnswerView(self)
        self.answer.hide()
        self.waiting = WaitingView(self._ask, self)
        self.live = LiveLine(self)
        for part in (self.waiting, self.answer, self.live):
            self._layout.addWidget(part)

    def take(self, event: ChatEvent | None) -> None:
        """Show one event of the stream; None = it is over."""
        match event:
            case Chunk():
                self._model = event.model or self._model
                if text := event.text or event.refusal:
                    self.answer.show()
                    # The program's own words are in the person's language; a model's stay as they are.
                    self.answer.add(tr(text) if isinstance(text, Text) else text)
                if self.turn.ending is None:
                    self._follow_chunk()
                else:
                    self._show_whole()
            case Progress():
                self._take_progress(event)
                self._follow()
            case None:
                self._ended()

    def _take_progress(self, progress: Progress) -> None:
        self._model = progress.model or self._model
        if progress.provider != self._asked:
            self._asked = progress.provider
            asked = next((one for one in self._providers() if one.id == self._asked), None)
            self._name_of_asked = asked.label if asked is not None else self._asked
            self._owner = owner_of(asked) if asked is not None else "cloud"

    def _follow_chunk(self) -> None:
        """Chunks come a hundred times a second: only what changes with them is looked at."""
        shown = (self.answer.begun, self._model, self.turn.state)
        if shown != self._shown:
            self._shown = shown
            self._follow()

    def _second(self) -> None:
        self._seconds += 1
        self._follow()

    def _follow(self) -> None:
        """Show what happens now: waiting, thinking or writing."""
        over = self.turn.ended or self.turn.ending is not None
        writes = not over and self.turn.state is TurnState.ANSWERING
        waits = not over and not writes and self._passed >= SHOWN_AFTER_SECONDS
        self.answer.stream_as(FILLS[self._owner] if writes and self.answer.begun else "")
        self.live.say(self._live_words() if writes else "", self._owner)
        if waits:
            self._show_waiting()
        else:
            self.waiting.hide()

    @property
    def _passed(self) -> float:
        """Seconds since the question."""
        return self._clock.elapsed() / 1000

    def _show_waiting(self) -> None:
        progress, statuses = self.turn.progress, self._providers()
        kind = progress.kind if progress is not None else ""
        if kind != self._kind:
            self._kind, self._kind_began = kind, self._passed
        since = self._passed - self._kind_began
        label = label_of(statuses)
        other = way_out(progress, statuses)
        self.waiting.show_waiting(
            waiting(progress, label, seconds=self._seconds, since=since),
            None if progress is None else self._owner,
            failed=failed_so_far(self.turn.attempts, label) if progress is not None else "",
            way_out=("", "") if other is None else (other.id, other.label),
        )

    def _live_words(self) -> str:
        """Who writes, with which model; how long it has been thinking while there is no word yet."""
        if not self.answer.begun:
            return tr("Thinking, {seconds} s", seconds=max(1, round(self._passed)))
        parts = (self._name_of_asked, model_name(self._model))
        return " · ".join(part for part in parts if part)

    def _name(self, provider_id: str) -> str:
        return label_of(self._providers())(provider_id)

    def _show_whole(self) -> None:
        """Nothing more of the answer is expected, though what it cost may still be."""
        self._tick.stop()
        self._follow()
        self.answer.finish()
        self.answer.setVisible(self.answer.begun)

    def _ended(self) -> None:
        self._show_whole()
        if self.turn.error is not None:
            self._show_error(tr(self.turn.error.title), tr(self.turn.error.hint))
        elif self.turn.state is TurnState.STOPPED:
            self._layout.addWidget(note(tr("Stopped."), self))
        elif self.turn.ending is not None and (words := ending_words(self.turn.ending)):
            self._layout.addWidget(note(tr(words), self))
        if self.turn.sources:
            self._layout.addWidget(note("\n".join(source_lines(self.turn.sources)), self))
        provenance = self.turn.provenance
        if provenance is not None and (provenance.provider or provenance.attempts or provenance.skipped):
            self._layout.addWidget(ProvenanceView(provenance, self._providers, self._ask, self))
            if provenance.tiny and self._explain_tiny:
                self._layout.addWidget(note(tr(TINY_NOTE), self))

    def _ask(self, provider: str) -> None:
        self._ask_one(self.turn, provider)

    def _show_error(self, title: str, hint: str) -> None:
        what = Words(title, self, colour=warning)
        self._layout.addWidget(what)
        if hint:
            self._layout.addWidget(note(hint, self))
        row = QHBoxLayout()
        if self.turn.state is TurnState.INTERRUPTED:
            row.addWidget(self._button(tr("Continue"), self._go_on))
        asked = self._only_failure()
        words = tr("Ask {name} again", name=self._name(asked)) if asked else tr("Ask again")
        row.addWidget(self._button(words, lambda turn: self._again(turn, asked)))
        row.addStretch(1)
        self._layout.addLayout(row)

    def _only_failure(self) -> str:
        """The one provider that was asked and may do better the next time, "" where there is none or more than one."""
        failed = {one.provider for one in self.turn.attempts if one.outcome in _MAY_PASS}
        return failed.pop() if len(failed) == 1 else ""

    def _button(self, text: str, run: Callable[[Turn], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setFont(note_font(button.font()))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run(self.turn))
        return button
