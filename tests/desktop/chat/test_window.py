"""The chat window as a person uses it: type, Enter, read, stop, ask again."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QCloseEvent, QColor, QKeySequence, QPalette, QTextBlock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QProgressBar, QPushButton
from tests.core.fakes import Event, FakeProvider, answer, catalogue, factory, row

from traybridge.core.bridge import Bridge
from traybridge.core.chat import Chunk, Progress
from traybridge.core.clock import SystemClock
from traybridge.core.config import Config
from traybridge.core.ending import Ending
from traybridge.core.errors import Handling, ProviderFailed, StreamBroken, Unreachable
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.core.provenance import Attempt
from traybridge.core.tasks import TaskOwner
from traybridge.desktop.application import run
from traybridge.desktop.chat.answer import AnswerView
from traybridge.desktop.chat.chat_menu import ChatMenu
from traybridge.desktop.chat.composer import Composer
from traybridge.desktop.chat.provenance_line import ProvenanceLine
from traybridge.desktop.chat.provenance_view import ProvenanceView
from traybridge.desktop.chat.question import QuestionBubble
from traybridge.desktop.chat.window import ChatWindow
from traybridge.desktop.widgets.note_box import NoteBox
from traybridge.desktop.widgets.system_palette import READABLE, contrast
from traybridge.desktop.widgets.theme import theme


class Room:
    """A window over a bridge with two fake providers: an Exo that is down, and a cloud that plays scripts."""

    def __init__(self, window: ChatWindow, cloud: FakeProvider, sizes: list[tuple[int, int, bool]]) -> None:
        self.window = window
        self.cloud = cloud
        self.sizes = sizes

    def words(self) -> list[str]:
        """Every label that can be seen, from top to bottom, then where the answers came from."""
        bubbles = [one.words.toPlainText() for one in self.window.pages.findChildren(QuestionBubble)]
        labels = self.window.pages.findChildren(QLabel)
        lines = [one.words for one in self.window.pages.findChildren(ProvenanceLine)]
        return bubbles + [label.text() for label in labels if label.isVisible() and label.text()] + lines

    def answers(self) -> list[str]:
        return [view.answer.toPlainText() for view in self.window.turns]

    def type(self, text: str) -> None:
        QTest.keyClicks(self.window.composer, text)
        QTest.keyClick(self.window.composer, Qt.Key.Key_Return)

    async def answered(self) -> None:
        async with asyncio.timeout(30):
            while self.window.answering:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.06)

    async def until_said(self, *beginnings: str) -> None:
        """Wait until lines that begin so are seen."""
        async with asyncio.timeout(30):
            while not all(any(line.startswith(one) for line in self.words()) for one in beginnings):
                await asyncio.sleep(0.02)

    def button(self, text: str) -> QPushButton:
        return next(one for one in self.window.findChildren(QPushButton) if one.text() == text and one.isVisible())


def use(qapp: QApplication, scene: Callable[[Room], Awaitable[None]], *scripts: list[Event]) -> None:
    async def main(_stop: asyncio.Event) -> int:
        errors: list[BaseException] = []
        cloud = FakeProvider(*scripts)
        cloud.catalogue = catalogue("big")
        exo = FakeProvider(answer())
        exo.reading = Unreachable("Nothing answers at 127.0.0.1:52415", refused=True)
        rows = (row("exo", kind="exo", model="", name="Exo"), row("cloud", name="Cloud", model="big"))
        config = Config(providers=rows).with_provider_enabled("embedded", False)
        sizes: list[tuple[int, int, bool]] = []
        async with TaskOwner("test", lambda _name, error: errors.append(error)) as tasks:
            build = factory({"exo": exo, "cloud": cloud})
            bridge = Bridge(config, build=build, clock=SystemClock(), tasks=tasks)
            await bridge.start()
            window = ChatWindow(bridge, tasks, remember=lambda *values: sizes.append(values))
            window.open_at(None, place=False)
            await bridge.refresh()
            await scene(Room(window, cloud, sizes))
            window.stop()
            await asyncio.sleep(0)
            window.deleteLater()
        assert errors == []
        return 0

    assert run(qapp, main) == 0


def test_enter_sends_and_the_answer_streams_in_with_its_origin(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("What is the capital of France?")
        await room.answered()
        assert room.answers() == ["Paris"]
        assert room.window.composer.toPlainText() == ""
        words = room.words()
        assert words[0] == "What is the capital of France?"
        assert any(line.startswith("Cloud · big · ") for line in words)
        assert any("Exo: Nothing answers at 127.0.0.1:52415" in line for line in words)
        (origin,) = room.window.findChildren(ProvenanceView)
        assert origin.card is None
        origin.line.click()
        assert origin.card is not None
        assert origin.card.isVisible()
        assert "Why not Exo?" in room.words()
        origin.line.click()
        assert not origin.card.isVisible()

    use(qapp, scene, answer("Paris"))


def test_what_is_written_last_is_read_before_its_cost_is_known(qapp: QApplication):
    """A host may tell the cost seconds after the end: nobody waits for it, to read or to ask on."""
    late = asyncio.Event()

    async def scene(room: Room) -> None:
        room.type("one")
        async with asyncio.timeout(5):
            while room.answers() != ["Paris"] or room.window.answering:
                await asyncio.sleep(0.01)
        assert room.window.send.text() == "Send"
        assert not late.is_set()
        room.type("two")
        await room.answered()
        assert room.answers() == ["Paris", "again"]
        late.set()

    use(qapp, scene, [Chunk(text="Paris", ended=Ending.COMPLETE), late], answer("again"))


def test_shift_enter_breaks_the_line_and_a_blank_message_is_not_sent(qapp: QApplication):
    async def scene(room: Room) -> None:
        composer = room.window.composer
        QTest.keyClicks(composer, "one")
        QTest.keyClick(composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClicks(composer, "two")
        assert composer.toPlainText() == "one\ntwo"
        composer.setPlainText("  \n ")
        QTest.keyClick(composer, Qt.Key.Key_Return)
        assert room.window.turns == ()
        assert room.cloud.requests == []

    use(qapp, scene, answer())


def test_several_turns_carry_what_was_said_before(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("one")
        await room.answered()
        room.type("two")
        await room.answered()
        request, model = room.cloud.requests[-1]
        assert [(message.role, message.text) for message in request.messages] == [
            ("user", "one"),
            ("assistant", "first"),
            ("user", "two"),
        ]
        assert model == "big"
        room.window.new_chat()
        room.type("three")
        await room.answered()
        assert len(room.cloud.requests[-1][0].messages) == 1

    use(qapp, scene, answer("first"), answer("second"))


def test_stop_keeps_what_has_come_and_closes_the_stream(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("long")
        await room.cloud.asked.wait()
        await asyncio.sleep(0.1)
        room.button("Stop").click()
        await room.answered()
        assert room.answers() == ["The beginning"]
        assert "Stopped." in room.words()
        assert room.cloud.closed_streams == 1
        assert room.window.send.text() == "Send"

    use(qapp, scene, [Chunk(text="The beginning"), asyncio.Event()])


def test_a_broken_answer_is_kept_and_its_rest_is_asked_for_in_a_turn_of_its_own(qapp: QApplication):
    """Two answers are never spliced."""

    async def scene(room: Room) -> None:
        room.type("question")
        await room.answered()
        assert room.answers() == ["Half"]
        assert any("Broke off here: reset" in line for line in room.words())
        room.button("Continue").click()
        await room.answered()
        assert room.answers() == ["Half", "the rest"]
        assert [message.role for message in room.cloud.requests[-1][0].messages] == ["user", "assistant", "user"]

    use(qapp, scene, [Chunk(text="Half"), StreamBroken("reset")], answer("the rest"))


def test_a_failure_says_what_happened_and_what_to_do_and_can_be_asked_again(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("question")
        await room.answered()
        words = room.words()
        assert "HTTP 402: no money. Pay." in words
        room.button("Ask Cloud again").click()
        await room.answered()
        assert room.answers()[-1] == "now"

    broke = ProviderFailed("HTTP 402: no money", "Pay.", handling=Handling(counted=True))
    use(qapp, scene, [broke], answer("now"))


def test_that_the_cloud_answers_in_exos_place_is_told_once_an_absence(qapp: QApplication):
    async def scene(room: Room) -> None:
        for question in ("one", "two"):
            room.type(question)
            await room.answered()
        notes = [one.words.text() for one in room.window.pages.findChildren(NoteBox)]
        assert notes == ["Cloud answers. Exo cannot: Nothing answers at 127.0.0.1:52415."]
        assert [view.absent for view in room.window.turns] == ["exo", "exo"]

    use(qapp, scene, answer("first"), answer("second"))


def test_only_the_last_answer_offers_what_can_be_done_with_it(qapp: QApplication):
    async def scene(room: Room) -> None:
        for question in ("one", "two"):
            room.type(question)
            await room.answered()
        shown = [one.answer_actions is not None and one.answer_actions.isVisible() for one in room.window.turns]
        assert shown == [False, True]

    use(qapp, scene, answer("first"), answer("second"))


def test_waiting_shows_who_is_asked_and_how_far_it_is(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("question")
        await room.until_said("Cloud is reading", "3 of 10 tokens")
        bar = next(bar for bar in room.window.findChildren(QProgressBar) if bar.isVisible())
        assert bar.value() == 300

    use(qapp, scene, [Progress("prefill", "cloud", done=3, total=10), asyncio.Event()])


def test_who_does_not_want_to_wait_asks_somebody_else(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("question")
        await room.until_said("Cloud is loading")
        assert room.window.turns[0].waiting.way_out.isHidden(), "nobody else could answer"
        view = room.window.turns[0]
        view._ask("cloud")
        async with asyncio.timeout(30):
            while room.window.answering or len(room.window.turns) == 1:
                await asyncio.sleep(0.01)
        assert room.answers() == ["", "now"]
        assert room.cloud.closed_streams >= 1

    use(qapp, scene, [Progress("loading", "cloud", done=3, total=10), asyncio.Event()], answer("now"))


@pytest.mark.parametrize(("place", "words"), [(3, "Third in Cloud's queue"), (0, "Asking Cloud")])
def test_a_place_in_the_queue_is_told(qapp: QApplication, place: int, words: str):
    async def scene(room: Room) -> None:
        room.type("question")
        await room.until_said(words)

    use(qapp, scene, [Progress("queued", "cloud", done=place), asyncio.Event()])


def test_waiting_names_who_has_failed_as_people_know_him(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("question")
        await room.cloud.asked.wait()
        view = room.window.turns[0]
        view.turn.attempts.append(Attempt("exo", "m", Outcome.TRANSIENT, 0.1, None, "the connection broke"))
        view.take(Progress("prefill", "cloud", done=4, total=10))
        await room.until_said("Exo: the connection broke")

    use(qapp, scene, [Progress("prefill", "cloud", done=3, total=10), asyncio.Event()])


def test_what_is_wrong_with_this_machine_stands_in_the_empty_window(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.window.show_snapshot(Snapshot("cloud", (), keyring="keyring locked", history="The history was damaged"))
        assert any("keyring locked\nThe history was damaged" in line for line in room.words())

    use(qapp, scene, answer())


@pytest.mark.parametrize(
    ("health", "step"),
    [
        ("no_key", "Start Exo, or enter a key in the settings."),
        ("quota", "The settings say what can be done: Diagnostics."),
    ],
)
def test_where_nobody_can_answer_a_key_is_asked_for_only_where_one_is_missing(
    qapp: QApplication, health: str, step: str
):
    one = ProviderStatus(
        "cloud", "Cloud", "openai", enabled=True, health=health, reason="why", usable=False, local=False
    )

    async def scene(room: Room) -> None:
        room.window.show_snapshot(Snapshot("offline", (one,)))
        assert any(line.endswith(step) for line in room.words())
        assert [stop.accessibleName() for stop in room.window.empty.route.stops] == ["Cloud, why"]

    use(qapp, scene, answer())


def test_a_model_is_chosen_from_the_list_or_typed_and_asked_for(qapp: QApplication):
    async def scene(room: Room) -> None:
        button = room.window.model
        button.click()
        assert button.picker is not None
        assert [row.title for row in button.picker.list.rows] == ["Auto", "Cloud", "big"]
        button.picker.list.opened.emit("cloud/big")
        assert (button.chosen, button.title) == ("cloud/big", "big")
        room.window.show_snapshot(room.window.snapshot())
        assert button.chosen == "cloud/big"
        button.click()
        QTest.keyClicks(button.picker.field.line, "some/model")
        QTest.keyClick(button.picker.field.line, Qt.Key.Key_Return)
        assert button.chosen == "some/model"
        assert button.line == "Nobody can answer with this model"
        room.type("question")
        await room.answered()
        assert any("Nobody has the model “some/model”" in line for line in room.words())

    use(qapp, scene, answer())


def test_the_head_says_who_would_answer_and_who_does(qapp: QApplication):
    async def scene(room: Room) -> None:
        button = room.window.model
        assert button.line == "Cloud · big"
        assert button.accessibleName() == "Model: Auto. Cloud answers with big."
        room.type("long")
        await room.cloud.asked.wait()
        await asyncio.sleep(0.1)
        assert button.line == "Cloud is answering"
        room.window.stop()
        await room.answered()
        assert button.line == "Cloud · big"

    use(qapp, scene, [Progress("accepted", "cloud", status=200), Chunk(text="The beginning"), asyncio.Event()])


def test_the_head_has_a_line_only_while_something_is_behind_it(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.window.resize(360, 320)
        assert not room.window.header.scrolled
        room.type("question")
        await room.answered()
        bar = room.window.pages.verticalScrollBar()
        bar.setValue(bar.maximum())
        assert bar.maximum() > 0
        assert room.window.header.scrolled
        bar.setValue(0)
        assert not room.window.header.scrolled

    use(qapp, scene, answer("Paris\n\n" * 40))


def test_escape_hides_and_the_conversation_stays(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("question")
        await room.answered()
        QTest.keyClick(room.window, Qt.Key.Key_Escape)
        assert not room.window.isVisible()
        room.window.open_at(None, place=True)
        assert room.answers() == ["Paris"]

    use(qapp, scene, answer())


def test_html_and_links_in_an_answer_stay_text(qapp: QApplication):
    """An answer must not read files, load pictures or hide what it links to."""

    async def scene(room: Room) -> None:
        room.type("question")
        await room.answered()
        assert "<img src=" in room.answers()[0]

    use(qapp, scene, answer("<img src='file:///etc/passwd'> done"))


def test_20_000_tokens_are_drawn_in_frames(qapp: QApplication):
    """Not token by token: that froze the window for seconds."""
    words = [Chunk(text="word ") for _ in range(20_000)]

    async def scene(room: Room) -> None:
        room.type("question")
        async with asyncio.timeout(30):
            while room.window.answering:
                await asyncio.sleep(0.05)
        view = room.window.turns[0].answer
        assert len(view.text) == 100_000
        assert view.frames < 2_000

    use(qapp, scene, [*words, Chunk(finish_reason="stop", ended=Ending.COMPLETE)])


def test_the_size_is_remembered_when_it_settles(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.window.resize(500, 640)
        await asyncio.sleep(1.0)
        assert room.sizes[-1] == (500, 640, False)
        room.window.menu.on_top.setChecked(True)
        assert room.sizes[-1] == (500, 640, True)
        assert room.window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint

    use(qapp, scene, answer())


def test_a_new_colour_scheme_reaches_what_stands_there_already(qapp: QApplication):
    """Notes stay readable, and code and bubbles stand on the new background."""

    async def scene(room: Room) -> None:
        room.type("question")
        await room.answered()
        before = qapp.palette()
        try:
            qapp.setPalette(QPalette(QColor("#303036"), QColor("#1b1b1f")))
            assert theme().colours.dark
            await asyncio.sleep(0.05)
            view = room.window.turns[0]
            notes = [label for label in view.findChildren(QLabel) if label.text()]
            assert contrast(notes[0].palette().color(QPalette.ColorRole.WindowText), QColor("#1b1b1f")) >= READABLE
            bubble = view.findChild(QuestionBubble)
            assert bubble is not None
            assert bubble.grab().toImage().pixelColor(bubble.width() - 30, 4).name() == theme().colour("sunken").name()
            assert bubble.words.palette().color(QPalette.ColorRole.Text) == theme().colour("text")
        finally:
            qapp.setPalette(before)

    broke = ProviderFailed("HTTP 402: no money", "Pay.", handling=Handling(counted=True))
    use(qapp, scene, [broke])


def test_a_screen_reader_hears_the_question_and_who_answered(qapp: QApplication):
    def names(room: Room) -> list[str]:
        read = QAccessible.queryAccessibleInterface
        inside = room.window.pages
        shown = [*inside.findChildren(QLabel), *inside.findChildren(ProvenanceLine)]
        asked = [read(one.words) for one in inside.findChildren(QuestionBubble)]
        assert {one.text(QAccessible.Text.Name) for one in asked} == {"You wrote"}
        questions = [one.textInterface().text(0, one.textInterface().characterCount()) for one in asked]
        return questions + [read(one).text(QAccessible.Text.Name) for one in shown]

    async def scene(room: Room) -> None:
        room.type("What is it?")
        await room.answered()
        assert "What is it?" in names(room)
        assert any(name.startswith("Answered by Cloud · big · ") for name in names(room))
        room.window.new_chat()
        room.type("And now?")
        await room.answered()
        assert not any("Answered by no answer" in name for name in names(room))

    broke = ProviderFailed("HTTP 402: no money", "Pay.", handling=Handling(counted=True))
    use(qapp, scene, answer("Paris"), [broke])


def test_a_long_line_of_code_is_broken_because_there_is_no_bar_to_reach_its_end(qapp: QApplication):
    view = AnswerView()
    view.resize(300, 200)
    view.show()
    view.add("```\n" + "return load * (span - position) / span " * 5 + "\n```")
    view.finish()
    assert view.document().size().width() <= 300


def test_every_way_out_is_in_the_windows_own_menu(qapp: QApplication):
    """A desktop without a tray shows no other one."""
    done: list[object] = []
    around = QFrame()
    menu = ChatMenu(around, open_settings=done.append, local_only=done.append, quit_=lambda: done.append("quit"))
    for action in menu.actions():
        action.trigger()
    assert done == ["", True, "diagnostics", "quit"]
    around.show()
    menu.open_at(around.mapToGlobal(around.rect().center()))
    assert menu.isVisible()
    menu.hide()


def test_the_close_key_hides_the_window_and_a_quit_closes_it(qapp: QApplication):
    async def scene(room: Room) -> None:
        closed: list[bool] = []
        room.window.closed.connect(lambda: closed.append(True))
        QTest.keySequence(room.window, QKeySequence(QKeySequence.StandardKey.Close))
        assert not room.window.isVisible()
        room.window.show()
        event = QCloseEvent()
        qapp.sendEvent(room.window, event)
        assert event.isAccepted(), "a refused one keeps the program from quitting"
        assert closed == [True, True]

    use(qapp, scene, answer())


# ------------------------------------------------------------ in German


@pytest.mark.usefixtures("in_german")
def test_a_failure_and_its_origin_are_told_in_german(qapp: QApplication):
    async def scene(room: Room) -> None:
        assert room.window.send.text() == "Senden"
        assert room.window.composer.placeholderText() == "Fragen Sie etwas"
        room.type("Wie?")
        await room.answered()
        words = room.words()
        assert "HTTP 402: no money. Pay." in words, "what a host said stays as it was"
        assert any(line.startswith("Exo: nicht gefragt") for line in words + _folded(room))
        room.button("Cloud noch einmal fragen").click()
        await room.answered()
        assert room.answers()[-1] == "Paris"

    broke = ProviderFailed("HTTP 402: no money", "Pay.", handling=Handling(counted=True))
    use(qapp, scene, [broke], answer("Paris"))


@pytest.mark.usefixtures("in_german")
def test_waiting_is_told_in_german_with_its_share(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("Wie?")
        await room.until_said("Cloud liest", "3.000 von 10.000 Token")

    use(qapp, scene, [Progress("prefill", "cloud", done=3000, total=10_000), asyncio.Event()])


def _folded(room: Room) -> list[str]:
    """The whole of each answer's provenance, in words."""
    lines = [line for one in room.window.findChildren(ProvenanceView) for line in one.details.splitlines()]
    assert lines
    return lines


