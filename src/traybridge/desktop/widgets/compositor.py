"""Whether the screen is composed: without that a translucent window is black where it should be clear."""

import ctypes
import ctypes.util

from PySide6.QtGui import QGuiApplication


def composited() -> bool:
    """True where windows may be translucent; X11 is asked anew each time, everybody else always composes."""
    return QGuiApplication.platformName() != "xcb" or _x11_has_compositor()


def _x11_has_compositor() -> bool:
    """Somebody owns the selection _NET_WM_CM_S0 (EWMH, "Composite Manager")."""
    name = ctypes.util.find_library("X11") or "libX11.so.6"
    try:
        x11 = ctypes.CDLL(name)
    except OSError:
        return False
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    try:
        return bool(x11.XGetSelectionOwner(display, x11.XInternAtom(display, b"_NET_WM_CM_S0", False)))
    finally:
        x11.XCloseDisplay(display)
