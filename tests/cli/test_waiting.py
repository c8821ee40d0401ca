"""What is being waited for is one line on a terminal, and nothing in a file."""

import io

from traybridge.cli.terminal import Terminal
from traybridge.cli.waiting import Waiting, words
from traybridge.core.chat import Progress


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_each_kind_of_progress_in_words():
    def told(progress: Progress) -> str:
        return words(progress, str.upper)

    assert told(Progress("trying", "exo")) == "Asking EXO…"
    assert told(Progress("prefill", "exo", done=1, total=4)) == "EXO is reading 25%…"
    assert told(Progress("prefill", "exo", total=640)) == "EXO is reading 640 tokens…"
    assert told(Progress("queued", "exo", done=3)) == "Waiting: third in EXO's queue…"
    assert told(Progress("queued", "exo", done=0)) == told(Progress("accepted", "exo"))
    assert told(Progress("loading", "exo")) == "EXO is loading the model…"
    assert told(Progress("waiting", "a", total=12.4, text="rate limit")) == "A: rate limit. Asking again in 12 s…"


def test_the_line_is_replaced_and_goes_when_the_answer_begins():
    screen = Tty()
    waiting = Waiting(Terminal(io.StringIO(), io.StringIO(), screen, {}))
    waiting.show("one")
    waiting.show("one")
    waiting.show("two\x1b[31m")
    waiting.clear()
    waiting.clear()
    assert screen.getvalue() == "\r\x1b[2Kone\r\x1b[2Ktwo[31m\r\x1b[2K"


def test_nothing_is_said_where_stderr_is_a_file():
    file = io.StringIO()
    waiting = Waiting(Terminal(io.StringIO(), io.StringIO(), file))
    waiting.show("one")
    waiting.clear()
    assert file.getvalue() == ""
