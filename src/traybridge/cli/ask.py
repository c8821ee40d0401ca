"""``traybridge ask``: one question, one answer, and where it came from."""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import Annotated

import typer

from traybridge.cli.answer import Answer, document
from traybridge.cli.command import command_app, services_of
from traybridge.cli.failures import DONE, WrongUsage, exit_code, words
from traybridge.cli.services import House, Services
from traybridge.cli.terminal import Terminal
from traybridge.cli.waiting import Waiting
from traybridge.cli.waiting import words as waiting_words
from traybridge.core.chat import AUTO, MAX_TEXT, ChatRequest, Message, Progress, RequestPolicy
from traybridge.core.errors import NotFound, TrayBridgeError
from traybridge.core.words import TINY_NOTE, Label, provenance_line, trace_lines

app = command_app()


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants the answer."""

    provider: str | None
    json: bool
    trace: bool
    stream: bool


@app.command("ask")
def ask(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT|-", help="The question; - reads it from stdin.")],
    model: Annotated[str, typer.Option("--model", "-m", help="A model, provider/model, or auto.")] = AUTO,
    provider: Annotated[str | None, typer.Option("--provider", "-p", help="Ask this provider and no other.")] = None,
    local_only: Annotated[bool, typer.Option("--local-only", help="Nothing leaves this network.")] = False,
    system: Annotated[str, typer.Option("--system", "-s", help="How to answer: the system message.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="Say on stderr who was asked, and why not others.")] = False,
    no_stream: Annotated[bool, typer.Option("--no-stream", help="Print the answer when it is whole.")] = False,
) -> None:
    """Ask one question. The answer goes to stdout as it comes, where it came from to stderr.

    Exit codes: 0 answered, 3 nobody could, 130 stopped.
    """
    services = services_of(context)
    wish = Wish(provider, as_json, trace, stream=not (no_stream or as_json))
    answer = Answer()
    try:
        request = _request(services.terminal, text, model, system, RequestPolicy(provider, local_only))
        code = services.run(_ask(services, request, wish, answer))
    except TrayBridgeError as error:
        answer.fail(error)
        code = exit_code(error)
        services.terminal.note(words(error))
    finally:
        if as_json:
            services.terminal.document(document(answer))
    raise typer.Exit(code)


def _request(terminal: Terminal, text: str, model: str, system: str, policy: RequestPolicy) -> ChatRequest:
    question = read_question(terminal) if text == "-" else clean(text)
    if not question.strip():
        raise WrongUsage("The message is empty", 'Write a question: traybridge ask "What is …?"')
    messages = (*([Message("system", clean(system))] if system else []), Message("user", question))
    return ChatRequest(messages, model=clean(model), policy=policy)


def read_question(terminal: Terminal) -> str:
    """Read all of stdin, but no more than decides that it is too long."""
    binary = getattr(terminal.stdin, "buffer", None)
    if binary is None:
        return clean(terminal.stdin.read(MAX_TEXT + 1))
    content: bytes = binary.read(4 * MAX_TEXT + 4)  # a character has four bytes at most in UTF-8
    return content.decode(errors="replace").removeprefix("\ufeff")


def clean(text: str) -> str:
    """Text that can be sent: bytes of the command line that are no UTF-8 become U+FFFD."""
    return text.encode(errors="surrogateescape").decode(errors="replace")


async def _ask(services: Services, request: ChatRequest, wish: Wish, answer: Answer) -> int:
    async with services.house() as house:
        check_provider(house, wish.provider)
        stop_listening = house.bridge.attempted.connect(answer.attempts.append)
        try:
            await _stream(services.terminal, house, request, wish, answer)
        except asyncio.CancelledError:
            answer.stopped = True
            _end_line(services.terminal, answer, wish)
            services.terminal.note("Stopped.")
            raise
        except TrayBridgeError as error:
            answer.fail(error)
            _end_line(services.terminal, answer, wish)
            services.terminal.note(words(error))
        finally:
            stop_listening()
        _tell_story(services.terminal, house, answer, wish)
    return exit_code(answer.error) if answer.error else DONE


def check_provider(house: House, provider: str | None) -> None:
    """Raises NotFound for a provider that is not in the settings."""
    if provider is not None and house.bridge.config.provider(provider) is None:
        known = ", ".join(row.id for row in house.bridge.config.effective_providers)
        raise NotFound(f"There is no provider “{provider}”", f"There are {known}.")


async def _stream(terminal: Terminal, house: House, request: ChatRequest, wish: Wish, answer: Answer) -> None:
    waiting = Waiting(terminal)
    name = labels(house)
    try:
        async with aclosing(house.bridge.chat(request)) as events:
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


def labels(house: House) -> Label:
    """Turn a provider's id into the name that people know it by."""

    def label(provider_id: str) -> str:
        row = house.bridge.config.provider(provider_id)
        return row.label if row else provider_id

    return label


def _end_line(terminal: Terminal, answer: Answer, wish: Wish) -> None:
    """Print what has not been printed yet, and end the last line."""
    shown = "".join(answer.text) or "".join(answer.refusal)
    if wish.json or not shown:
        return
    if not wish.stream:
        terminal.out(shown, end="")
    if not shown.endswith("\n"):
        terminal.out()


def _tell_story(terminal: Terminal, house: House, answer: Answer, wish: Wish) -> None:
    """Where the answer came from, on stderr."""
    told = answer.provenance
    if told is None:
        return
    name = labels(house)
    if wish.trace:
        for line in trace_lines(told, name):
            terminal.note(line)
    elif told.provider and not wish.json:
        order = [row.id for row in house.bridge.config.effective_providers]
        terminal.note(f"— {provenance_line(told, name, order)}")
    if told.tiny and terminal.talks:
        terminal.note(TINY_NOTE)
