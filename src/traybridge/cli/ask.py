"""``traybridge ask``: one question, one answer, and where it came from."""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass

from traybridge.cli.answer import PartialAnswer, document, ending_lines
from traybridge.cli.command import Command, Given, Parser
from traybridge.cli.failures import DONE, WrongUsage, error_text, exit_code
from traybridge.cli.services import CommandServices, OpenedApplication
from traybridge.cli.terminal import Terminal
from traybridge.cli.waiting import Waiting
from traybridge.cli.waiting import words as waiting_words
from traybridge.core.chat import ChatRequest, Message, Progress, RequestPolicy
from traybridge.core.errors import TrayBridgeError
from traybridge.core.presentation.describe import TINY_NOTE, provenance_line, trace_lines
from traybridge.core.provider_lookup import labels, priority_order, provider_config
from traybridge.core.request_checks import MAX_TEXT


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants the answer."""

    provider: str | None
    json: bool
    trace: bool
    stream: bool


def _arguments(parser: Parser) -> None:
    parser.add_argument("text", metavar="TEXT|-", help="the question; - reads it from stdin")
    parser.model_option()
    parser.add_argument("-p", "--provider", help="ask this provider and no other")
    parser.add_argument("--local-only", action="store_true", help="nothing leaves this network")
    parser.add_argument("-s", "--system", default="", help="how to answer: the system message")
    parser.json_flag()
    parser.add_argument("--trace", action="store_true", help="say on stderr who was asked, and why not others")
    parser.add_argument("--no-stream", action="store_true", help="print the answer when it is whole")


def _run(services: CommandServices, given: Given) -> int:
    wish = Wish(given.provider, given.json, given.trace, stream=not (given.no_stream or given.json))
    answer = PartialAnswer()
    try:
        policy = RequestPolicy(given.provider, given.local_only)
        request = _request(services.terminal, given.text, given.model, given.system, policy)
        return services.run(_ask(services, request, wish, answer))
    except TrayBridgeError as error:
        answer.fail(error)
        services.terminal.note(error_text(error))
        return exit_code(error)
    finally:
        if given.json:
            services.terminal.document(document(answer))


def _request(terminal: Terminal, text: str, model: str, system: str, policy: RequestPolicy) -> ChatRequest:
    question = read_question(terminal) if text == "-" else text
    if not question.strip():
        raise WrongUsage("The message is empty", 'Write a question: traybridge ask "What is …?"')
    messages = (*([Message("system", system)] if system else []), Message("user", question))
    return ChatRequest(messages, model=model, policy=policy)


def read_question(terminal: Terminal) -> str:
    """Read all of stdin, but no more than decides that it is too long."""
    binary = getattr(terminal.stdin, "buffer", None)
    if binary is None:
        return terminal.stdin.read(MAX_TEXT + 1)
    content: bytes = binary.read(4 * MAX_TEXT + 4)  # a character has four bytes at most in UTF-8
    return content.decode(errors="replace").removeprefix("\ufeff")


async def _ask(services: CommandServices, request: ChatRequest, wish: Wish, answer: PartialAnswer) -> int:
    async with services.open_application() as application:
        if wish.provider is not None:
            provider_config(application.bridge.config, wish.provider)
        stop_listening = application.bridge.attempted.connect(answer.attempts.append)
        try:
            await _stream(services.terminal, application, request, wish, answer)
        except asyncio.CancelledError:
            answer.stopped = True
            _end_line(services.terminal, answer, wish)
            services.terminal.note("Stopped.")
            raise
        except TrayBridgeError as error:
            answer.fail(error)
            _end_line(services.terminal, answer, wish)
            services.terminal.note(error_text(error))
        finally:
            stop_listening()
        _show_provenance(services.terminal, application, answer, wish)
    return exit_code(answer.error) if answer.error else DONE


async def _stream(
    terminal: Terminal, application: OpenedApplication, request: ChatRequest, wish: Wish, answer: PartialAnswer
) -> None:
    waiting = Waiting(terminal)
    name = labels(application.bridge.config)
    try:
        async with aclosing(application.bridge.chat(request)) as events:
            async for event in events:
                if isinstance(event, Progress) and not answer.begun:
                    waiting.show(waiting_words(event, name))
                elif (text := answer.take(event)) and wish.stream:
                    waiting.clear()
                    terminal.out(text, end="")
    finally:
        waiting.clear()
    if not wish.json:
        _end_line(terminal, answer, wish)


def _end_line(terminal: Terminal, answer: PartialAnswer, wish: Wish) -> None:
    """Print what has not been printed yet, and end the last line."""
    shown = "".join(answer.text) or "".join(answer.refusal)
    if wish.json or not shown:
        return
    if not wish.stream:
        terminal.out(shown, end="")
    if not shown.endswith("\n"):
        terminal.out()


def _show_provenance(terminal: Terminal, application: OpenedApplication, answer: PartialAnswer, wish: Wish) -> None:
    """Where the answer came from, on stderr."""
    provenance = answer.provenance
    if provenance is None:
        return
    name = labels(application.bridge.config)
    if not wish.json:
        for line in ending_lines(provenance if answer.error is None else None, answer.sources):
            terminal.note(line)
    if wish.trace:
        for line in trace_lines(provenance, name):
            terminal.note(line)
    elif provenance.provider and not wish.json:
        terminal.note(f"— {provenance_line(provenance, name, priority_order(application.bridge.config))}")
    if provenance.tiny and terminal.talks:
        terminal.note(TINY_NOTE)


COMMAND = Command(
    _run,
    """Ask one question. The answer goes to stdout as it comes, where it came from to stderr.

Exit codes: 0 answered, 3 nobody could, 130 stopped.""",
    _arguments,
)
