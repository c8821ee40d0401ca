"""Errors and other words of the rooms below, as they stand in a window: in whole sentences, beside a field."""

from traybridge.core.errors import TrayBridgeError
from traybridge.core.presentation.describe import where
from traybridge.desktop.language import tr


def words_of(error: TrayBridgeError) -> str:
    """An error in the person's language, as it stands beside a field: title, hint, and the place where it names one."""
    return f"{where(error)}{tr(error.title)}." + (f" {tr(error.hint)}" if error.hint else "")


def begun(text: str) -> str:
    """Words in the person's language at the beginning of a line."""
    words = tr(text)
    return words[:1].upper() + words[1:]


def sentence(text: str) -> str:
    """Words that begin a line: a capital first, a full stop at the end."""
    if not text:
        return ""
    words = begun(text)
    return words if words[-1] in ".!?" else f"{words}."
