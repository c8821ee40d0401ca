"""The KeyringProblems that every keyring can have, and what the errors of the library ``keyring`` mean."""

import sys

from traybridge.core.errors import KeyringProblem
from traybridge.core.i18n import msg

_INTERACTION_NOT_ALLOWED = "-25308"
"""errSecInteractionNotAllowed (Security/SecBase.h)."""


def locked() -> KeyringProblem:
    return KeyringProblem(
        "locked", "The keyring is locked", "Unlock it from the tray's menu, or log in to your desktop."
    )


def keychain_locked() -> KeyringProblem:
    """The login keychain is locked and macOS may not ask: over ssh, or before anybody logged in."""
    return KeyringProblem(
        "locked",
        "The login keychain is locked, and macOS cannot ask for its password here",
        "Type in a terminal: security unlock-keychain. Then try again.",
    )


def absent() -> KeyringProblem:
    return KeyringProblem(
        "absent",
        "This system has no keyring that TrayBridge can use",
        "Start one, for example GNOME Keyring, KWallet or KeePassXC; until then keys last for this session only.",
    )


def bus_unreachable() -> KeyringProblem:
    """The session bus is named and nobody listens there: the keyring behind it may well be running."""
    return KeyringProblem(
        "unreachable",
        "The keyring cannot be reached: the session bus does not answer",
        "DBUS_SESSION_BUS_ADDRESS names one that is gone. Log in again, or start TrayBridge from a fresh terminal.",
    )


def denied() -> KeyringProblem:
    return KeyringProblem(
        "denied", "The keyring did not let TrayBridge in", "Try again, and allow it when the system asks."
    )


def slow(seconds: float) -> KeyringProblem:
    return KeyringProblem(
        "slow",
        msg("The keyring did not answer within {seconds:g} s", seconds=seconds),
        "Look for a window that asks for a password, then try again.",
    )


def unreadable(account: str) -> KeyringProblem:
    return KeyringProblem(
        "unreadable",
        msg("The stored key of {account} cannot be read", account=account),
        msg("It stays as it is. To replace it: traybridge keys set {account}.", account=account),
    )


def failed(error: Exception) -> KeyringProblem:
    return KeyringProblem(
        "failed",
        msg("The keyring failed ({reason})", reason=type(error).__name__),
        "Try again; if that does not help, restart it.",
    )


def problem_of(error: Exception, platform: str = sys.platform) -> KeyringProblem:
    """Say in our words what a backend of the library raised. Its own words are not repeated: they may hold anything."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, KeyringProblem):
        return error
    if platform == "darwin" and _INTERACTION_NOT_ALLOWED in str(error):
        return keychain_locked()
    if isinstance(error, KeyringLocked):
        # On macOS the library says "locked" when somebody pressed Deny (errSecUserCanceled, -128).
        return denied() if platform == "darwin" and "-128" in str(error) else locked()
    if isinstance(error, NoKeyringError | InitError):
        return absent()
    if "denied" in str(error).lower() or "cancel" in str(error).lower():
        return denied()
    return failed(error)
