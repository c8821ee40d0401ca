"""``traybridge chat``: a conversation in the terminal, the same as in the window."""

import asyncio
import re
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from traybridge.cli.answer import ending_lines
from traybridge.cli.command import Command, Given, Parser
from traybridge.cli.failures import DONE, INTERRUPTED, NO_ANSWER, WRONG_USAGE, WrongUsage, show_error
from traybridge.cli.services import CommandServices, OpenedApplication
from traybridge.cli.terminal import clean
from traybridge.cli.waiting import Waiting
from traybridge.cli.waiting import words as waiting_words
from traybridge.core.chat import ChatEvent, Chunk, Progress
from traybridge.core.conversation import Conversation, Turn, TurnState, answer
from traybridge.core.presentation.describe import TINY_NOTE, provenance_line
from traybridge.core.provider_lookup import labels, priority_order

if TYPE_CHECKING:
    from collections.abc import Callable

PROMPT = "› "
HELP = """Write and press Enter. Ctrl-C stops an answer, Ctrl-D ends.
  /model NAME  ask another model      /new   begin a new conversation
  /help        this                   /quit  end (also /exit, /bye)
A message that begins with a slash: write //"""
ENDS = {"/quit", "/exit", "/bye", "/q"}
_COMMAND = re.compile(r"/[A-Za-z?][\w-]*")
"""The first word of a command; a path such as /etc/hosts is none."""


def _arguments(parser: Parser) -> None:
    parser.model_option()
    parser.add_argument("-s", "--system", default="", help="how to answer: the system message")


def _run(services: CommandServices, given: Given) -> int:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        application = runner.run(stack.enter_async_context(services.open_application()))
        try:
            return TerminalChat(services, application, runner, given.model, given.system).go()
        finally:
            runner.run(stack.aclose())


class TerminalChat:
    """One sitting: the conversation, and the model that is asked for."""

    def __init__(
        self,
        services: CommandServices,
        application: OpenedApplication,
        runner: asyncio.Runner,
        model: str,
        system: str,
    ) -> None:
        self._services = services
        self._terminal = services.terminal
        self._application = application
        self._runner = runner
        self._model = model
        self._system = system
        self._conversation = Conversation(system=system)
        self._noted_tiny = False
        self._code = DONE

    def go(self) -> int:
        """Read and answer until the end of the input; the result is the exit code."""
        if self._terminal.talks:
            self._terminal.note(HELP)
        while True:
            try:
                line = self._terminal.line(PROMPT)
            except KeyboardInterrupt:
                if not self._terminal.talks:
                    return INTERRUPTED
                self._terminal.note("")
                continue
            if line is None or line.strip() in ENDS:
                return self._code
            if line.strip():
                self._take(clean(line.rstrip("\r\n")))

    def _take(self, line: str) -> None:
        """Do a command, or send a message; what looks like a command and is none is not sent to anybody."""
        match line.split():
            case ["/new"]:
                self._conversation = Conversation(system=self._system)
                self._terminal.note("A new conversation.")
            case ["/model", name]:
                self._model = name
                self._terminal.note(f"Model: {name}")
            case ["/model"]:
                self._terminal.note(f"Model: {self._model}. Another one: /model NAME, traybridge models lists them.")
            case ["/help" | "/?"]:
                self._terminal.note(HELP)
            case [first, *_] if _COMMAND.fullmatch(first):
                self._refuse(first)
            case _:
                self._answer(line.removeprefix("/") if line.startswith("//") else line)

    def _refuse(self, command: str) -> None:
        """Name a command that is none, or one with the wrong words behind it."""
        known = command in {"/new", "/model", "/help", "/?", *ENDS}
        title = f"{command} is used otherwise" if known else f"There is no command {command}"
        show_error(self._terminal, WrongUsage(title, "/help lists them; to send it as a message begin with //"))
        self._code = self._code if self._terminal.talks else WRONG_USAGE

    def _answer(self, question: str) -> None:
        turn = Turn(question, model=self._model)
        self._conversation.turns.append(turn)
        waiting = Waiting(self._terminal)
        try:
            self._runner.run(self._stream(turn, waiting))
        except KeyboardInterrupt:
            if not self._terminal.talks:
                raise
        finally:
            waiting.clear()
        self._end(turn)

    async def _stream(self, turn: Turn, waiting: Waiting) -> None:
        request = self._conversation.request(turn)
        await answer(turn, self._application.bridge.chat(request), self._show(turn, waiting))

    def _show(self, turn: Turn, waiting: Waiting) -> "Callable[[ChatEvent | None], None]":
        name = labels(self._application.bridge.config)

        def show(event: ChatEvent | None) -> None:
            match event:
                case Progress() if not turn.answer:
                    waiting.show(waiting_words(event, name))
                case Chunk() if text := event.text or event.refusal:
                    waiting.clear()
                    self._terminal.out(text, end="")

        return show

    def _end(self, turn: Turn) -> None:
        """End the answer's last line, and say where it came from or why there is none."""
        if turn.answer and not turn.answer.endswith("\n"):
            self._terminal.out()
        if turn.error is not None:
            show_error(self._terminal, turn.error)
            self._code = self._code if self._terminal.talks else NO_ANSWER
        elif turn.state is TurnState.STOPPED:
            self._terminal.note("Stopped.")
        provenance = turn.provenance
        for line in ending_lines(provenance if turn.error is None else None, turn.sources):
            self._terminal.note(line)
        if provenance is None or provenance.provider is None:
            return
        config = self._application.bridge.config
        self._terminal.note(f"— {provenance_line(provenance, labels(config), priority_order(config))}")
        if provenance.tiny and not self._noted_tiny and self._terminal.talks:
            self._noted_tiny = True
            self._terminal.note(TINY_NOTE)


COMMAND = Command(
    _run,
    """Talk in the terminal; each line is a message, also from a pipe. Exit code 3 when a piped line got no answer.

Ctrl-C stops an answer, Ctrl-D ends. /model NAME changes the model, /new begins anew, /quit ends.""",
    _arguments,
    examples=("traybridge chat", "traybridge chat -m exo/Llama-3.2-3B --system 'Answer in one sentence'"),
)
