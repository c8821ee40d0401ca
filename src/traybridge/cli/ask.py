"""``traybridge ask``: one question, one answer, and where it came from."""

import asyncio
import os
import select
import stat
import sys
from contextlib import aclosing
from dataclasses import dataclass

from traybridge.cli.answer import PartialAnswer, document, ending_lines
from traybridge.cli.command import Command, Given, Parser
from traybridge.cli.failures import DONE, WrongUsage, exit_code, show_error
from traybridge.cli.services import CommandServices, OpenedApplication, keep_local
from traybridge.cli.terminal import Terminal
from traybridge.cli.waiting import Waiting
from traybridge.cli.waiting import words as waiting_words
from traybridge.core.chat import ChatRequest, Message, Progress, RequestPolicy
from traybridge.core.errors import TrayBridgeError
from traybridge.core.presentation.describe import TINY_NOTE, provenance_line, trace_lines
from traybridge.core.provider_lookup import labels, priority_order, provider_config
from traybridge.core.request_checks import MAX_TEXT

SOCKET_SECONDS = 1.0
NOTE_SECONDS = 2.0
"""How long a silent pipe is waited for without a word."""


@dataclass(frozen=True, slots=True)
class AskOptions:
    """How somebody wants the answer."""

    provider: str | None
    json: bool
    trace: bool
    stream: bool


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "text", metavar="TEXT|-", nargs="?", help="the question, and what is piped in follows it; - reads it from stdin"
    )
    parser.model_option()
    parser.add_argument("-p", "--provider", help="ask this provider and no other")
    parser.add_argument("--local-only", action="store_true", help="nothing leaves this network")
    parser.add_argument("-s", "--system", default="", help="how to answer: the system message")
    parser.json_flag()
    parser.add_argument("--trace", action="store_true", help="say on stderr who was asked, and why not others")
    parser.add_argument("--no-stream", action="store_true", help="print the answer when it is whole")


def _run(services: CommandServices, given: Given) -> int:
    options = AskOptions(given.provider, given.json, given.trace, stream=not (given.no_stream or given.json))
    answer = PartialAnswer()
    try:
        policy = RequestPolicy(given.provider, given.local_only)
        request = _request(services.terminal, given.text, given.model, given.system, policy)
        return services.run(_ask(services, request, options, answer))
    except TrayBridgeError as error:
        answer.fail(error)
        show_error(services.terminal, error)
        return exit_code(error)
    finally:
        if given.json:
            services.terminal.document(document(answer))


def _request(terminal: Terminal, text: str | None, model: str, system: str, policy: RequestPolicy) -> ChatRequest:
    question = _question(terminal, text)
    if not question.strip():
        raise WrongUsage("The message is empty", 'Write a question: traybridge ask "What is …?"')
    messages = (*([Message("system", system)] if system else []), Message("user", question))
    return ChatRequest(messages, model=model, policy=policy)


def _question(terminal: Terminal, text: str | None) -> str:
    """What is asked: the words of the command, and behind them what is piped in."""
    if text == "-":
        return read_stdin(terminal)
    piped = read_stdin(terminal) if has_input(terminal) else ""
    if text is None and not piped.strip():
        raise WrongUsage("Missing: TEXT|-", 'For example: traybridge ask "What is …?"')
    return "\n\n".join(part for part in (text, piped) if part and (part == text or part.strip()))


def has_input(terminal: Terminal) -> bool:
    """True where somebody pipes something in, or a file; it is waited for.

    A socket (ssh, node) is no sign of that: it may stay open and silent for ever, and counts when it has something.
    """
    try:
        mode = os.fstat(terminal.stdin.fileno()).st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISSOCK(mode) and sys.platform != "win32":
        return bool(select.select([terminal.stdin], [], [], SOCKET_SECONDS)[0])
    if stat.S_ISFIFO(mode) and sys.platform != "win32" and not select.select([terminal.stdin], [], [], NOTE_SECONDS)[0]:
        terminal.note("Reading stdin, which follows the question; end it, or use: < /dev/null")
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def read_stdin(terminal: Terminal) -> str:
    """Read all of stdin, but no more than decides that it is too long."""
    binary = getattr(terminal.stdin, "buffer", None)
    if binary is None:
        return terminal.stdin.read(MAX_TEXT + 1)
    content: bytes = binary.read(4 * MAX_TEXT + 4)  # a character has four bytes at most in UTF-8
    return content.decode(errors="replace").removeprefix("\ufeff")


async def _ask(services: CommandServices, request: ChatRequest, options: AskOptions, answer: PartialAnswer) -> int:
    async with services.open_application() as application:
        if request.policy.local_only:
            keep_local(application.bridge)
        if options.provider is not None:
            provider_config(application.bridge.config, options.provider)
        stop_listening = application.bridge.attempted.connect(answer.attempts.append)
        try:
            await _stream(services.terminal, application, request, options, answer)
        except asyncio.CancelledError:
            answer.stopped = True
            _end_line(services.terminal, answer, options)
            services.terminal.note("Stopped.")
            raise
        except TrayBridgeError as error:
            answer.fail(error)
            _end_line(services.terminal, answer, options)
            show_error(services.terminal, error)
        finally:
            stop_listening()
        _show_provenance(services.terminal, application, answer, options)
    return exit_code(answer.error) if answer.error else DONE


async def _stream(
    terminal: Terminal, application: OpenedApplication, request: ChatRequest, options: AskOptions, answer: PartialAnswer
) -> None:
    waiting = Waiting(terminal)
    name = labels(application.bridge.config)
    try:
        async with aclosing(application.bridge.chat(request)) as events:
            async for event in events:
                if isinstance(event, Progress) and not answer.begun:
                    waiting.show(waiting_words(event, name))
                elif (text := answer.take(event)) and options.stream:
                    waiting.clear()
                    terminal.out(text, end="")
    finally:
        waiting.clear()
    if not options.json:
        _end_line(terminal, answer, options)


def _end_line(terminal: Terminal, answer: PartialAnswer, options: AskOptions) -> None:
    """Print what has not been printed yet, and end the last line."""
    shown = "".join(answer.text) or "".join(answer.refusal)
    if options.json or not shown:
        return
    if not options.stream:
        terminal.out(shown, end="")
    if not shown.endswith("\n"):
        terminal.out()


def _show_provenance(
    terminal: Terminal, application: OpenedApplication, answer: PartialAnswer, options: AskOptions
) -> None:
    """Where the answer came from, on stderr."""
    provenance = answer.provenance
    if provenance is None:
        return
    name = labels(application.bridge.config)
    if not options.json:
        for line in ending_lines(provenance if answer.error is None else None, answer.sources):
            terminal.note(line)
    if options.trace:
        for line in trace_lines(provenance, name):
            terminal.note(line)
    elif provenance.provider and not options.json:
        terminal.note(f"— {provenance_line(provenance, name, priority_order(application.bridge.config))}")
    if provenance.tiny and terminal.talks:
        terminal.note(TINY_NOTE)


COMMAND = Command(
    _run,
    """Ask one question. The answer goes to stdout as it comes, where it came from to stderr.

What is piped in follows the question. Exit codes: 0 answered, 3 nobody could, 130 stopped.""",
    _arguments,
    examples=(
        'traybridge ask "What is the capital of France?"',
        'cat report.txt | traybridge ask "Summarise this in five lines"',
        'traybridge ask --local-only --trace "Which node answers?"',
        "git diff | traybridge ask -m exo/Llama-3.2-3B 'Write a commit message' --json | jq -r .text",
    ),
)
