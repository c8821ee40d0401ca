"""How a command fails: its exit code, and the words on stderr (the same title and hint as in the window)."""

from traybridge.cli.terminal import Styled, Terminal
from traybridge.core.errors import BadConfig, BadInput, BadKey, ChatFailed, NotFound, TrayBridgeError

DONE = 0
FAILED = 1
WRONG_USAGE = 2
NO_ANSWER = 3
NOT_FOUND = 4
INTERRUPTED = 130


class WrongUsage(BadInput):
    """The command was called in a way that it does not have."""

    code = "wrong_usage"


def exit_code(error: TrayBridgeError) -> int:
    """The exit code for an error (cli.md)."""
    match error:
        case ChatFailed():
            return NO_ANSWER
        case NotFound():
            return NOT_FOUND
        case WrongUsage() | BadKey():
            return WRONG_USAGE
        case _:
            return FAILED


def error_text(error: TrayBridgeError) -> str:
    """What stands on stderr: what happened, where in the settings, and what to do."""
    lines = [error.title]
    if isinstance(error, BadConfig) and error.path:
        place = f"{error.path}:{error.line}" if error.line else error.path
        lines[0] = f"{place}: {error.title}"
    if isinstance(error, BadConfig) and error.key and error.key not in error.title:
        lines[0] += f" ({error.key})"
    return "\n".join(line for line in (*lines, error.hint) if line)


def error_fields(error: TrayBridgeError) -> dict[str, str]:
    """The ``error`` of a JSON document; ``class`` is the outcome of routing.md, elsewhere the error's code."""
    match error:
        case ChatFailed():
            kind = error.outcome.value
        case BadInput() if error.code == "bad_request":
            kind = "client"
        case _:
            kind = error.code
    return {"title": error.title, "hint": error.hint, "class": kind}


def show_error(terminal: Terminal, error: TrayBridgeError) -> None:
    """Say on stderr what happened and what to do."""
    title, *hint = error_text(error).split("\n")
    terminal.note(Styled(title, "red"))
    for line in hint:
        terminal.note(line)
