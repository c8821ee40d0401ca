"""Say what a Python install of TrayBridge cannot have on macOS, and what helps (pure; for doctor)."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from traybridge.core.i18n import msg
from traybridge.core.presentation.diagnosis import Finding, Level

_GUARDED = ("Documents", "Desktop", "Downloads")
MANAGED_PYTHON = "uv venv --managed-python --python 3.13"


@dataclass(frozen=True, slots=True)
class MacInstall:
    """How we are installed. ``framework``: a framework build of Python; ``icon_hidden``: this macOS shows none for it.

    ``appkit``: pyobjc is there and fits; ``bundle``: it is TrayBridge.app; ``program``: the name of the executable;
    ``guarded``: the folder it lies in which programs started at login may not read, "" = none.
    """

    framework: bool
    icon_hidden: bool
    appkit: bool
    bundle: bool
    program: str
    guarded: str = ""


def install_findings(install: MacInstall) -> list[Finding]:
    """Tell everything that is worth saying about this install; nothing for the signed app."""
    if install.bundle:
        return []
    told = (
        (install.framework, _framework),
        (not install.appkit, _no_pyobjc),
        (bool(install.guarded), _guarded),
        (True, _identity),
    )
    return [finding(install) for wanted, finding in told if wanted]


def _framework(install: MacInstall) -> Finding:
    return Finding(
        "framework_python",
        msg("This Python is a framework build (python.org, Homebrew): macOS 26 shows no menu bar icon for it"),
        msg("Make .venv with another Python, then start again; make run does so by itself."),
        Level.PROBLEM if install.icon_hidden else Level.NOTE,
        MANAGED_PYTHON,
    )


def _no_pyobjc(_install: MacInstall) -> Finding:
    return Finding(
        "no_pyobjc",
        msg("AppKit cannot be used: pyobjc is missing or does not fit this Python"),
        msg(
            "Without it TrayBridge stands in the Dock, a right click may not open the menu, and it does not"
            " notice that the Mac woke up. Install again: make run."
        ),
    )


def _guarded(install: MacInstall) -> Finding:
    return Finding(
        "guarded_folder",
        msg("TrayBridge lies in {folder}, which macOS keeps from programs that start at login", folder=install.guarded),
        msg("Launch at login may fail there. Move it elsewhere, to your home folder for example, and type: make run."),
    )


def _identity(install: MacInstall) -> Finding:
    return Finding(
        "python_install",
        msg("macOS knows this program as {program}, not as TrayBridge", program=install.program),
        msg(
            "Keychain questions, Local Network and Login Items show that name, and notifications come as Script"
            " Editor's. Only a signed TrayBridge.app can change that; there is none yet."
        ),
        Level.NOTE,
    )


def guarded_folder(program: PurePath, home: PurePath) -> str:
    """The name of the folder below which macOS asks before a program may read (TCC), "" for one elsewhere."""
    if not program.is_relative_to(home):
        return ""
    first = program.relative_to(home).parts[:1]
    return first[0] if first and first[0] in _GUARDED else ""


def this_install() -> MacInstall:
    """How this very program is installed; on macOS only."""
    import sys
    from platform import mac_ver

    from traybridge.system.autostart.macos import is_bundle
    from traybridge.system.macos_app import MacApp, draws_no_icon, is_framework_build

    return MacInstall(
        framework=is_framework_build(),
        icon_hidden=draws_no_icon(mac_ver()[0]),
        appkit=MacApp().available,
        bundle=is_bundle(sys.executable),
        program=Path(sys.executable).resolve().name,
        guarded=guarded_folder(Path(sys.executable), Path.home()),
    )
