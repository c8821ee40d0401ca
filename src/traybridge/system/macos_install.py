"""Say what a Python install of TrayBridge cannot have on macOS, and what helps (pure; for doctor)."""

from dataclasses import dataclass

from traybridge.core.i18n import msg
from traybridge.core.presentation.diagnosis import Finding, Level

MANAGED_PYTHON = "uv venv --managed-python --python 3.13"


@dataclass(frozen=True, slots=True)
class MacInstall:
    """How we are installed. ``framework``: a framework build of Python; ``icon_hidden``: this macOS shows none for it.

    ``appkit``: pyobjc is there; ``bundle``: it is TrayBridge.app; ``program``: the name of the executable.
    """

    framework: bool
    icon_hidden: bool
    appkit: bool
    bundle: bool
    program: str


def install_findings(install: MacInstall) -> list[Finding]:
    """Tell everything that is worth saying about this install; nothing for the signed app."""
    if install.bundle:
        return []
    found = []
    if install.framework:
        found.append(
            Finding(
                "framework_python",
                msg("This Python is a framework build (python.org, Homebrew): macOS 26 shows no menu bar icon for it"),
                msg("Make .venv with another Python, then start again; make run does so by itself."),
                Level.PROBLEM if install.icon_hidden else Level.NOTE,
                MANAGED_PYTHON,
            )
        )
    if not install.appkit:
        found.append(
            Finding(
                "no_pyobjc",
                msg("AppKit cannot be used: pyobjc is missing or does not fit this Python"),
                msg(
                    "Without it TrayBridge stands in the Dock, a right click may not open the menu, and it does not"
                    " notice that the Mac woke up. Install again: make run."
                ),
            )
        )
    found.append(
        Finding(
            "python_install",
            msg("macOS knows this program as {program}, not as TrayBridge", program=install.program),
            msg(
                "Keychain questions, Local Network and Login Items show that name, and notifications come as Script"
                " Editor's. Only a signed TrayBridge.app can change that; there is none yet."
            ),
            Level.NOTE,
        )
    )
    return found


def this_install() -> MacInstall:
    """How this very program is installed; on macOS only."""
    import sys
    from pathlib import Path
    from platform import mac_ver

    from traybridge.system.autostart.macos import is_bundle
    from traybridge.system.macos_app import MacApp, draws_no_icon, is_framework_build

    return MacInstall(
        framework=is_framework_build(),
        icon_hidden=draws_no_icon(mac_ver()[0]),
        appkit=MacApp().available,
        bundle=is_bundle(sys.executable),
        program=Path(sys.executable).resolve().name,
    )