# ------------------------------------------------------------ from right to left


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """Windows as in Arabic or Hebrew."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(before)


def _blocks(view: AnswerView) -> list[QTextBlock]:
    found, block = [], view.document().begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def test_code_runs_from_left_to_right_whatever_the_window_does(qapp: QApplication):
    """A line that is only a comment in Hebrew would stand at the other side."""
    view = AnswerView()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.add("שלום\n\n```\nif x:\n# שלום\n}\n```\n\nEnglish")
    view.finish()
    sides = {block.text(): block.textDirection() for block in _blocks(view)}
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    assert sides == {"שלום": right, "if x:": left, "# שלום": left, "}": left, "English": left}


@pytest.mark.parametrize(("text", "at_right"), [("", True), ("42", True), ("מה?", True), ("What?", False)])
@pytest.mark.usefixtures("mirrored")
def test_the_composer_begins_where_its_text_does(text: str, at_right: bool):
    composer = Composer()
    composer.resize(300, composer.height())
    composer.show()
    composer.setPlainText(text)
    QApplication.processEvents()
    assert (composer.cursorRect().x() > composer.width() / 2) is at_right
    composer.setPlainText("")
    assert composer.cursorRect().x() > composer.width() / 2


@pytest.mark.parametrize(("question", "starts"), [("מה?", "right"), ("What?", "left"), ("42?", "right")])
@pytest.mark.usefixtures("mirrored")
def test_a_question_runs_as_its_letters_do_in_a_mirrored_window(qapp: QApplication, question: str, starts: str):
    async def scene(room: Room) -> None:
        room.window.composer.setPlainText(question)
        room.window.composer.submit()
        await room.answered()
        [view] = room.window.turns
        bubble = view.findChild(QuestionBubble)
        assert bubble is not None
        assert bubble.words.toPlainText() == question
        expected = Qt.LayoutDirection.RightToLeft if starts == "right" else Qt.LayoutDirection.LeftToRight
        assert bubble.words.layoutDirection() == expected
        assert bubble.bubble.x() == 0, "mirrored: the bubble stands at the left"
        assert bubble.bubble.width() < bubble.width() / 2, "it is as wide as its words"

    use(qapp, scene, answer())


# ------------------------------------------------------------ the empty window


def test_a_beginning_is_written_for_the_person_to_end_and_to_send(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.window.empty.error.click()
        assert room.window.composer.toPlainText() == "What does this error mean?\n\n"
        assert room.window.composer.textCursor().atEnd()
        assert room.cloud.requests == [], "nothing was sent"

    use(qapp, scene, answer())


def test_the_empty_window_shows_the_way_and_a_stop_leads_to_its_settings(qapp: QApplication):
    async def scene(room: Room) -> None:
        pages: list[str] = []
        room.window._open_settings = pages.append
        room.window.show_snapshot(room.window.snapshot())
        route = room.window.empty.route
        assert [stop.stop.answers for stop in route.stops] == [False, True]
        route.stops[0].click()
        assert pages == ["providers/exo"]
        assert room.window.empty.title.text() == "Cloud answers."
        room.type("question")
        await room.answered()
        assert not room.window.empty.isVisible()
        room.window.new_chat()
        assert room.window.empty.isVisible()

    use(qapp, scene, answer())


# ------------------------------------------------------------ floating at the icon


def test_it_hides_when_the_keyboard_goes_elsewhere_unless_it_is_kept(qapp: QApplication):
    async def scene(room: Room) -> None:
        window = room.window
        window.hide()
        window.open_at(None, place=True)
        assert window.floats
        window.menu.on_top.setChecked(True)
        window.left.emit()
        assert window.isVisible(), "it is kept on top"
        window.menu.on_top.setChecked(False)
        greeting = QFrame()
        window.greet(greeting)
        window.left.emit()
        assert window.isVisible(), "whoever is greeted fetches a key elsewhere"
        window.greet(None)
        room.type("long")
        await room.cloud.asked.wait()
        window.left.emit()
        assert not window.isVisible()
        assert window.click_on_icon() == "nothing", "this click took the keyboard"
        assert window.answering, "an answer that runs goes on"

    use(qapp, scene, [Chunk(text="The beginning"), asyncio.Event()])


def test_the_size_that_is_remembered_is_the_sheets(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.window.hide()
        room.window.open_at(None, place=True)
        room.window.resize_sheet(QSize(400, 500))
        await asyncio.sleep(1.0)
        assert room.sizes[-1] == (400, 500, False)

    use(qapp, scene, answer())


def test_escape_stops_first_and_then_takes_the_window_away(qapp: QApplication):
    async def scene(room: Room) -> None:
        room.type("long")
        await room.cloud.asked.wait()
        QTest.keyClick(room.window.composer, Qt.Key.Key_Escape)
        await room.answered()
        assert room.window.isVisible()
        QTest.keyClick(room.window.composer, Qt.Key.Key_Escape)
        assert not room.window.isVisible()

    use(qapp, scene, [Chunk(text="The beginning"), asyncio.Event()])


def test_f6_goes_round_the_parts(qapp: QApplication):
    async def scene(room: Room) -> None:
        window = room.window
        assert window.composer.hasFocus()
        QTest.keyClick(window, Qt.Key.Key_F6)
        assert window.model.hasFocus()
        assert window.model.ringed
        QTest.keyClick(window, Qt.Key.Key_F6)
        inside = window.focusWidget()
        assert inside is not None
        assert window.pages.isAncestorOf(inside)
        QTest.keyClick(window, Qt.Key.Key_F6)
        assert window.composer.hasFocus()
        QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert window.focusWidget() is inside

    use(qapp, scene, answer())
