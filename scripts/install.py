"""Give this user the command `traybridge` and, on Linux, an entry in the menu of programs; take them away again.

    scripts/install.py install | uninstall

Everything points into this clone, so `git pull` updates it. Only this user's home folder is written to.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from traybridge.core.errors import TrayBridgeError
from traybridge.core.ports import LoginItem
from traybridge.resources import resource
from traybridge.system.atomic import write_atomic
from traybridge.system.autostart import login_item
from traybridge.system.autostart.linux import menu_entry
from traybridge.system.control import ask
from traybridge.system.folders import make_private
from traybridge.system.ownership import root_in_a_home
from traybridge.system.paths import find_paths

PROGRAM = Path(__file__).parents[1] / ".venv" / "bin" / "traybridge"


@dataclass(frozen=True)
class Places:
    """What is installed where: ``entry`` (the menu) and ``icon`` on Linux alone."""

    launcher: Path
    entry: Path | None = None
    icon: Path | None = None


def find_places(environ: Mapping[str, str], home: Path, platform: str) -> Places:
    """Places of this user (XDG Base Directory and Icon Theme specifications)."""
    launcher = home / ".local" / "bin" / "traybridge"
    if platform != "linux":
        return Places(launcher)
    named = environ.get("XDG_DATA_HOME", "")
    data = Path(named) if named.startswith("/") else home / ".local" / "share"
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / "traybridge.svg"
    return Places(launcher, data / "applications" / "traybridge.desktop", icon)


def is_ours(launcher: Path) -> bool:
    """True for a link into a clone, this one or another: nobody else's command is touched."""
    return launcher.is_symlink() and launcher.readlink().parts[-3:] == PROGRAM.parts[-3:]


def install(places: Places, program: Path) -> Iterator[str]:
    """Install, and yield a line for each thing that was done.

    Raises:
        TrayBridgeError: somebody else's command has that name, or something cannot be written.
    """
    launcher = places.launcher
    if os.path.lexists(launcher) and not is_ours(launcher):
        raise TrayBridgeError(f"There is another {launcher}", "Remove or rename it, then try again.")
    try:
        make_private(launcher.parent)
        launcher.unlink(missing_ok=True)
        launcher.symlink_to(program)
    except OSError as error:
        title = f"{launcher} cannot be made ({error.strerror})"
        raise TrayBridgeError(title, f"Make {launcher.parent} a folder that you may write to.") from error
    yield f"The command: {launcher}"
    if places.entry is not None and places.icon is not None:
        write_atomic(places.icon, resource("icons", "traybridge.svg").read_bytes())
        os.utime(places.icon.parents[2])  # a theme's cache that is older than its folder counts no more
        write_atomic(places.entry, menu_entry([str(program)]).encode())
        yield f"In the menu of programs: TrayBridge ({places.entry})"


def uninstall(places: Places, login: LoginItem) -> Iterator[str]:
    """Take it all away, launch at login too, and yield a line for each thing that was there.

    Raises:
        TrayBridgeError: something cannot be removed.
    """
    ours = [places.launcher] if is_ours(places.launcher) else []
    for path in (*ours, places.entry, places.icon):
        if path is not None and os.path.lexists(path):
            try:
                path.unlink()
            except OSError as error:
                raise TrayBridgeError(f"{path} cannot be removed ({error.strerror})", "Remove it yourself.") from error
            yield f"Removed: {path}"
    if login.state():
        login.disable()
        yield "Launch at login is off."


def path_advice(folder: Path, environ: Mapping[str, str], home: Path) -> Iterator[str]:
    """What to do where the command's folder is not on the PATH: Debian puts it there at the next login, macOS never."""
    if str(folder) in environ.get("PATH", "").split(os.pathsep):
        return
    yield f"{folder} is not on your PATH yet. In this terminal, type:"
    yield '  export PATH="$HOME/.local/bin:$PATH"'
    profile = _profile(Path(environ.get("SHELL", "")).name, home)
    if ".local/bin" in _text(profile):
        yield "Other terminals find it after your next login."
    else:
        yield "For all terminals to come, type this too:"
        yield f"""  echo 'export PATH="$HOME/.local/bin:$PATH"' >>~/{profile.name}"""


def _profile(shell: str, home: Path) -> Path:
    """The file that a terminal's shell reads: zsh(1); bash(1), INVOCATION (at login); ``.profile`` for others."""
    names = {"zsh": [".zshrc"], "bash": [".bash_profile", ".bash_login", ".profile"]}.get(shell, [".profile"])
    return next((home / name for name in names if (home / name).exists()), home / names[-1])


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def main(what: str, environ: Mapping[str, str], home: Path) -> None:
    """Do it and print what was done. Raises TrayBridgeError."""
    places, paths = find_places(environ, home, sys.platform), find_paths(environ)
    if (warning := root_in_a_home(places.launcher.parent)) is not None:
        print(warning, file=sys.stderr)
    if what == "install":
        print(*install(places, PROGRAM), *path_advice(places.launcher.parent, environ, home), sep="\n")
        return
    print(*list(uninstall(places, login_item(environ))) or ["Nothing was installed."], sep="\n")
    if ask(paths, "status") is not None:
        print("TrayBridge is still running: Quit is in its menu.")
    print(f"Your settings and chats stay, in {paths.config} and {paths.data}; your keys stay in the keyring.")


if __name__ == "__main__":
    if sys.argv[1:] not in (["install"], ["uninstall"]):
        sys.exit("usage: scripts/install.py install | uninstall")
    try:
        main(sys.argv[1], os.environ, Path.home())
    except TrayBridgeError as error:
        sys.exit(f"{error.title}\n{error.hint}")
