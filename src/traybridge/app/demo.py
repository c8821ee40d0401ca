"""The demo: a pretend cluster, and TrayBridge in a folder of its own that knows nothing but this cluster."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from traybridge.app.tray import DEMO_VARIABLE
from traybridge.core.config import EMBEDDED, Config, DesktopConfig, ProviderConfig
from traybridge.demo.session import play, run_program
from traybridge.system.config.file import ConfigFile
from traybridge.system.display import has_display
from traybridge.system.paths import HOME_VARIABLE

NAME = "Demo cluster (pretend)"


async def run_demo(say: Callable[[str], None], *, port: int = 0, speed: float = 1.0, tray: bool = True) -> int:
    """Play the demo; the result is an exit code. Nothing stays behind. Raises BadInput: the port is taken."""
    with tempfile.TemporaryDirectory(prefix="traybridge-demo-") as folder:
        environment = {**os.environ, HOME_VARIABLE: folder, DEMO_VARIABLE: "1"}
        shown = tray and has_display(os.environ, sys.platform)
        return await play(
            say,
            port=port,
            speed=speed,
            prepare=lambda url: _write_settings(Path(folder), url),
            tray=(lambda: run_program(environment)) if shown else None,
        )


def _write_settings(home: Path, url: str) -> str:
    """Settings that know the pretend cluster and, behind it, the starter model; the result makes a command use them."""
    row = ProviderConfig(id="demo", kind="exo", name=NAME, base_url=url)
    ConfigFile(home / "config.toml").edit(
        lambda _: Config(providers=(row, EMBEDDED), desktop=DesktopConfig(welcomed=True))
    )
    return f"{HOME_VARIABLE}={home}"
