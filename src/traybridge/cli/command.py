"""How each command's file begins: a small typer program of its own, plain in its help, without tracebacks of values."""

from typing import Any

import typer

from traybridge.cli.services import Services

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def command_app(help_text: str = "") -> typer.Typer:
    """Make the program of one command, or with a help text that of a group of them.

    No rich panels (they cost 150 ms) and no rich tracebacks (they print local variables, keys among them).
    """
    return typer.Typer(
        help=help_text or None,
        no_args_is_help=bool(help_text),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
    )


def services_of(context: typer.Context) -> Services:
    """What ``run_command`` was given."""
    services = context.find_object(Services)
    if services is None:
        raise RuntimeError("a command was run without run_command")
    return services
