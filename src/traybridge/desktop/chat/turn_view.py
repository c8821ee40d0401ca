"""One question with its answer: the bubble, the waiting line, the text, what went wrong, where it came from."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from traybridge.core.chat import ChatEvent, Chunk, Progress
from traybridge.core.conversation import Turn, TurnState
from traybridge.core.ending import ending_words
from traybridge.core.errors import ChatFailed, NoRoute, Refused, TrayBridgeError
from traybridge.core.i18n import Text
from traybridge.core.model_names import model_name
from traybridge.core.models import AUTO
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.cures import cures
from traybridge.core.presentation.describe import TINY_NOTE, source_lines
from traybridge.core.presentation.provenance_card import missing_cluster
from traybridge.core.presentation.route_stops import Owner, owner_of
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.presentation.waiting import SHOWN_AFTER_SECONDS, failed_so_far, waiting, way_out
from traybridge.desktop.chat.answer import AnswerView
from traybridge.desktop.chat.answer_actions import AnswerActions, announce
from traybridge.desktop.chat.failure_view import FailureView
from traybridge.desktop.chat.live_line import LiveLine
from traybridge.desktop.chat.provenance_view import ProvenanceView, label_of
from traybridge.desktop.chat.question import QuestionBubble
from traybridge.desktop.chat.seam import Seam
from traybridge.desktop.chat.waiting_view import FILLS, WaitingView
from traybridge.desktop.error_text import sentence
from traybridge.desktop.language import tr
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.label import Label
from traybridge.desktop.widgets.note_box import NoteBox
from traybridge.desktop.widgets.sizes import BETWEEN

SECOND_MS = 1000
QUESTION_BELOW, PARTS_BETWEEN = 14, 10
_MAY_PASS = frozenset({Outcome.TRANSIENT, Outcome.RATE})


class TurnView(QWidget):
    """Follow a turn; ``again`` asks the same question once more, of a provider or of all ("") in their order, ``go_on``
    asks for the rest of a broken answer, of a provider or of all; ``ask`` asks one provider alone. ``previous`` is the
    turn above, ``open_settings`` and ``switch_on`` cure what kept a provider from answering.
    """

    def __init__(
        self,
        turn: Turn,
        *,
        providers: Callable[[], tuple[ProviderStatus, ...]],
        again: Callable[[Turn, str], None],
        go_on: Callable[[Turn, str], None],
        ask: Callable[[Turn, str], None],
        explain_tiny: bool,
        previous: "TurnView | None" = None,
        open_settings: Callable[[str], None] | None = None,
        switch_on: Callable[[str], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.turn = turn
        self._providers = providers
        self._again = again
        self._go_on = go_on
        self._ask_one = ask
        self._explain_tiny = explain_tiny
        self._open_settings, self._switch_on = open_settings, switch_on
        self.absent: str = previous.absent if previous is not None else ""
        self._failure: FailureView | None = None
        self.answer_actions: AnswerActions | None = None
        if previous is not None:
            previous.step_back()
        self._seconds = 0
        self._asked = self._name_of_asked = self._model = ""
        self._owner: Owner = "cloud"
        self._shown: tuple[object, ...] = ()
        self._has_begun = False
        self._clock = QElapsedTimer()
        self._clock.start()
        self._kind, self._kind_began = "", 0.0
        self._build()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._second)
        self._tick.start(SECOND_MS)
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
        if progress.provider and progress.provider != self._asked:
            self._asked = progress.provider
            asked = next((one for one in self._providers() if one.id == self._asked), None)
            self._name_of_asked = asked.label if asked is not None else self._asked
            self._owner = owner_of(asked) if asked is not None else "cloud"

    def _follow_chunk(self) -> None:
        """Chunks come a hundred times a second: only what changes with them is looked at."""
        if self.turn.state is TurnState.ANSWERING and not self._has_begun:
            self._has_begun = True
            self._show_absence()
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
        if self.turn.sources:
            self._layout.addWidget(self._note("\n".join(source_lines(self.turn.sources))))
        if self.turn.state is TurnState.FAILED:  # what to do goes before how it came
            self._show_end()
        provenance = self.turn.provenance
        if provenance is not None and (provenance.provider or provenance.attempts or provenance.skipped):
            self._layout.addWidget(ProvenanceView(provenance, self._providers, self._ask, self))
            if provenance.tiny and self._explain_tiny:
                self._layout.addWidget(self._note(tr(TINY_NOTE)))
            if provenance.provider and self.turn.error is None:
                announce(self, tr("Answered by {whom}", whom=self._name(provenance.provider)))
        if self.turn.state is not TurnState.FAILED:
            self._show_end()
        if self.answer.begun and self.turn.state is not TurnState.INTERRUPTED:
            self.answer_actions = AnswerActions(lambda: self.turn.answer, lambda: self._again(self.turn, ""), self)
            self._layout.addWidget(self.answer_actions)

    def _show_end(self) -> None:
        """What is to be said about how it ended, if it did not end well."""
        if self.turn.error is not None:
            announce(self, tr(self.turn.error.title), urgent=True)
            if self.turn.state is TurnState.INTERRUPTED:
                self._show_seam(self.turn.error)
            else:
                self._show_failure(self.turn.error)
        elif self.turn.state is TurnState.STOPPED:
            self._layout.addWidget(self._note(tr("Stopped.")))
        elif self.turn.ending is not None and (words := ending_words(self.turn.ending)):
            self._layout.addWidget(self._note(tr(words)))

    def step_back(self) -> None:
        """A question stands below this one: what belongs to the last answer goes."""
        if self.answer_actions is not None:
            self.answer_actions.hide()
        if self._failure is not None:
            self._failure.stop_counting()

    def _note(self, words: str) -> Label:
        return Label(words, "note", "", self)

    def _ask(self, provider: str) -> None:
        self._ask_one(self.turn, provider)

    def _show_absence(self) -> None:
        """Above the first answer from the cloud since Exo cannot: that it is the cloud's, and why."""
        statuses = self._providers()
        missing = missing_cluster(self.turn.attempts, self._asked, statuses) if self.turn.model == AUTO else None
        before, self.absent = self.absent, missing[0].id if missing is not None else ""
        if missing is not None and before != self.absent:
            cluster, reason = missing
            lead = tr("{name} answers.", name=self._name_of_asked)
            text = sentence(tr("{name} cannot: {reason}", name=cluster.label, reason=reason))
            self._layout.insertWidget(0, NoteBox("cloud", text, self, lead=lead))
            announce(self, f"{lead} {text}")

    def _show_seam(self, error: TrayBridgeError) -> None:
        causes = error.causes if isinstance(error, ChatFailed) else ()
        reason = causes[-1].title if causes else error.title
        self._layout.addWidget(Seam(tr("Broke off here: {reason}", reason=reason), self))
        broken = self.turn.provenance.provider if self.turn.provenance is not None else None
        other = next((one for one in self._providers() if one.usable and one.id != broken), None)
        words = tr("Continue with {name}", name=other.label) if other is not None else tr("Continue")
        goes_to = other.id if other is not None else ""
        self._layout.addLayout(
            self._buttons(Button(words, "primary", self), lambda: self._go_on(self.turn, goes_to), self._ask_again())
        )

    def _show_failure(self, error: TrayBridgeError) -> None:
        provenance = self.turn.provenance
        rows = cures(provenance, self._providers()) if provenance is not None and not isinstance(error, Refused) else ()
        if not rows:
            self._layout.addWidget(NoteBox("bad", tr(error.hint), self, lead=sentence(error.title)))
            self._layout.addLayout(self._buttons(*self._ask_again()))
            return
        named = isinstance(error, NoRoute) and self.turn.model != AUTO
        self._failure = FailureView(
            sentence(error.title) if named else tr("Nobody could answer."),
            rows,
            ask=lambda provider: self._again(self.turn, provider),
            switch_on=self._switch_on,
            open_settings=self._open_settings,
            parent=self,
        )
        self._layout.addWidget(self._failure)

    def _ask_again(self) -> tuple[Button, Callable[[], None]]:
        asked = self._only_failure()
        words = tr("Ask {name} again", name=self._name(asked)) if asked else tr("Ask again")
        return Button(words, "plain", self), lambda: self._again(self.turn, asked)

    def _only_failure(self) -> str:
        """The one provider that was asked and may do better the next time, "" where there is none or more than one."""
        failed = {one.provider for one in self.turn.attempts if one.outcome in _MAY_PASS}
        return failed.pop() if len(failed) == 1 else ""

    def _buttons(
        self, first: Button, run: Callable[[], None], second: tuple[Button, Callable[[], None]] | None = None
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(BETWEEN)
        for button, does in ((first, run), *((second,) if second is not None else ())):
            button.clicked.connect(does)
            row.addWidget(button)
        row.addStretch(1)
        return row
