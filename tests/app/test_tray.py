"""What a second start says, by how the first one answered its greeting."""

import io
from contextlib import redirect_stderr

import pytest

from traybridge.app.tray import report_greeting
from traybridge.core.errors import TrayBridgeError


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def _said(stream: io.StringIO, *, hidden: bool) -> str:
    with redirect_stderr(stream):
        report_greeting({"ok": True, "pid": 42}, hidden=hidden)
    return stream.getvalue()


def test_whoever_starts_it_by_hand_again_is_told_where_it_is():
    """A launcher, a script and the start at login hear nothing."""
    assert _said(Screen(), hidden=False) == ("TrayBridge is running already (process 42); its window is open.\n")
    assert _said(io.StringIO(), hidden=False) == ""
    assert _said(Screen(), hidden=True) == ""


def test_a_refusal_and_no_answer_are_errors_with_what_to_do():
    with pytest.raises(TrayBridgeError, match="without a window") as refused:
        report_greeting({"ok": False, "title": "It runs without a window", "hint": "Chat here."}, hidden=False)
    assert refused.value.hint == "Chat here."
    with pytest.raises(TrayBridgeError, match="does not answer"):
        report_greeting(None, hidden=False)
