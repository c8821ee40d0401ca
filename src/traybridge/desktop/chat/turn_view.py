"""One question with its answer: the bubble, the waiting line, the text, what went wrong, where it came from."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from traybridge.core.chat import ChatEvent, Chunk, Progress
from traybridge.core.conversation import Turn, TurnState
from traybridge.core.ending import ending_words
from traybridge.core.i18n import Text
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.describe import TINY_NOTE, queue_words, source_lines
from traybridge.core.presentation.status import ProviderStatus
from traybridge.desktop.chat.answer import AnswerView
from traybridge.desktop.chat.provenance_view import ProvenanceView
from traybridge.desktop.chat.question import QuestionBubble
from traybridge.desktop.error_text import begun
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.labels import Words, note
from traybridge.desktop.widgets.system_palette import GRID, note_font, warning

SECOND_MS = 1000
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
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID)
        self._layout.addWidget(QuestionBubble(turn.question, self))
        self.answer = AnswerView(self)
        self.answer.hide()
        self._layout.addWidget(self.answer)
        self.waiting = note("", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(GRID // 2)
        self.bar.hide()
        self._layout.addWidget(self.waiting)
        self._layout.addWidget(self.bar)
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND_MS)
        self._tick.timeout.connect(self._second)
        self._tick.start()
        self._show_waiting()

    def take(self, event: ChatEvent | None) -> None:
        """Show one event of the stream; None = it is over."""
        match event:
            case Chunk():
                if text := event.text or event.refusal:
                    self.answer.show()
                    # The program's own words are in the person's language; a model's stay as they are.
                    self.answer.add(tr(text) if isinstance(text, Text) else text)
                if self.turn.ending is None:
                    self._show_waiting()
                else:
                    self._show_whole()
            case Progress():
                self._show_waiting()
            case None:
                self._ended()

    def _second(self) -> None:
        self._seconds += 1
        self._show_waiting()

    def _show_waiting(self) -> None:
        if (
            self.turn.ended
            or self.turn.ending is not None
            or (self.turn.state is TurnState.ANSWERING and self.answer.text)
        ):
            self.waiting.hide()
            self.bar.hide()
            return
        self.waiting.setText(self._waiting_words())
        progress = self.turn.progress
        moving = progress is not None and progress.kind in {"loading", "prefill"} and progress.total > 0
        self.bar.setVisible(moving)
        if moving and progress is not None:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * min(1.0, progress.done / progress.total)))

    def _waiting_words(self) -> str:
        words = self._what_happens()
        if self._seconds > 1:
            words = tr("{what} {seconds} s", what=words, seconds=self._seconds)
        if self.turn.reasoning or self.turn.progress is None:
            return words
        failed = dict.fromkeys(
            tr("{name}: {what}", name=self._name(one.provider), what=one.reason)
            for one in self.turn.attempts
            if one.reason
        )
        return "\n".join(line for line in (words, "; ".join(failed)) if line)

    def _name(self, provider_id: str) -> str:
        return next((one.label for one in self._providers() if one.id == provider_id), provider_id)

    def _what_happens(self) -> str:
        progress = self.turn.progress
        if self.turn.reasoning:
            return tr("Thinking…")
        if progress is None:
            return tr("Looking who can answer…")
        name = self._name(progress.provider)
        share = progress.done / progress.total if progress.total else None
        match progress.kind:
            case "loading" if share is None:
                return tr("{name} is loading the model…", name=name)
            case "loading":
                return tr("{name} is loading the model {share:.0%}…", name=name, share=share)
            case "prefill" if share is None:
                return tr("{name} is reading…", name=name)
            case "prefill" if progress.done == 0:
                return tr("{name} is reading {tokens:.0f} tokens…", name=name, tokens=progress.total)
            case "prefill":
                return tr("{name} is reading {share:.0%}…", name=name, share=share)
            case "queued" if progress.done:
                return f"{begun(tr(queue_words(name, round(progress.done))))}…"
            case "waiting":
                return tr(
                    "{name}: {reason}. Asking again in {seconds:.0f} s…",
                    name=name,
                    reason=progress.text,
                    seconds=progress.total,
                )
            case _:
                return tr("Asking {name}…", name=name)

    def _show_whole(self) -> None:
        """Nothing more of the answer is expected, though what it cost may still be."""
        self._tick.stop()
        self._show_waiting()
        self.answer.finish()
        self.answer.setVisible(bool(self.answer.text))

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
