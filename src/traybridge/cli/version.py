"""``traybridge version``."""

import platform

import typer

from traybridge.cli.command import command_app, services_of

app = command_app()


@app.command("version")
def version(context: typer.Context) -> None:
    """Print the version of TrayBridge and of Python."""
    services = services_of(context)
    services.terminal.out(f"TrayBridge {services.version} (Python {platform.python_version()}, {platform.system()})")
